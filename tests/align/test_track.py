from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.align.track import (
    TRANSITIONS,
    TrackChange,
    changed,
    check_drop,
    done,
    overdue,
    standing,
    with_state,
)
from commonweal.model.errors import CommonwealError, Conflict, Invalid
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState
from tests.align.builders import track

S = TrackState
tracks = st.lists(
    st.builds(
        track,
        st.sampled_from(["licence", "interface", "green-lane"]),
        st.sampled_from(S),
        authority=st.sampled_from(["Customs", "Food safety"]),
        country=st.sampled_from(["NL", "KE"]),
    ),
    max_size=6,
)


@pytest.mark.requirement(30)
def test_what_is_not_said_of_a_track_stays_and_what_is_said_empty_is_cleared() -> None:
    said = partial(
        TrackChange, name="law", kind=TrackKind.LEGAL, authority="Customs", country="NL",
        state=S.OPEN,
    )  # fmt: skip
    steps = (Step(text="Draft it", done=True), Step(text="Publish it"))
    whole = changed(
        track("law"),
        said(owner="Ann", due=date(2026, 12, 24), steps=steps, evidence="minute 4"),
    )
    assert changed(whole, said()) == whole
    ticked = changed(whole, said(steps=("Publish it", "Draft it"), ticks=("Publish it",)))
    assert [(each.text, each.done) for each in ticked.steps] == [
        ("Publish it", True), ("Draft it", True),
    ]  # fmt: skip
    assert changed(whole, said(owner="", due="", steps=(), evidence="")) == track("law")


@given(st.sampled_from(S), st.sampled_from(S), st.sampled_from(["", "A law"]))
def test_a_track_takes_only_the_steps_of_its_life(before: S, after: S, why: str) -> None:
    try:
        moved = with_state(track(state=before), after, why)
    except CommonwealError:
        return
    assert after is before or after in TRANSITIONS[before]
    assert moved.state is after
    assert bool(moved.blocker) or after is not S.BLOCKED
    assert bool(moved.blocker) or after is not S.DROPPED
    assert not (moved.blocker and after is S.DONE)


def test_every_state_can_be_left_and_done_can_be_reached_from_each() -> None:
    assert set(TRANSITIONS) == set(S)
    assert all(TRANSITIONS.values())
    assert all(S.DONE in TRANSITIONS[state] for state in (S.OPEN, S.BLOCKED))
    assert TRANSITIONS[S.DONE] == {S.OPEN, S.BLOCKED}
    assert TRANSITIONS[S.DROPPED] == {S.OPEN}


def test_a_blocked_track_names_what_blocks_it() -> None:
    assert with_state(track(), S.BLOCKED, " A law ").blocker == "A law"
    with pytest.raises(Invalid, match="blocked by nothing"):
        with_state(track(), S.BLOCKED, "  ")


def test_a_track_that_is_unblocked_forgets_its_blocker() -> None:
    blocked = track(state=S.BLOCKED)
    assert with_state(blocked, S.OPEN).blocker == ""
    assert with_state(blocked, S.DONE).blocker == ""


def test_a_track_that_stays_keeps_its_blocker_unless_given_another() -> None:
    blocked = track(state=S.BLOCKED)
    assert with_state(blocked, S.BLOCKED) == blocked
    assert with_state(blocked, S.BLOCKED, "A strike").blocker == "A strike"


def test_a_done_track_opens_again_only_with_a_reason() -> None:
    finished = track(state=S.DONE)
    with pytest.raises(Invalid, match="no reason"):
        with_state(finished, S.OPEN)
    again = with_state(finished, S.OPEN, "The permit lapsed")
    assert (again.state, again.blocker) == (S.OPEN, "The permit lapsed")


def test_a_done_track_is_blocked_after_all_only_by_something() -> None:
    finished = track(state=S.DONE)
    with pytest.raises(Invalid, match="blocked by nothing"):
        with_state(finished, S.BLOCKED)
    assert with_state(finished, S.BLOCKED, "A law").blocker == "A law"


def test_a_dropped_track_is_not_done_at_once_and_no_track_is_blocked_while_done() -> None:
    with pytest.raises(Conflict, match="cannot become done") as refused:
        with_state(track(state=S.DROPPED, blocker="Not needed"), S.DONE)
    assert refused.value.hint == "What can follow: open."
    with pytest.raises(Invalid, match="is done, and yet blocked"):
        with_state(track(), S.DONE, "A law")


@given(st.sets(st.sampled_from(["licence", "interface", "green-lane"])), tracks)
def test_a_benefit_is_aligned_only_if_all_it_needs_is_done_everywhere(
    needs: set[str], given: list[AlignmentTrack]
) -> None:
    everywhere = all(
        any(each.name == name for each in given if each.state is not S.DROPPED)
        and all(each.state in (S.DONE, S.DROPPED) for each in given if each.name == name)
        for name in needs
    )
    assert (set(needs) <= done(given)) == everywhere


@pytest.mark.requirement(30)
def test_one_country_left_open_keeps_the_benefit_promised() -> None:
    here, there = track(state=S.DONE), track(state=S.DONE, country="KE")
    assert "green-lane" in done([here, there])
    assert "green-lane" not in done([here, track(country="KE")])
    assert done([here, track(country="KE"), track("licence", S.DONE)]) == {"licence"}


def test_a_needed_track_that_nobody_set_keeps_it_promised() -> None:
    assert done([]) == frozenset()


@given(st.sampled_from(S), st.integers(-3, 3))
def test_a_track_is_overdue_once_its_day_has_passed_and_it_is_neither_done_nor_dropped(
    state: S, days: int
) -> None:
    today = date(2026, 3, 1)
    late = overdue(track(state=state, due=today + timedelta(days)), today)
    assert late == (days < 0 and state in (S.OPEN, S.BLOCKED))
    assert not overdue(track(state=state), today)


def test_a_dropped_track_names_why_and_nothing_waits_for_it() -> None:
    with pytest.raises(Invalid, match="is dropped for no reason"):
        with_state(track(), S.DROPPED)
    mistake = with_state(track(authority="Custms"), S.DROPPED, "A typing error")
    assert standing([mistake, track()]) == (track(),)
    assert done([mistake, track(state=S.DONE)]) == {"green-lane"}
    assert done([mistake]) == frozenset()
    with pytest.raises(Invalid, match="is dropped, and opens again for no reason"):
        with_state(mistake, S.OPEN)


def test_a_track_that_something_needs_is_dropped_only_beside_another_of_its_name() -> None:
    dropped = track(state=S.DROPPED)
    needed = {"green-lane": ["the service 'lane'"]}
    with pytest.raises(Conflict, match="the service 'lane' would wait for it for ever"):
        check_drop(dropped, [track("licence"), track(state=S.DROPPED, country="KE")], needed)
    check_drop(dropped, [track(country="KE")], needed)
    check_drop(dropped, [], {"licence": ["the service 'lane'"]})
    check_drop(track(), [], needed)
