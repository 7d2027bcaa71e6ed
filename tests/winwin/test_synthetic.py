import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from commonweal.model.ids import CollaborationId, FrontierId, OffersId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.frontier import frontier
from commonweal.winwin.synthetic import synthetic
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.party import listed_parties
from commonweal.winwin.table.stated import stated
from tests.scale import size

TABLES = size(quick=1, ci=4, full=20)


def read(document: dict[str, object]) -> Offers:
    return offers(
        document,
        parties={each.word: PartyId(each.word) for each in listed_parties(document)},
        name=OffersId("off_1"),
        collaboration=CollaborationId("col_1"),
    )


@pytest.mark.parametrize(("parties", "elements"), [(2, 1), (3, 7), (20, 100), (40, 20)])
def test_it_is_read_as_offers_of_that_size_and_labelled(parties: int, elements: int) -> None:
    document = synthetic(parties=parties, elements=elements, seed=5)
    found = read(document)
    assert len(listed_parties(document)) == parties
    assert len(found.elements) == elements
    assert found.services
    assert found.invented
    assert {each.figure.source for each in stated(found)} == {"synthetic"}


def test_a_hundred_elements_have_about_four_hundred_uses_and_thirty_services() -> None:
    found = read(synthetic(parties=20, elements=100, seed=1))
    assert 350 <= len(found.uses) <= 450
    assert 25 <= len(found.services) <= 35
    assert len({(use.element, use.user) for use in found.uses}) == len(found.uses)
    assert len(found.tracks) == 12


def test_every_range_goes_from_thirty_percent_below_to_fifty_above() -> None:
    for each in stated(read(synthetic(parties=20, elements=50, seed=2))):
        figure = each.figure
        assert figure.low == pytest.approx(0.7 * figure.likely, abs=0.05)
        assert figure.high == pytest.approx(1.5 * figure.likely, abs=0.05)


def test_one_seed_makes_one_document_and_another_seed_another() -> None:
    first, again, other = (
        json.dumps(synthetic(parties=6, elements=9, seed=seed)) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_some_tracks_are_done_and_some_wait_for_others() -> None:
    tracks = [each for seed in range(9) for each in entries(seed)]
    assert {each["state"] for each in tracks} == {"open", "done"}
    assert any(each["needs_tracks"] for each in tracks)


def entries(seed: int) -> Iterator[dict[str, object]]:
    found = synthetic(parties=10, elements=3, seed=seed)["tracks"]
    assert isinstance(found, list)
    yield from found


def test_most_tables_of_a_size_have_a_package_to_recommend() -> None:
    recommended = 0
    for seed in range(TABLES):
        document = synthetic(parties=8, elements=12, seed=seed)
        kinds = {
            PartyId(each.word): each.kind or PartyKind.OTHER for each in listed_parties(document)
        }
        found = frontier(
            read(document),
            Circumstance.of(kinds),
            name=FrontierId("fro_1"),
            at=datetime(2026, 1, 1, tzinfo=UTC),
            draws=1_000,
        )
        recommended += found.recommended is not None
    assert recommended > TABLES / 2
