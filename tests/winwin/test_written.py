"""Offers written out again."""

import pytest

from commonweal.cases.case import NAMES, case
from commonweal.model.ids import CollaborationId, OffersId, PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.offers import offers
from commonweal.winwin.stated import stated
from commonweal.winwin.written import document, restate

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
