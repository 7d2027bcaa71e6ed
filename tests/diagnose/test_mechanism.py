"""Each mechanism is seen by what happened, or expected of the type, or of another type."""

from typing import Any

import pytest

from commonweal.diagnose.course import Course
from commonweal.diagnose.framework import framework
from commonweal.diagnose.mechanism import AtWork, Shown, mechanisms
from commonweal.diagnose.pressure import pressures
from commonweal.model.assessment import PlatformType
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import Role
from tests.diagnose.courses import (
    CITY,
    ROLES,
    TELECOM,
    collaboration,
    event,
    request,
    situation,
    typed,
)

RD, SI, SS = PlatformType


def shown(
    events: list[Event], platform: PlatformType | None = None, **told: Any
) -> dict[str, Shown]:
    here = collaboration(events, told.pop("roles", ROLES), template=told.pop("template", ""))
    course = Course(
        collaboration=here,
        profile=typed(platform) if platform else None,
        now=situation(**told),
        pressure=pressures(events),
    )
    return {each.id: each for each in mechanisms(course)}


def seen(events: list[Event], **told: Any) -> set[str]:
    return {id for id, each in shown(events, **told).items() if each.state is AtWork.SEEN}


def test_every_mechanism_of_the_framework_is_told_in_its_order_with_its_section() -> None:
    found = list(shown([]).values())
    assert [each.id for each in found] == [each.id for each in framework().mechanisms]
    assert all(each.why and each.src for each in found)


@pytest.mark.requirement(28, 29, 30, 34, 38, 44, 58)
@pytest.mark.parametrize(
    ("kind", "mechanism"),
    [
        (EventKind.WIN_WIN_SEARCH, "win_win_search"),
        (EventKind.BUSINESS_CASE, "explicit_business_case"),
        (EventKind.ALIGNMENT, "cross_authority_alignment"),
        (EventKind.SCALE_UP, "scale_up"),
        (EventKind.URGENCY, "urgency_event"),
        (EventKind.PROMOTION, "government_promotion"),
    ],
)
def test_an_event_shows_its_mechanism_and_no_other(kind: EventKind, mechanism: str) -> None:
    assert seen([event(kind)]) == {mechanism}
    assert (
        f"25 Apr 2015, {kind.value}: {kind.value} of day 0." == shown([event(kind)])[mechanism].why
    )


@pytest.mark.parametrize(
    ("told", "mechanism"),
    [
        ({"win_win": True}, "win_win_search"),
        ({"tracks": 2, "tracks_done": 1}, "cross_authority_alignment"),
        ({"returned": 1}, "reputation_and_learning_gain"),
        ({"template": "col_earlier"}, "scale_up"),
    ],
)
def test_what_other_steps_know_shows_a_mechanism_too(told: dict[str, Any], mechanism: str) -> None:
    assert seen([], **told) == {mechanism}


def test_a_collaboration_begun_from_a_case_is_no_scaling_up() -> None:
    assert seen([], template="flowminder") == set()


@pytest.mark.requirement(38)
def test_a_network_of_requests_that_name_nobody_is_told_without_a_name() -> None:
    asked = [request(day, name, asked=PartyId("")) for day, name in enumerate("ABC")]
    found = shown(asked)["network_effect_of_pressure"]
    assert found.state is AtWork.SEEN
    assert found.why.startswith("3 requests")


def test_many_askers_show_the_network_effect_and_name_the_holder() -> None:
    found = shown([request(day, name) for day, name in enumerate("ABC")])
    pressure = found["network_effect_of_pressure"]
    assert pressure.state is AtWork.SEEN
    assert pressure.rule == "R7"
    assert pressure.why.startswith("Telecom: 3 requests by 3 askers")


def test_what_comes_back_on_a_resource_dependence_platform_is_reciprocity_instead() -> None:
    gain = "reputation_and_learning_gain"
    assert shown([], SI, returned=2)[gain].state is AtWork.SEEN
    assert shown([], RD, returned=2)[gain].state is AtWork.ELSEWHERE


def test_benefits_are_shown_to_each_party_once_every_company_has_something_in_it() -> None:
    benefit = "individual_benefit_identification"
    assert benefit in seen([], value_stated=frozenset({TELECOM, CITY}))
    assert benefit not in seen([], value_stated=frozenset({CITY}))
    assert benefit not in seen([], value_stated=frozenset({TELECOM}))


def test_a_public_body_that_would_use_the_data_can_be_pressed_to_buy() -> None:
    buyer = {**ROLES, CITY: {Role.USER}}
    pressing = [request(0, "Parents", asked=CITY)]
    assert seen(pressing, roles=buyer) == {"pressure_on_public_buyers"}
    assert seen(pressing) == set()


@pytest.mark.parametrize("platform", PlatformType)
def test_what_does_not_show_is_expected_where_it_belongs_to_the_type(
    platform: PlatformType,
) -> None:
    for each in shown([], platform).values():
        own = each.platform is platform
        assert each.state is (AtWork.EXPECTED if own else AtWork.ELSEWHERE)
        assert "it would show by" in each.why


def test_without_a_type_nothing_is_expected_and_nothing_is_of_another_type() -> None:
    assert {each.state for each in shown([]).values()} == {AtWork.UNSEEN}
