"""When the word `voluntary` stands, when it stands with a warning, and when it is withheld."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.voluntary import Voluntariness, voluntariness
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import Role
from commonweal.model.surroundings import LegalBasis
from tests.diagnose.courses import (
    CITY,
    MAPPERS,
    ROLES,
    TELECOM,
    around,
    collaboration,
    event,
    request,
    situation,
)

REGULATED = around((CITY, TELECOM))
THREAT = event(EventKind.THREAT, 3, "City", asked=TELECOM)


def signs(found: Voluntariness) -> list[str]:
    return [each.id for each in found.signs]


def test_nothing_noted_says_nothing_against_it() -> None:
    found = voluntariness(collaboration([request(0, "Mappers")]), situation())
    assert (found.withheld, found.signs, found.mandatory) == (False, (), ())


def test_a_request_by_its_own_regulator_alone_is_a_warning() -> None:
    found = voluntariness(collaboration([request(0, "city")]), situation(surroundings=REGULATED))
    assert (signs(found), found.withheld) == (["regulator-asks"], False)
    assert "Telecom was asked by City, which regulates it." in found.signs[0].text
    assert "stands for this sharing, with a warning" in found.text


def test_the_role_of_regulator_is_enough_to_be_one() -> None:
    roles = {**ROLES, CITY: {Role.REGULATOR}}
    found = voluntariness(collaboration([request(0, "City")], roles), situation())
    assert signs(found) == ["regulator-asks"]


def test_a_request_by_someone_who_regulates_another_is_no_sign() -> None:
    now = situation(surroundings=around((CITY, MAPPERS)))
    assert voluntariness(collaboration([request(0, "City")]), now).signs == ()


@pytest.mark.parametrize("asked", [TELECOM, PartyId("")])
def test_a_threat_alone_withholds_the_word(asked: PartyId) -> None:
    found = voluntariness(
        collaboration([event(EventKind.THREAT, 0, "Anyone", asked=asked)]), situation()
    )
    assert found.withheld
    assert found.text.startswith('The word "voluntary" is withheld for this sharing')
    assert "What would change that" in found.text


@pytest.mark.requirement(75)
def test_asked_by_the_own_regulator_without_an_exit_withholds_the_word() -> None:
    found = voluntariness(
        collaboration([request(0, "City")]),
        situation(surroundings=REGULATED, no_exit=frozenset({TELECOM})),
    )
    assert (signs(found), found.withheld) == (["regulator-asks", "no-exit"], True)


def test_two_signs_at_two_holders_do_not_meet() -> None:
    roles = {**ROLES, MAPPERS: {Role.HOLDER}}
    found = voluntariness(
        collaboration([request(0, "City")], roles),
        situation(surroundings=REGULATED, no_exit=frozenset({MAPPERS})),
    )
    assert (len(found.signs), found.withheld) == (2, False)


def test_the_same_sign_twice_is_one() -> None:
    found = voluntariness(
        collaboration([request(0, "City"), request(5, "City")]),
        situation(surroundings=REGULATED),
    )
    assert (len(found.signs), found.withheld) == (1, False)


@pytest.mark.requirement(75)
@pytest.mark.parametrize(
    ("basis", "mandatory"),
    [
        (LegalBasis.STATUTORY, ("Call records",)),
        (LegalBasis.EXCEPTIONAL_NEED, ("Call records",)),
        (LegalBasis.CONTRACT, ()),
        (LegalBasis.VOLUNTARY, ()),
    ],
)
def test_what_the_law_orders_is_mandatory_and_a_promise_is_not(
    basis: LegalBasis, mandatory: tuple[str, ...]
) -> None:
    found = voluntariness(collaboration(), situation(surroundings=around(basis=basis)))
    assert found.mandatory == mandatory
    assert bool(found.signs) is bool(mandatory)
    assert not found.withheld


@given(
    events=st.permutations([request(0, "City"), request(4, "Mappers"), THREAT]),
    exits=st.sets(st.sampled_from([TELECOM, MAPPERS])),
)
def test_the_order_of_events_does_not_matter(events: list[Event], exits: set[PartyId]) -> None:
    now = situation(surroundings=REGULATED, no_exit=frozenset(exits))
    found = voluntariness(collaboration(events), now)
    assert found == voluntariness(collaboration(sorted(events, key=lambda e: e.at)), now)
    assert found.withheld


@given(threat=st.booleans(), asks=st.booleans(), exits=st.booleans(), law=st.booleans())
def test_one_more_sign_never_brings_the_word_back(
    threat: bool, asks: bool, exits: bool, law: bool
) -> None:
    def found(threat: bool, asks: bool, exits: bool, law: bool) -> bool:
        events = [*([THREAT] if threat else []), *([request(0, "City")] if asks else [])]
        now = situation(
            surroundings=around(
                *([(CITY, TELECOM)] if asks else []), basis=LegalBasis.STATUTORY if law else None
            ),
            no_exit=frozenset({TELECOM}) if exits else frozenset(),
        )
        return voluntariness(collaboration(events), now).withheld

    now = found(threat, asks, exits, law)
    assert found(True, asks, exits, law) >= now
    assert found(threat, True, exits, law) >= now
    assert found(threat, asks, True, law) >= now
    assert found(threat, asks, exits, True) >= now
