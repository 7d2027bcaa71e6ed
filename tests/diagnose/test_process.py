"""The process of a partnership: events, urgency, and what lies ready before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.process import process
from commonweal.model.assessment import PlatformType
from commonweal.model.collaboration import Event, EventKind
from tests.diagnose.courses import collaboration, event, request, situation, typed

COURSE = [
    request(0, "A"),
    request(40, "B"),
    event(EventKind.REFUSAL, 50, "A"),
    request(60, "C"),
    event(EventKind.URGENCY, 70, text="First"),
    event(EventKind.URGENCY, 90, text="Second"),
    event(EventKind.COMMITMENT, 95),
]


@pytest.mark.requirement(8, 13)
@given(events=st.permutations(COURSE))
def test_the_order_in_which_events_are_noted_does_not_matter(events: list[Event]) -> None:
    now, rated = situation(), typed(PlatformType.SOCIAL_ISSUE)
    found = process(collaboration(events), rated, now)
    assert found == process(collaboration(COURSE), rated, now)
    assert [each.at for each in found.events] == sorted(each.at for each in COURSE)


@pytest.mark.requirement(44)
def test_the_latest_urgency_counts() -> None:
    found = process(collaboration(COURSE), None, situation())
    assert found.urgent is not None
    assert found.urgent.text == "Second"


@pytest.mark.requirement(44)
def test_what_should_lie_ready_before_an_urgency_is_told_with_whether_it_does() -> None:
    nothing = process(collaboration(), None, situation())
    assert [ready for _, ready in nothing.readiness] == [False] * 5
    now = situation(drafted=1, in_force=1, datasets=1, win_win=True)
    assert [ready for _, ready in process(collaboration(), None, now).readiness] == [
        *[True] * 4,
        False,
    ]


@pytest.mark.requirement(8, 61)
def test_no_event_is_a_process_that_nobody_reported() -> None:
    found = process(collaboration(), None, situation())
    assert (found.events, found.pressure, found.urgent) == ((), (), None)
    assert len(found.mechanisms) == 10
    assert found.next
