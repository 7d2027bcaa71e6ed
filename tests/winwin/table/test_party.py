"""The parties that a document lists."""

from typing import Any

import pytest

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.winwin.table.document import Place
from commonweal.winwin.table.party import called, listed_parties, meant

_UNLISTED: tuple[Any, ...] = ({}, None, [], "x")


def document(*parties: object) -> dict[str, Any]:
    return {"parties": list(parties)}


def test_a_party_goes_by_its_word_and_is_named_so_unless_it_says_otherwise() -> None:
    first, second = listed_parties(
        document({"id": "a", "kind": "ngo"}, {"id": "b", "kind": "people", "name": "Bee Keepers"})
    )
    assert (first.word, first.name, first.kind) == ("a", "a", PartyKind.NGO)
    assert (second.word, second.name, second.path) == ("b", "Bee Keepers", "parties[1]")
    assert [listed_parties(each) for each in _UNLISTED] == [()] * 4


def test_a_name_says_more_than_a_word() -> None:
    parties = {"a": PartyId("par_1"), "b": PartyId("par_2")}
    assert meant(document({"id": "a", "name": "b"}), parties) == {"a": "par_2"}
    assert meant(document({"id": "b", "name": "unknown"}), parties) == {"b": "par_2"}
    with pytest.raises(UnknownTerm, match=r"parties\[0\]\.id is 'c'"):
        meant(document({"id": "c"}), parties)


def test_an_id_is_known_and_not_told() -> None:
    parties = {"a": PartyId("par_1"), "par_1": PartyId("par_1")}
    assert called(Place(value="par_1", path="here"), parties) == "par_1"
    with pytest.raises(UnknownTerm) as refused:
        called(Place(value="par_2", path="here"), parties)
    assert refused.value.hint == "Known: a."


@pytest.mark.parametrize(
    "listed", [{"id": "x" * 121}, {"id": "x" * 121, "name": "Bee"}, {"id": "x" * 201}]
)
def test_a_word_is_as_long_as_a_name_may_be(listed: dict[str, str]) -> None:
    with pytest.raises(Invalid, match=r"parties\[0\]\.id has \d+ characters") as refused:
        listed_parties(document(listed))
    assert refused.value.hint == "Give at most 120."
    assert listed_parties(document({"id": "x" * 120}))


@pytest.mark.parametrize(
    "parties",
    [
        [3],
        [{}],
        [{"id": ""}],
        [{"id": "a", "kind": "firm"}],
        [{"id": "a", "kind": None}],
        [{"id": "a", "name": ""}],
        [{"id": "a", "name": "\u034f"}],
        [{"id": " a"}],
        [{"id": "a", "name": "x" * 121}],
        [{"id": "a"}, {"id": "A"}],
        [{"id": "a", "name": "Bee"}, {"id": "b", "name": "BEE"}],
        [{"id": f"p{n}"} for n in range(201)],
    ],
    ids=lambda parties: str(parties)[:40],
)
def test_a_hostile_list_of_parties_is_a_sentence(parties: list[object]) -> None:
    with pytest.raises(Invalid) as refused:
        listed_parties(document(*parties))
    assert refused.value.hint
    assert len(refused.value.detail) < 300
