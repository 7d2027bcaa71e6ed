"""Parties that a document lists are made and let in, and nobody else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import account, party
from commonweal.app.winwin import offers
from commonweal.model.errors import Invalid, NotAllowed, UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor, Party, PartyKind, Role
from tests.app.contract import CONTRACT, Standing, board, changed, founded, members, track
from tests.app.houses import START, House, house


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """A collaboration on whose table nothing lies, which no test changes."""
    home = house(tmp_path_factory.mktemp("still") / "home")
    return home, *founded(home)


def test_parties_that_a_document_lists_are_made_and_let_in_by_what_they_do(home: House) -> None:
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    inside = members(home, id)
    del inside["Founder"]
    assert inside == {
        "telco": (PartyKind.BUSINESS, frozenset({Role.HOLDER})),
        "ministry": (PartyKind.GOVERNMENT, frozenset({Role.BENEFICIARY})),
        "Map Makers": (PartyKind.NGO, frozenset({Role.USER, Role.INTERMEDIARY})),
        "farmers": (PartyKind.PEOPLE, frozenset({Role.BENEFICIARY})),
    }
    holder = home.node.records.get(Party, made.elements[0].holder).record
    assert (holder.name, holder.hosted) == ("telco", True)
    assert [word for word, _ in made.called] == [each["id"] for each in CONTRACT["parties"]]
    assert dict(made.called)["mappers"] == made.uses[0].user
    assert made.uses[0].id == "calls:mappers"


def test_a_document_gives_nobody_the_power_to_sign(home: House) -> None:
    founder, id = founded(home)
    held = home.node.keys.held()
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert home.node.keys.held() == held
    key = party.key_new(OPERATOR, home.node, made.elements[0].holder)
    telco = Actor(person=PersonId(key.id), party=made.elements[0].holder)
    assert offers.tabled(telco, home.node, id) is not None
    assert account.verify(founder, home.node)


def test_figures_are_points_said_by_whoever_put_them_here_today(home: House) -> None:
    founder, id = founded(home)
    cost = offers.table(founder, home.node, id, document=CONTRACT).elements[0].cost
    assert cost == Estimate(
        low=5, likely=5, high=5, unit="points", source="Founder", on=START.date(), by="Founder"
    )


def test_the_same_document_again_makes_and_changes_nothing_more(home: House) -> None:
    founder, id = founded(home)
    first = offers.table(founder, home.node, id, document=CONTRACT)
    parties = len(home.node.records.find(Party))
    assert offers.table(founder, home.node, id, document=CONTRACT) == first
    assert len(home.node.records.find(Party)) == parties
    assert len(board(home, id)) == 1


def test_a_party_known_here_by_name_and_kind_joins_and_is_not_made(home: House) -> None:
    telco = home.party("Telco", PartyKind.BUSINESS)
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert made.elements[0].holder == telco.party


def test_a_name_taken_by_another_kind_gets_a_number_and_keeps_the_word(home: House) -> None:
    home.party("telco", PartyKind.RESEARCH)
    home.party("telco (2)", PartyKind.NGO)
    founder, id = founded(home)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    holder = home.node.records.get(Party, made.elements[0].holder).record
    assert (holder.name, holder.kind) == ("telco (3)", PartyKind.BUSINESS)
    assert dict(made.called)["telco"] == holder.id
    assert offers.table(founder, home.node, id, document=CONTRACT) == made


def test_a_member_of_another_kind_is_a_sentence(home: House) -> None:
    founder, id = founded(home, "telco")
    with pytest.raises(Invalid, match=r"parties\[0\]\.kind is 'business', but 'telco'"):
        offers.table(founder, home.node, id, document=CONTRACT)


def test_no_word_stands_for_a_newcomer_that_is_called_otherwise(home: House) -> None:
    founder, id = founded(home)
    told = json.loads(json.dumps(CONTRACT).replace('"telco"', '"new:1"'))
    offers.table(founder, home.node, id, document=told)
    assert members(home, id)["new:1"] == (PartyKind.BUSINESS, frozenset({Role.HOLDER}))


def test_no_word_is_that_of_another_party(home: House) -> None:
    founder, id = founded(home)
    telco = home.party("telco", PartyKind.BUSINESS)
    made = offers.table(founder, home.node, id, document=CONTRACT)
    assert made.elements[0].holder == telco.party
    others = CONTRACT["parties"][1:]
    ways = (
        [{"id": "TELCO", "kind": "ngo", "name": "Somebody else"}, *others],
        [{"id": telco.party, "kind": "ngo", "name": "Map Makers"}, {"id": "mappers", "name": "x"}],
        [{"id": "telco", "name": "ministry"}, {"id": "ministry", "name": "telco"}, *others[1:]],
        [*CONTRACT["parties"], {"id": "New", "name": "N", "kind": "ngo"},
         {"id": "Old", "name": "New", "kind": "ngo"}],
    )  # fmt: skip
    known = len(home.node.records.find(Party))
    for parties in ways:
        with pytest.raises(Invalid, match=r"another party is called so|before|known here"):
            offers.table(founder, home.node, id, document={**CONTRACT, "parties": parties})
    assert len(home.node.records.find(Party)) == known
    assert offers.table(founder, home.node, id, document=CONTRACT).called == made.called


def test_the_id_of_a_party_means_that_party_though_it_is_not_in_yet(home: House) -> None:
    telco = home.party("Telco of the North", PartyKind.BUSINESS)
    founder, id = founded(home)
    assert telco.party
    told = json.loads(json.dumps(CONTRACT).replace('"telco"', f'"{telco.party}"'))
    assert offers.table(founder, home.node, id, document=told).elements[0].holder == telco.party
    told["parties"][0]["kind"] = "ngo"
    other, elsewhere = founded(home, "Other")
    with pytest.raises(Invalid, match="known here as one of kind 'business'"):
        offers.table(other, home.node, elsewhere, document=told)


def listing(entry: dict[str, object]) -> dict[str, Any]:
    return changed(parties=[*CONTRACT["parties"], entry])


WRONG = [
    (listing({"id": "x", "kind": "firm"}), "kind is 'firm'"),
    (listing({"id": "x"}), "has no 'kind'"),
    (listing({"kind": "ngo"}), "has no 'id'"),
    (listing({"id": "Telco", "kind": "business"}), "is 'Telco', as"),
    (listing({"id": "x", "kind": "ngo", "name": "map makers"}), "as parties"),
    (listing({"id": "x" * 150, "kind": "ngo"}), "parties[4].id has 150 characters"),
    (listing({"id": "x", "kind": "ngo", "town": "y"}), "is 'town'"),
    (changed(parties="telco"), "not a list"),
    (changed(parties=[{"id": f"p{n}", "kind": "ngo"} for n in range(201)]), "201 entries"),
    (changed(elements=[{"id": "calls", "holder": "nobody", "cost": 5}]), "holder is 'nobody'"),
    (listing({"id": " x", "kind": "ngo"}), "parties[4].id is ' x', with blanks"),
    (changed(elements=[{"id": "calls", "holder": "telco", "cost": "5"}]), "not a figure"),
    (changed(tracks=[]), "needs_tracks"),
    (track(kind="political"), "kind is 'political'"),
    (track(state="dropped"), "state is 'dropped'"),
    (track(authority=""), "authority is ''"),
    (changed(tracks=[{"id": "consent", "cost": 2, "state": "done"}]), "says its state"),
    (track(needs_tracks=["consent"]), "consent needs consent"),
]


@pytest.mark.parametrize(("document", "said"), WRONG, ids=[said for _, said in WRONG])
def test_of_a_wrong_document_nothing_is_made(
    document: dict[str, Any], said: str, still: Standing
) -> None:
    home, founder, id = still
    before, keys = home.node.records.counter(), set(home.node.keys.held())
    with pytest.raises(Invalid) as refused:
        offers.table(founder, home.node, id, document=document)
    assert said in refused.value.detail
    assert refused.value.hint
    assert (home.node.records.counter(), set(home.node.keys.held())) == (before, keys)


def test_whom_a_word_could_mean_is_told_by_words_and_names_and_not_by_ids(still: Standing) -> None:
    home, founder, id = still
    elements = [{"id": "calls", "holder": "zz", "cost": 5}]
    with pytest.raises(UnknownTerm) as refused:
        offers.table(founder, home.node, id, document=changed(elements=elements))
    assert refused.value.hint == "Known: Founder, farmers, mappers, ministry, telco."


def test_a_member_whose_name_has_two_blanks_together_goes_by_one(home: House) -> None:
    founder, id = founded(home, "Port  Authority")
    elements = [{"id": "calls", "holder": "Port Authority", "cost": 5}]
    told = changed(elements=elements, services=[])
    assert offers.table(founder, home.node, id, document=told).elements[0].holder == founder.party
    assert "Port Authority" in str(offers.document(founder, home.node, id)["elements"])


def test_who_may_let_nobody_in_may_table_what_lists_no_newcomer(home: House) -> None:
    founder, id = founded(home, role=Role.BENEFICIARY)
    before, keys = home.node.records.counter(), set(home.node.keys.held())
    with pytest.raises(NotAllowed, match="role"):
        offers.table(founder, home.node, id, document=CONTRACT)
    assert (home.node.records.counter(), set(home.node.keys.held())) == (before, keys)
