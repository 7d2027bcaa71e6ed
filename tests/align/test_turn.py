"""Which track waits for which."""

import pytest

from commonweal.align.turn import check_turn, order, waits_for
from commonweal.model.errors import NotYet
from commonweal.model.track import TrackState
from commonweal.model.winwin import TrackCost
from tests.align.builders import track
from tests.records.builders import estimate

FIRST = order(
    (
        TrackCost(track="lane", cost=estimate(), needs_tracks=("law", "link")),
        TrackCost(track="law", cost=estimate()),
    )
)


@pytest.mark.requirement(30)
def test_a_track_waits_for_what_must_be_done_before_it_and_is_not() -> None:
    assert waits_for(track("lane"), FIRST, {"link"}) == ("law",)
    assert waits_for(track("lane"), FIRST, {"law", "link"}) == ()
    assert waits_for(track("law"), FIRST, ()) == ()
    assert waits_for(track("unheard-of"), FIRST, ()) == ()


@pytest.mark.parametrize("state", [TrackState.DONE, TrackState.DROPPED])
def test_a_track_that_is_done_or_dropped_waits_for_nothing(state: TrackState) -> None:
    assert waits_for(track("lane", state), FIRST, ()) == ()


def test_a_track_is_not_done_before_its_turn() -> None:
    with pytest.raises(NotYet, match="'lane' waits for law and link"):
        check_turn(track("lane"), FIRST, ())
    check_turn(track("lane"), FIRST, {"law", "link"})
