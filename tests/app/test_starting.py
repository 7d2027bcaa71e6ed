"""The first conversation."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.app import collaboration, party, starting
from commonweal.app.starting import Guest, Talk
from commonweal.model.errors import CommonwealError, Invalid, NotFound
from commonweal.model.party import OPERATOR, PartyKind, Role
from tests.app.houses import House, house

TALK = Talk(
    title="Flood",
    issue="Who is cut off",
    roles=frozenset({Role.USER, Role.STEWARD}),
    data="Calls",
    urgent="The river rises",
    guests=(Guest(name="Telecom", kind=PartyKind.BUSINESS, role=Role.HOLDER),),
)


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


def test_what_was_said_is_kept(home: House) -> None:
    made = starting.start(home.party("Mappers"), home.node, TALK)
    assert [each.text for each in made.events] == ["Calls", "The river rises"]
    (telecom,) = [each for each in party.roster(OPERATOR, home.node) if each.name == "Telecom"]
    assert made.roles(telecom.id) == {Role.HOLDER}


def test_a_guest_of_the_case_is_not_let_in_twice(home: House) -> None:
    guest = Guest(name="ncell", kind=PartyKind.BUSINESS, role=Role.HOLDER)
    talk = replace(TALK, like="flowminder", guests=(guest,))
    made = starting.start(home.party("Mappers"), home.node, talk)
    assert len({each.party for each in made.members}) == len(made.members)


@pytest.mark.parametrize(
    "talk",
    [
        replace(TALK, title=" "),
        replace(TALK, issue="x" * 2001),
        replace(TALK, data="a\x00b"),
        replace(TALK, urgent="x" * 2001),
        replace(TALK, guests=(*TALK.guests, *TALK.guests)),
        replace(TALK, guests=(replace(TALK.guests[0], name="MAPPERS"),)),
        replace(TALK, guests=(replace(TALK.guests[0], name="x" * 121),)),
        replace(TALK, like="col_of_somebody_else"),
    ],
)
def test_nothing_is_made_if_any_of_it_will_not_do(talk: Talk, home: House) -> None:
    me = home.party("Mappers")
    before = home.node.records.counter()
    with pytest.raises((Invalid, NotFound)) as said:
        starting.start(me, home.node, talk)
    assert isinstance(said.value, CommonwealError)
    assert home.node.records.counter() == before
    assert collaboration.roster(me, home.node) == ()
