"""The people of a hosted party: invited, given rights, removed, never by another party."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import account, login, people
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import PersonId
from commonweal.model.party import NOBODY, OPERATOR, Actor, PartyKind
from commonweal.model.person import Right, digest
from tests.app.peopled import EVERY, PASSWORD, Peopled, peopled


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def logged_in(here: Peopled, name: str, *rights: Right, **where: Any) -> Actor:
    found = here.actor(here.someone(name, *rights, **where))
    assert found
    return found


def test_an_invitation_lets_one_person_in_once(here: Peopled) -> None:
    node = here.house.node
    made, token = people.invite(OPERATOR, node, here.telecom, name=" Asha ", rights=[Right.ACT])
    assert login.invited(NOBODY, node, token) == made
    login.accept(NOBODY, node, token=token, name="Asha Rai", password=PASSWORD)
    with pytest.raises(Refused, match="does not count"):
        login.accept(NOBODY, node, token=token, name="Asha Rai", password=PASSWORD)
    actor = here.actor(here.log_in("asha rai"))
    assert actor == Actor(
        person=made.id,
        party=here.telecom,
        rights=frozenset({Right.READ, Right.ACT}),
        logs_in=True,
    )


def test_an_invitation_ends_after_seven_days(here: Peopled) -> None:
    _, token = people.invite(OPERATOR, here.house.node, here.telecom, name="Asha", rights=[])
    here.later(timedelta(days=7))
    with pytest.raises(Refused, match="does not count"):
        login.invited(NOBODY, here.house.node, token)


def test_a_fresh_link_ends_the_earlier_one_and_every_login_when_it_is_used(here: Peopled) -> None:
    node, session = here.house.node, here.someone("Asha", Right.ACT)
    actor = here.actor(session)
    assert actor
    _, first = people.invite_again(OPERATOR, node, actor.person)
    _, second = people.invite_again(OPERATOR, node, actor.person)
    with pytest.raises(Refused):
        login.invited(NOBODY, node, first)
    assert here.actor(session) == actor
    login.accept(NOBODY, node, token=second, name="Asha", password="another four words")
    assert here.actor(session) is None
    with pytest.raises(Invalid):
        here.log_in("Asha")


def test_a_removed_person_is_out_at_once_and_their_name_is_free(here: Peopled) -> None:
    boss = logged_in(here, "Boss", *EVERY)
    session = here.someone("Asha", Right.ACT)
    actor = here.actor(session)
    assert actor
    people.remove(boss, here.house.node, actor.person)
    assert here.actor(session) is None
    kept = here.person(actor.person)
    assert (kept.password, kept.rights) == ("", frozenset())
    with pytest.raises(Invalid):
        here.log_in("Asha")
    assert here.actor(here.someone("Asha"))


def test_other_rights_hold_from_the_next_call_on(here: Peopled) -> None:
    session = here.someone("Asha", Right.ACT)
    actor = here.actor(session)
    assert actor
    people.change(OPERATOR, here.house.node, actor.person, rights=[Right.SIGN])
    now = here.actor(session)
    assert now
    assert now.rights == {Right.READ, Right.SIGN}


def test_the_last_who_looks_after_the_people_stays(here: Peopled) -> None:
    node, boss = here.house.node, logged_in(here, "Boss", *EVERY)
    people.invite(OPERATOR, node, here.telecom, name="Not yet here", rights=EVERY)
    logged_in(here, "Boss", *EVERY, party=here.mappers)
    with pytest.raises(Refused, match="the only one"):
        people.remove(boss, node, boss.person)
    with pytest.raises(Refused, match="the only one"):
        people.change(boss, node, boss.person, rights=[Right.ACT])
    other = logged_in(here, "Deputy", *EVERY)
    people.remove(other, node, boss.person)


def test_two_people_of_a_party_have_two_names(here: Peopled) -> None:
    logged_in(here, "Asha")
    before = here.house.node.records.counter()
    with pytest.raises(Conflict, match="of that name"):
        people.invite(OPERATOR, here.house.node, here.telecom, name="ASHA ", rights=[])
    assert here.house.node.records.counter() == before
    logged_in(here, "Asha", party=here.mappers)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb", "\ud800", "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_a_sentence(name: str, here: Peopled) -> None:
    with pytest.raises(Invalid, match="1 to 80 printable"):
        people.invite(OPERATOR, here.house.node, here.telecom, name=name, rights=[])


def test_another_partys_people_are_not_there(here: Peopled) -> None:
    boss = logged_in(here, "Boss", *EVERY)
    theirs = logged_in(here, "Asha", Right.ACT, party=here.mappers).person
    node, before = here.house.node, here.house.node.records.counter()
    calls: tuple[Callable[[PersonId], object], ...] = (
        lambda id: people.change(boss, node, id, rights=EVERY),
        lambda id: people.remove(boss, node, id),
        lambda id: people.invite_again(boss, node, id),
    )
    absent = PersonId("per_absent")
    for call in calls:
        told = []
        for id in (theirs, absent):
            with pytest.raises(NotFound) as answer:
                call(id)
            told.append(answer.value.detail.replace(id, ""))
        assert told[0] == told[1]
    with pytest.raises(NotFound):
        people.roster(boss, node, here.mappers)
    with pytest.raises(NotFound):
        people.invite(boss, node, here.mappers, name="Spy", rights=EVERY)
    assert node.records.counter() == before


def test_who_may_not_look_after_people_changes_none_of_them(here: Peopled) -> None:
    actor = logged_in(here, "Asha", Right.ACT, Right.SIGN)
    for tried in (
        lambda: people.change(actor, here.house.node, actor.person, rights=EVERY),
        lambda: people.invite(actor, here.house.node, here.telecom, name="x", rights=EVERY),
    ):
        with pytest.raises(NotAllowed):
            tried()


def test_two_who_change_one_person_at_once_do_not_overwrite_each_other(here: Peopled) -> None:
    node, actor = here.house.node, logged_in(here, "Asha", Right.ACT)
    stored = people._known(OPERATOR, node, actor.person)
    people.change(OPERATOR, node, actor.person, rights=[])
    with pytest.raises(Conflict, match="someone changed it first"):
        people.kept(OPERATOR, node, stored, stored.record, Kind.PERSON_CHANGED)


def test_the_log_tells_of_people_by_id_and_right_never_by_name_or_secret(here: Peopled) -> None:
    node, session = here.house.node, here.someone("Asha Rai", Right.SIGN)
    actor = here.actor(session)
    assert actor
    people.remove(OPERATOR, node, actor.person)
    mine = Actor(person=PersonId("x"), party=here.telecom)
    entries = [each for each in account.log(mine, node) if each.subject.type == "person"]
    assert [each.kind.value for each in entries] == [
        "person.added", "person.changed", "person.removed"
    ]  # fmt: skip
    assert entries[0].facts == (("rights", "read,sign"),)
    assert entries[1].actor == actor.person
    told = str(entries)
    assert not any(word in told for word in ("Asha", "argon2", session, digest(session)))
    account.verify(mine, node)


def test_whoever_makes_a_party_names_its_first_person(here: Peopled) -> None:
    node, maker = here.house.node, logged_in(here, "Asha", Right.ACT)
    made, person, token = people.introduce(
        maker, node, name="River board", kind=PartyKind.GOVERNMENT, first="Bina"
    )
    assert (made.hosted, person.party, person.rights) == (True, made.id, EVERY)
    login.accept(NOBODY, node, token=token, name="Bina", password=PASSWORD)
    bina = here.actor(here.log_in("Bina", party="River board"))
    assert bina
    people.invite(bina, node, made.id, name="Chandra", rights=[])
    with pytest.raises(NotFound):
        people.roster(maker, node, made.id)


@pytest.mark.parametrize(
    ("name", "first", "kind"),
    [("", "Bina", Invalid), ("New", " ", Invalid), ("telecom", "B", Conflict)],
)
def test_a_party_without_a_name_or_a_first_person_is_not_made(
    name: str, first: str, kind: type[Exception], here: Peopled
) -> None:
    node, before = here.house.node, here.house.node.records.counter()
    with pytest.raises(kind):
        people.introduce(OPERATOR, node, name=name, kind=PartyKind.NGO, first=first)
    assert node.records.counter() == before


def test_a_program_reaches_nobody_who_looks_after_people_and_makes_nobody_such(
    here: Peopled,
) -> None:
    node, boss = here.house.node, logged_in(here, "Boss", *EVERY)
    program = Actor(person=PersonId("token"), party=here.telecom, program=True)
    before = node.records.counter()
    for tried in (
        lambda: people.invite(program, node, here.telecom, name="Spy", rights=EVERY),
        lambda: people.introduce(program, node, name="Spies", kind=PartyKind.NGO, first="Spy"),
        lambda: people.invite_again(program, node, boss.person),
        lambda: people.change(program, node, boss.person, rights=[Right.ACT]),
        lambda: people.remove(program, node, boss.person),
    ):
        with pytest.raises(NotAllowed, match="A program decides nothing"):
            tried()
    assert node.records.counter() == before
    made, _ = people.invite(program, node, here.telecom, name="Asha", rights=[Right.SIGN])
    with pytest.raises(NotAllowed):
        people.change(program, node, made.id, rights=[Right.ADMIN])
    assert people.remove(program, node, made.id).rights == frozenset()


def test_a_program_gives_nobody_another_password(here: Peopled) -> None:
    node, asha = here.house.node, logged_in(here, "Asha", Right.SIGN)
    program = Actor(person=PersonId("token"), party=here.telecom, program=True)
    before = node.records.counter()
    with pytest.raises(NotAllowed, match="log in as them"):
        people.invite_again(program, node, asha.person)
    assert node.records.counter() == before
    invited, first = people.invite(program, node, here.telecom, name="Bina", rights=[])
    assert people.invite_again(program, node, invited.id)[1] != first
