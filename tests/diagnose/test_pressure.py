"""Pressure is counted: who asks, how often, how publicly, and whether they compete (R7)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.pressure import Pressure, pressures
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import PartyId
from tests.diagnose.courses import CITY, TELECOM, courses, event, request, requests

pytestmark = pytest.mark.requirement(38)


def only(*events: Event) -> Pressure:
    (found,) = pressures(events)
    return found


@given(events=courses, seed=st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_noted_does_not_matter(
    events: list[Event], seed: object
) -> None:
    shuffled = list(events)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random of Hypothesis
    assert pressures(shuffled) == pressures(events)


@given(events=courses, more=requests)
def test_one_more_request_never_lowers_the_network_effect(events: list[Event], more: Event) -> None:
    before, after = only(*events), only(*events, more)
    assert after.network >= before.network
    assert len(after.askers) >= len(before.askers)
    assert after.requests == before.requests + 1


@given(events=courses)
def test_one_more_asker_in_a_request_never_lowers_the_network_effect(events: list[Event]) -> None:
    joined = replace(events[0], askers=(*events[0].askers, "Z"))
    assert only(joined, *events[1:]).network >= only(*events).network


@given(events=courses)
def test_whoever_all_ask_together_do_not_compete(events: list[Event]) -> None:
    everyone = sorted({name for each in events for name in each.askers})
    assert not only(*events, request(500, *everyone)).competing


@given(events=courses)
def test_every_asker_is_counted_in_every_request_they_took_part_in(events: list[Event]) -> None:
    found = only(*events)
    asks = dict(zip(found.askers, found.asks, strict=True))
    assert asks == {
        name: sum(name in each.askers for each in events)
        for name in {name for each in events for name in each.askers}
    }


def test_a_lone_request_that_is_refused_is_no_pressure() -> None:
    found = only(request(0, "Mappers"), event(EventKind.REFUSAL, 9, "Mappers", asked=TELECOM))
    assert (found.requests, found.network, found.competing) == (1, False, False)
    assert found.every_days is None
    assert "network" not in found.text


@pytest.mark.parametrize(
    ("askers", "network"),
    [
        ("ABC", True),
        ("AABB", True),
        ("AAB", False),
        ("AAAAAA", False),
        ("AB", False),
    ],
)
def test_many_is_three_askers_or_four_requests_by_two_and_three_requests_in_all(
    askers: str, network: bool
) -> None:
    found = only(*(request(10 * number, name) for number, name in enumerate(askers)))
    assert found.network is network
    assert ("network effect of pressure (R7)" in found.text) is network


def test_one_joint_request_of_many_is_no_repeated_pressure() -> None:
    found = only(request(0, "A", "B", "C", "D"))
    assert (found.network, found.competing, found.joined) == (False, False, ("A", "B", "C", "D"))


def test_how_regular_and_how_public_it_is_stands_beside_how_many_ask() -> None:
    found = only(request(0, "A"), request(30, "B", public=True), request(40, "A"))
    assert (found.requests, found.public, found.days) == (3, 1, 40)
    assert (found.every_days, found.spread_days) == (20, (10, 30))
    assert "In the median 20 days lie between two of them (10 to 30)." in found.text


@pytest.mark.parametrize(
    ("asked", "competing"),
    [
        ([("A",), ("B",)], True),
        ([("A",), ("B",), ("A", "B")], False),
        ([("A",), ("B",), ("A", "B"), ("C",)], True),
        ([("A", "B"), ("A",)], True),
        ([("A",), ("A",)], False),
        ([("A", "B", "C"), ("A", "B")], True),
        ([(), ()], False),
    ],
)
def test_they_compete_who_ask_apart_and_have_not_joined_since(
    asked: Sequence[tuple[str, ...]], competing: bool
) -> None:
    found = only(*(request(day, *askers) for day, askers in enumerate(asked)))
    assert found.competing is competing
    assert ("offer them to join" in found.text) is competing


def test_a_name_is_one_asker_however_it_is_written() -> None:
    found = only(request(0, "Red Cross"), request(1, "red  cross"), request(2, "RED CROSS"))
    assert (found.askers, found.asks, found.competing) == (("Red Cross",), (3,), False)


def test_each_holder_is_pressed_on_its_own_and_the_hardest_pressed_comes_first() -> None:
    quiet = [request(day, "A", asked=CITY) for day in range(6)]
    loud = [request(day, name) for day, name in enumerate("ABC")]
    nobody = request(0, "A", asked=PartyId(""))
    found = pressures([*quiet, *loud, nobody])
    assert [each.asked for each in found] == [TELECOM, CITY, ""]


def test_what_is_no_request_is_no_pressure() -> None:
    others = [kind for kind in EventKind if kind is not EventKind.REQUEST]
    assert pressures([event(kind, 0, "A", asked=TELECOM) for kind in others]) == ()
