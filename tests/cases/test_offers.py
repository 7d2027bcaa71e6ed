"""What lies on the tables of the cases: all invented, and the return is what makes the deal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commonweal.cases.case import case
from commonweal.model.ids import CollaborationId, FrontierId, OffersId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers, Package, Standing
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.frontier import frontier, surest
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.withdrawal import without

CASES = ("floraholland", "flowminder", "newyork")


def table(name: str) -> Offers:
    ids = {party.name: PartyId(key) for key, party in case(name).parties.items()}
    return offers(
        case(name).offers,
        parties=ids,
        name=OffersId("off_1"),
        collaboration=CollaborationId("col_1"),
    )


def off(name: str, *, services: Sequence[str] = (), tracks: Sequence[str] = ()) -> Offers:
    return without(table(name), services=services, tracks=tracks)


def package(name: str, given: Offers) -> Package:
    kinds = {PartyId(key): party.kind for key, party in case(name).parties.items()}
    at = datetime(2026, 1, 1, tzinfo=UTC)
    found = frontier(given, Circumstance.of(kinds), name=FrontierId("fro_1"), at=at)
    return replace(surest(found), seconds=0.0)


@pytest.mark.requirement(84)
@pytest.mark.parametrize("name", CASES)
def test_everyone_gains_and_every_business_has_its_value_stated(name: str) -> None:
    found = package(name, table(name))
    assert found.standing is Standing.WIN_WIN
    assert found.invented
    told = case(name).parties
    businesses = {key for key, party in told.items() if party.kind is PartyKind.BUSINESS}
    assert businesses <= {net.party for net in found.nets if net.net > 0}


@pytest.mark.parametrize("name", CASES)
def test_with_nothing_in_return_there_is_no_public_value(name: str) -> None:
    bare = replace(table(name), services=())
    assert package(name, bare).public_value == 0


def test_without_the_green_lane_public_value_falls_and_not_to_nothing() -> None:
    whole = package("floraholland", table("floraholland"))
    lost = package("floraholland", off("floraholland", services=["green-lane"]))
    assert "green-lane" in whole.services
    assert 0 < lost.public_value < whole.public_value


@pytest.mark.parametrize("track", ["voluntary-data", "document-link", "joint-inspection"])
def test_any_failed_track_costs_what_the_green_lane_costs(track: str) -> None:
    lost = package("floraholland", off("floraholland", services=["green-lane"]))
    failed = package("floraholland", off("floraholland", tracks=[track]))
    assert replace(failed, basis=lost.basis) == lost


def test_the_brink_is_not_recommended() -> None:
    found = package("floraholland", table("floraholland"))
    most = package("floraholland", off("floraholland", services=["early-notice"]))
    assert most.public_value > found.public_value
    assert most.chance < 0.95 <= found.chance


def test_without_a_definition_of_local_nothing_is_given_back() -> None:
    assert package("newyork", off("newyork", tracks=["definition-of-local"])).public_value == 0
