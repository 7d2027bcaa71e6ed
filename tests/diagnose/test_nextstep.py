"""What the rules call for now, in the order of the journey."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.course import Course
from commonweal.diagnose.framework import framework
from commonweal.diagnose.nextstep import Next, next_steps
from commonweal.diagnose.pressure import pressures
from commonweal.model.assessment import PlatformType, Profile
from commonweal.model.collaboration import CollaborationState, Event, EventKind
from commonweal.model.surroundings import Risk, Weight
from tests.diagnose.courses import TELECOM, around, collaboration, event, request, situation, typed

RD, SI, SS = PlatformType
JOURNEY = ["diagnose", "winwin", "align", "agree", "share", "use", "returns", "account"]
LOOKED = replace(
    around(),
    risks=tuple(
        Risk(challenge=each.id, weight=Weight.NONE, text="x")
        for each in framework().surrounding.challenges.items
    ),
)
GAINS = frozenset({TELECOM})


def steps(
    found: Profile | None, events: list[Event] | None = None, *, ended: bool = False, **now: Any
) -> tuple[Next, ...]:
    noted = [event(EventKind.PROMOTION)] if events is None else events
    state = CollaborationState.ENDED if ended else CollaborationState.OPEN
    here = collaboration(noted, state=state)
    return next_steps(
        Course(
            collaboration=here,
            profile=found,
            now=situation(**{"surroundings": LOOKED, **now}),
            pressure=pressures(noted),
        )
    )


def called(found: tuple[Next, ...]) -> list[tuple[str, str]]:
    return [(each.step, each.rule) for each in found]


@pytest.mark.requirement(66)
def test_know_the_type_first() -> None:
    assert called(steps(None))[0] == ("diagnose", "R8")


@pytest.mark.requirement(8)
def test_a_process_that_nobody_reported_is_asked_for() -> None:
    assert ("diagnose", "R14") in called(steps(typed(RD), []))


@pytest.mark.requirement(38)
def test_askers_that_compete_are_offered_to_pool() -> None:
    found = steps(typed(SI), [request(0, "A"), request(2, "B")])
    pool = next(each for each in found if each.rule == "R7")
    assert pool.text == "Let the requests to Telecom be joined: 2 askers compete for access."


def test_challenges_that_nobody_looked_at_are_named() -> None:
    found = steps(typed(RD), surroundings=None)
    assert called(found)[0] == ("diagnose", "R13")
    assert "7 are left" in found[0].text


@pytest.mark.requirement(28)
def test_public_benefit_clear_and_private_not_calls_for_the_win_win_search() -> None:
    found = steps(typed(RD), public_value_stated=True)
    assert called(found) == [("winwin", "R5")]
    assert found[0].text.startswith(
        "The public benefit is clear: search for what is in it for Telecom"
    )


@pytest.mark.requirement(31)
def test_value_stated_and_tracks_open_calls_for_alignment_and_not_before() -> None:
    stated: dict[str, Any] = {
        "value_stated": GAINS,
        "win_win": True,
        "in_force": 1,
        "releases": 1,
        "decisions": 1,
    }
    assert called(steps(typed(RD), tracks=2, tracks_done=1, **stated)) == [("align", "R4")]
    assert called(steps(typed(RD), **stated)) == [("align", "R4")]
    assert "align" not in dict(called(steps(typed(RD), tracks=2)))


@pytest.mark.requirement(44)
def test_a_social_issue_prepares_before_the_event_and_asks_again_after_it() -> None:
    stated: dict[str, Any] = {"value_stated": GAINS, "win_win": True}
    before = steps(typed(SI), **stated)
    assert called(before) == [("agree", "R6")]
    assert "prepare before" in before[0].text
    after = steps(typed(SI), [event(EventKind.REFUSAL), event(EventKind.URGENCY, 5)], **stated)
    assert "an earlier refusal does not foretell it" in after[0].text


def test_a_win_win_without_an_agreement_calls_for_one() -> None:
    stated: dict[str, Any] = {"value_stated": GAINS, "win_win": True, "tracks": 1, "tracks_done": 1}
    assert called(steps(typed(RD), **stated)) == [("agree", "")]


@pytest.mark.requirement(51)
def test_a_societal_sector_agrees_on_its_terms_first() -> None:
    assert ("agree", "R9") in called(steps(typed(SS), value_stated=GAINS, win_win=True))


@pytest.mark.requirement(46)
def test_releases_that_informed_no_decision_call_for_the_harvest() -> None:
    found = steps(typed(SI), value_stated=GAINS, win_win=True, in_force=1, releases=2)
    assert called(found) == [("use", "R2")]


def test_when_everything_is_done_the_account_is_left() -> None:
    found = steps(typed(SI), value_stated=GAINS, win_win=True, in_force=1, releases=1, decisions=1)
    assert [each.step for each in found] == ["account"]


def test_nothing_is_called_for_once_it_has_ended() -> None:
    assert steps(None, ended=True) == ()


@given(
    platform=st.none() | st.sampled_from(PlatformType),
    stated=st.booleans(),
    counts=st.tuples(*[st.integers(0, 2)] * 6),
    win_win=st.booleans(),
)
def test_there_is_always_a_next_step_and_they_come_in_the_order_of_the_journey(
    platform: PlatformType | None, stated: bool, counts: tuple[int, ...], win_win: bool
) -> None:
    fields = ("tracks", "drafted", "in_force", "datasets", "releases", "decisions")
    known: dict[str, Any] = dict(zip(fields, counts, strict=True))
    found = steps(
        typed(platform) if platform else None,
        value_stated=GAINS if stated else frozenset(),
        win_win=win_win,
        **known,
    )
    places = [JOURNEY.index(each.step) for each in found]
    assert places
    assert places == sorted(places)
    assert all(each.rule or each.src for each in found)
