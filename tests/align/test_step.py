"""The steps of a track."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.align.step import MOST_STEPS, check_finished, checked, rewritten, ticked
from commonweal.model.errors import Invalid, NotYet, UnknownTerm
from commonweal.model.track import Step, TrackState
from tests.align.builders import track
from tests.scale import size

EXAMPLES = size(quick=30, ci=100, full=500)
texts = st.lists(st.sampled_from("abcdef"), unique=True)
steps = texts.flatmap(
    lambda names: st.tuples(*(st.builds(Step, text=st.just(n), done=st.booleans()) for n in names))
)


@settings(max_examples=EXAMPLES)
@given(steps, texts)
def test_rewritten_steps_stand_as_written_and_keep_the_ticks_of_the_same_text(
    before: tuple[Step, ...], wanted: list[str]
) -> None:
    after = rewritten(before, wanted)
    assert [each.text for each in after] == wanted
    done = {each.text for each in before if each.done}
    assert {each.text for each in after if each.done} == done & set(wanted)


@settings(max_examples=EXAMPLES)
@given(steps, st.data())
def test_ticking_ticks_those_named_and_unticks_none(
    before: tuple[Step, ...], data: st.DataObject
) -> None:
    names = [each.text for each in before]
    wanted = data.draw(st.sets(st.sampled_from(names))) if names else set[str]()
    after = ticked(before, wanted)
    assert [each.text for each in after] == names
    assert {e.text for e in after if e.done} == wanted | {e.text for e in before if e.done}


def test_a_step_that_is_not_there_cannot_be_ticked() -> None:
    with pytest.raises(UnknownTerm, match="step is 'drft'") as refused:
        ticked((Step(text="draft"),), ["drft"])
    assert refused.value.hint == "Did you mean 'draft'?"


def test_steps_that_are_too_many_or_stand_twice_are_refused() -> None:
    with pytest.raises(Invalid, match="'draft' stands twice"):
        checked([Step(text="draft"), Step(text="draft", done=True)])
    with pytest.raises(Invalid, match=f"has {MOST_STEPS + 1} steps"):
        checked(Step(text=f"{n}") for n in range(MOST_STEPS + 1))


@pytest.mark.requirement(30)
@settings(max_examples=EXAMPLES)
@given(steps, st.sampled_from(TrackState))
def test_a_track_is_done_only_once_every_step_is(
    given_steps: tuple[Step, ...], state: TrackState
) -> None:
    left = [each for each in given_steps if not each.done]
    told = track(state=state, steps=given_steps)
    if state is not TrackState.DONE or not left:
        check_finished(told)
        return
    with pytest.raises(NotYet) as refused:
        check_finished(told)
    counted = "1 step is open" if len(left) == 1 else f"{len(left)} steps are open"
    assert counted in refused.value.detail
    assert all(each.text in refused.value.detail for each in left)
