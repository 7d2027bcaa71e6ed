"""How ready a benefit is, in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.align.benefit import Benefit, Source, Status
from commonweal.align.readiness import readiness
from commonweal.model.track import AlignmentTrack, TrackState
from tests.align.builders import track

S = TrackState
TODAY = date(2026, 3, 1)
SOON, LATER = date(2026, 4, 1), date(2026, 6, 30)
NAMES = ["law", "link"]
tracks = st.lists(
    st.builds(
        track,
        st.sampled_from([*NAMES, "other"]),
        st.sampled_from([S.OPEN, S.BLOCKED, S.DONE]),
        country=st.sampled_from(["NL", "KE"]),
        due=st.sampled_from([None, SOON, LATER]),
    ),
    max_size=6,
)


def benefit(*needs: str, came: bool = False) -> Benefit:
    return Benefit(id="lane", source=Source.SERVICE, text="Green lane", needs=needs, came=came)


@pytest.mark.requirement(32)
def test_a_service_says_which_signatures_it_needs_still_of_whom_and_by_when() -> None:
    board = [
        track("law", authority="Tax administration", owner="Ann", due=SOON),
        track(
            "link", S.BLOCKED, authority="Single window", blocker="no budget", due=date(2026, 2, 1)
        ),
        track("visit", S.DONE, authority="Plant health"),
        track("visit", authority="Plant health", country="KE", due=LATER),
    ]
    found = readiness(benefit("law", "link", "visit"), board, TODAY)
    assert found.status is Status.PROMISED
    assert found.last_due == LATER
    assert found.sentence == (
        '"Green lane" (service in return) needs three signatures still: '
        "law (Tax administration, NL, legal; Ann, due 2026-04-01), "
        "link (Single window, NL, legal; due 2026-02-01, overdue; blocked: no budget), "
        "visit (Plant health, KE, legal; due 2026-06-30). The latest is due on 2026-06-30."
    )


@pytest.mark.requirement(32)
def test_a_track_that_nobody_set_up_is_missing_too() -> None:
    found = readiness(benefit("law"), [], TODAY)
    assert (found.missing, found.unset) == ((), ("law",))
    assert found.sentence == (
        '"Green lane" (service in return) needs one signature still: law (not set up). '
        "None of them has a due day."
    )


@pytest.mark.requirement(32)
@given(tracks, st.sets(st.sampled_from(NAMES)))
def test_a_service_is_aligned_exactly_if_nothing_is_missing(
    board: list[AlignmentTrack], needs: set[str]
) -> None:
    found = readiness(benefit(*sorted(needs)), board, TODAY)
    assert (found.status is Status.ALIGNED) == (not found.missing and not found.unset)
    assert {each.name for each in found.missing} | set(found.unset) <= needs
    assert all(each.state is not S.DONE for each in found.missing)
    assert found.last_due == max((e.due for e in found.missing if e.due), default=None)


def test_what_came_waits_for_nothing_whatever_its_tracks_do_later() -> None:
    found = readiness(benefit("law", came=True), [track("law")], TODAY)
    assert (found.status, found.missing) == (Status.DELIVERED, ())
    assert found.sentence == '"Green lane" (service in return) is delivered.'


def test_what_needs_no_track_says_so() -> None:
    assert (
        readiness(benefit(), [], TODAY).sentence
        == '"Green lane" (service in return) is aligned; it needs no track.'
    )
