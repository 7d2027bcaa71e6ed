"""The keys of a party: changed by it alone, each once, and no card takes those of another."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.app import account, collaboration, party
from commonweal.model.errors import Conflict, NotAllowed, NotYet, Refused
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.party import Actor, Party, PartyKey, PartyKind, Role
from commonweal.model.person import Right
from tests.app.houses import START, House, house


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture
def mappers(home: House) -> Actor:
    return home.party("Mappers")


def own(home: House, actor: Actor) -> Party:
    assert actor.party
    return party.export(actor, home.node, actor.party)


def foreign(number: int = 0) -> PartyKey:
    public = b64encode(bytes([number] * 32)).decode()
    return PartyKey(id=KeyId(f"key_{number}"), public=public, since=START)


def test_the_files_of_every_own_key_are_here(home: House, mappers: Actor) -> None:
    party.key_rotate(mappers, home.node, own(home, mappers).id)
    now = own(home, mappers)
    found = party.key_files(mappers, home.node, now.id)
    assert found == {each.id for each in now.keys}
    assert len(found) == 2


def test_another_partys_key_files_are_not_told(home: House, mappers: Actor) -> None:
    other = home.party("Other")
    with pytest.raises(NotAllowed):
        party.key_files(other, home.node, own(home, mappers).id)


def test_of_two_who_rotate_the_same_key_one_is_told(home: House, mappers: Actor) -> None:
    before = own(home, mappers)
    replaces = before.keys[-1].id
    home.clock.turn_to(START + timedelta(minutes=1))
    made = party.key_rotate(mappers, home.node, before.id, replaces=replaces)
    with pytest.raises(Conflict, match="not the present key"):
        party.key_rotate(mappers, home.node, before.id, replaces=replaces)
    assert own(home, mappers).keys[-1] == made


def test_a_token_ends_with_its_key(home: House, mappers: Actor) -> None:
    id = own(home, mappers).id
    first = party.token(mappers, home.node, id)
    assert party.token(mappers, home.node, id) == first
    home.clock.turn_to(START + timedelta(minutes=1))
    made = party.key_rotate(mappers, home.node, id)
    assert party.token(mappers, home.node, id) != first
    party.key_revoke(mappers, home.node, id, made.id)
    with pytest.raises(NotYet, match="no valid key"):
        party.token(mappers, home.node, id)
    assert party.key_new(mappers, home.node, id).until is None


@pytest.mark.parametrize("what", ["id", "public"])
def test_a_card_with_a_key_of_another_party_is_not_admitted(
    what: str, home: House, mappers: Actor
) -> None:
    theirs = own(home, mappers).keys[-1]
    taken = replace(foreign(), **{what: getattr(theirs, what)})
    honest = party.add(mappers, home.node, name="Honest", kind=PartyKind.NGO, keys=(foreign(1),))
    before = home.node.records.counter()
    with pytest.raises(Conflict, match="known here as one of Mappers"):
        party.add(mappers, home.node, name="Thief", kind=PartyKind.NGO, keys=(taken,))
    with pytest.raises(Conflict, match="known here as one of Mappers"):
        party.renew(mappers, home.node, honest.id, (foreign(1), taken))
    assert home.node.records.counter() == before


def test_a_new_card_goes_on_from_the_keys_that_are_known(home: House, mappers: Actor) -> None:
    node = home.node
    known = party.add(mappers, node, name="Elsewhere", kind=PartyKind.NGO, keys=(foreign(1),))
    ended = replace(foreign(1), until=START)
    assert party.renew(mappers, node, known.id, (ended, foreign(2))).keys[-1] == foreign(2)
    for wrong in ((foreign(2),), (foreign(1), foreign(2)), (ended, foreign(2))):
        with pytest.raises(Conflict):
            party.renew(mappers, node, known.id, wrong)
    with pytest.raises(Refused, match="hosted here"):
        party.renew(mappers, node, PartyId(str(mappers.party)), (foreign(3),))


def test_a_false_card_gives_no_key_that_counts_beside_the_true_one(
    home: House, mappers: Actor
) -> None:
    node = home.node
    true = party.add(mappers, node, name="Elsewhere", kind=PartyKind.NGO, keys=(foreign(1),))
    ended = replace(foreign(1), until=START + timedelta(days=1))
    later = replace(foreign(3), since=START + timedelta(days=1))
    before = node.records.counter()
    for false in (
        (foreign(1), foreign(2)),
        (ended, foreign(2)),
        (later, ended),
        (ended, later, replace(foreign(4), since=START + timedelta(days=2))),
    ):
        with pytest.raises(Conflict, match="count beside an earlier one"):
            party.renew(mappers, node, true.id, false)
    assert node.records.counter() == before
    assert party.renew(mappers, node, true.id, (ended, later)).keys == (ended, later)


def test_who_works_with_a_party_takes_over_its_keys_and_the_others_are_told(
    home: House, mappers: Actor
) -> None:
    node, helpers, stranger = home.node, home.party("Helpers"), home.party("Stranger")
    true = party.add(mappers, node, name="Elsewhere", kind=PartyKind.NGO, keys=(foreign(1),))
    made = collaboration.new(
        mappers, node, title="Maps", issue="Floods", roles=frozenset({Role.HOLDER})
    )
    for each in (true.id, PartyId(str(helpers.party))):
        collaboration.join(mappers, node, made.id, party=each, roles=frozenset({Role.USER}))
    new = (replace(foreign(1), until=START), foreign(2))
    for nobody in (
        stranger,
        replace(mappers, program=True),
        replace(mappers, rights=frozenset({Right.READ, Right.ACT, Right.SIGN})),
    ):
        with pytest.raises(NotAllowed):
            party.renew(nobody, node, true.id, new)
    party.renew(mappers, node, true.id, new)
    told = [dict(each.facts) for each in account.log(helpers, node)][-1]
    assert (told["kind"], told["party"], told["key"]) == ("key.rotated", true.id, "key_2")


@pytest.mark.parametrize("name", ["MAPPERS", "Map  pers", "\uff2dap pers", "map pers"])
def test_a_name_that_reads_like_a_known_one_is_refused(name: str, home: House) -> None:
    home.party("Mappers")
    home.party("Map Pers")
    with pytest.raises(Conflict, match="known already"):
        home.party(name)
