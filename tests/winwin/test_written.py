"""Offers written out again."""

from typing import Any

import pytest

from commonweal.cases.case import NAMES, case
from commonweal.model.ids import CollaborationId, OffersId, PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.offers import offers
from commonweal.winwin.stated import stated
from commonweal.winwin.written import brief, document, restate

NAME, HERE = OffersId("off_1"), CollaborationId("col_1")


def of_case(name: str) -> Offers:
    """The offers of a case of the paper."""
    told = case(name)
    parties = {each.name: PartyId(f"par_{key}") for key, each in told.parties.items()}
    return offers(told.offers, parties=parties, name=NAME, collaboration=HERE)


def read(written: object, like: Offers) -> Offers:
    """The offers of a document in which parties go by their ids."""
    assert isinstance(written, dict)
    holders = {each.holder for each in like.elements}
    users = {each.user for each in like.uses}
    providers = {each.provider for each in like.services}
    gaining = {each.recipient for service in like.services for each in service.benefits}
    parties: dict[str, PartyId] = {each: each for each in holders | users | providers | gaining}
    return offers(written, parties=parties, name=NAME, collaboration=HERE)


@pytest.mark.parametrize("name", NAMES)
def test_offers_written_out_are_read_as_the_same_offers(name: str) -> None:
    told = of_case(name)
    assert read(document(told), told) == told


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_for_people_is_read_as_the_same_offers(name: str) -> None:
    told = of_case(name)
    names = {PartyId(f"par_{key}"): each.name for key, each in case(name).parties.items()}
    found = brief(told, names)
    assert next(iter(found)) == "unit"
    assert not any(party in str(found) for party in names)
    parties = {each: party for party, each in names.items()}
    assert offers(found, parties=parties, name=NAME, collaboration=HERE) == told


def test_what_most_figures_share_stands_once_and_the_rest_where_it_belongs() -> None:
    told = of_case("flowminder")
    written = document(told)
    other = {"low": 1, "likely": 2.5, "high": 3, "unit": told.elements[0].cost.unit,
             "source": "our count", "on": "2026-03-01"}  # fmt: skip
    restate(written, "elements[0].cost", other)
    changed = read(written, told)
    found: Any = brief(changed, {})
    assert read(found, told) == changed
    assert "services" in found
    assert found["elements"][0]["cost"] == {
        "low": 1, "likely": 2.5, "high": 3, "source": "our count", "on": "2026-03-01"
    }  # fmt: skip
    assert all(isinstance(each["public_value"], list) for each in found["uses"])


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_can_be_restated_and_nothing_else_changes(name: str) -> None:
    told = of_case(name)
    before = {each.path: each for each in stated(told)}
    for path, old in before.items():
        written = document(told)
        figure = {"low": 1, "likely": 2, "high": 3, "unit": old.figure.unit, "source": "s",
                  "on": "2026-03-01"}  # fmt: skip
        restate(written, path, figure)
        after = {each.path: each for each in stated(read(written, told))}
        assert [key for key, each in after.items() if each != before[key]] == [path]
        assert (after[path].figure.low, after[path].figure.high) == (1, 3)
