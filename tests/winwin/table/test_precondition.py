"""What must be done before what."""

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.winwin.table.precondition import cycle, resting_on, told
from tests.scale import size

NAMES = "abcdef"
NEEDS = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=3))


def reaches(needs: dict[str, set[str]], start: str) -> set[str]:
    """All that a name needs, by whatever way: a plain walk."""
    found: set[str] = set()
    more = set(needs.get(start, ()))
    while more - found:
        found |= more
        more = {each for name in found for each in needs.get(name, ())}
    return found


@hypothesis_settings(max_examples=size(quick=100, ci=1000, full=5000), deadline=None)
@given(needs=NEEDS)
def test_a_cycle_is_told_if_and_only_if_something_needs_itself(needs: dict[str, set[str]]) -> None:
    ring = cycle(needs)
    assert bool(ring) == any(name in reaches(needs, name) for name in needs)
    for name, needed in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        assert needed in needs[name]


@hypothesis_settings(max_examples=size(quick=100, ci=1000, full=5000), deadline=None)
@given(needs=NEEDS, fallen=st.sets(st.sampled_from(NAMES)))
def test_what_rests_on_the_fallen_falls_and_nothing_else(
    needs: dict[str, set[str]], fallen: set[str]
) -> None:
    expected = fallen | {name for name in needs if reaches(needs, name) & fallen}
    assert resting_on(needs, fallen) == expected


def test_a_long_chain_is_no_cycle_and_a_long_cycle_is_told_shortly() -> None:
    chain = {str(n): [str(n + 1)] for n in range(5000)}
    assert cycle(chain) == ()
    ring = cycle({**chain, "5000": ["0"]})
    assert len(ring) == 5001
    assert len(told(ring)) < 100
    assert told(("a", "b")) == "a needs b needs a"
