from math import inf

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.errors import Unavailable
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.formulation import Effort, Problem, gap, optimum
from commonweal.winwin.selection import moving, nets, selection, total
from tests.scale import size
from tests.winwin.bruteforce import best_value
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    LARGE,
    USER,
    Generator,
    Size,
    element,
    figure,
    service,
    table,
    use,
)

EXACT = Effort(gap=0.0)
SMALL = Size(parties=4, bodies=1, elements=3, uses=5, services=3, tracks=2)


@pytest.mark.parametrize("margin", [0.0, 4.0, -3.0])
def test_no_small_package_beats_the_optimum(margin: float) -> None:
    for seed in range(size(quick=40, ci=500, full=500)):
        made = Generator(SMALL, seed)
        offers, kinds = made.table(), made.kinds
        done, bodies = made.done(offers), government(offers, kinds)
        public = public_flows(offers, kinds, done)
        found = optimum(
            Problem(offers=offers, public=public, government=bodies, margin=margin), EXACT
        )
        chosen = selection(
            offers, uses=found.uses, services=found.services, margin=margin, government=bodies
        )
        expected = best_value(offers, kinds, done, margin)
        assert total(moving(public, chosen)) == pytest.approx(expected, abs=1e-6), seed
        assert found.bound == pytest.approx(expected, abs=1e-6), seed
        least = min(
            (net for party, net in nets(offers, chosen).items() if party not in bodies),
            default=margin,
        )
        assert least >= margin - 1e-9, seed


@hypothesis_settings(max_examples=size(quick=40, ci=300, full=1000), deadline=None)
@given(
    cost=st.floats(0, 1e12),
    gain=st.floats(0, 1e12),
    public=st.floats(1e-3, 1e12),
)
def test_a_deal_is_made_exactly_if_the_holder_does_not_lose_whatever_the_size_of_the_figures(
    cost: float, gain: float, public: float
) -> None:
    offers = table(
        [element("records", figure(cost))],
        [use("map", public)],
        [service("credit", 0, {HOLDER: figure(gain)}, needs_uses=["map"], provider=BODY)],
    )
    bodies = government(offers, KINDS)
    problem = Problem(
        offers=offers,
        public=public_flows(offers, KINDS, frozenset()),
        government=bodies,
        margin=0.0,
    )
    if abs(gain - cost) > 1e-6 * max(gain, cost):
        assert bool(optimum(problem, EXACT).uses) == (gain > cost)


def test_the_optimiser_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    offers = table([element("records", figure(0))], [use("map", 1)])
    public = public_flows(offers, KINDS, frozenset())
    problem = Problem(offers=offers, public=public, government=frozenset(), margin=0.0)
    assert optimum(problem, Effort()).uses == {"map"}
    assert capfd.readouterr() == ("", "")


def test_a_user_who_gains_nothing_stays_away_from_a_margin() -> None:
    offers = table([element("records", figure(0))], [use("map", 100)])
    public = public_flows(offers, KINDS, frozenset())
    problem = Problem(offers=offers, public=public, government=frozenset({HOLDER}), margin=1.0)
    assert optimum(problem, EXACT).uses == frozenset()
    free = Problem(offers=offers, public=public, government=frozenset({HOLDER, USER}), margin=1.0)
    assert optimum(free, EXACT).uses == {"map"}


def test_a_provider_is_held_to_the_margin_as_well() -> None:
    offers = table(
        [element("records", figure(10))],
        [use("map", 100, user=BODY)],
        [
            service("credit", 1, {HOLDER: figure(20)}, provider=USER),
            service("grant", 0, {USER: figure(4)}, provider=BODY),
        ],
    )
    bodies = government(offers, KINDS)
    public = public_flows(offers, KINDS, frozenset())
    for margin, deal in ((3.0, {"map"}), (3.5, frozenset())):
        problem = Problem(offers=offers, public=public, government=bodies, margin=margin)
        assert optimum(problem, EXACT).uses == deal


def test_an_optimiser_without_time_is_a_sentence() -> None:
    made = Generator(LARGE, 3)
    offers, kinds = made.table(), made.kinds
    problem = Problem(
        offers=offers,
        public=public_flows(offers, kinds, frozenset()),
        government=government(offers, kinds),
        margin=0.0,
    )
    with pytest.raises(Unavailable, match="Time limit reached") as ended:
        optimum(problem, Effort(seconds=0))
    assert ended.value.hint


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [(99, 100, 0.01), (100, 100, 0), (100, 99.9, 0), (0, 0, 0), (0, 5, 1), (7, inf, 1)],
)
def test_the_gap_is_a_share_of_the_bound(value: float, bound: float, expected: float) -> None:
    assert gap(value, bound) == pytest.approx(expected)
