"""The people of a hosted party: invited, given rights, removed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe

from commonweal.app import party as parties
from commonweal.app.acts import act, carry_out
from commonweal.app.node import Node
from commonweal.model.change import Stored, Write
from commonweal.model.errors import Conflict, NotAllowed, NotFound, Refused
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKind
from commonweal.model.person import (
    ALL_RIGHTS,
    INVITATION_LASTS,
    Person,
    PersonState,
    Right,
    checked_name,
    checked_rights,
    digest,
)


def roster(actor: Actor, node: Node, party: PartyId) -> tuple[Person, ...]:
    """The people of the actor's party who are invited or active, oldest first."""
    check(actor, "people.roster")
    return present(node, _own(actor, node, party).id)


def introduce(
    actor: Actor, node: Node, *, name: str, kind: PartyKind, first: str
) -> tuple[Party, Person, str]:
    """A new party hosted here, its first person with every right, and the token of their link.

    Whoever makes a party names its first person then, or nobody could ever log in for it; later
    only its own people invite others.

    Raises:
        Invalid: a name is empty, too long or not printable.
        NotAllowed: a program asks; the first person would outlive its token.
        Conflict: a party of that name is known already.
    """
    check(actor, "people.introduce")
    _check_reach(actor, ALL_RIGHTS)
    person = checked_name(first)
    made = parties.add(actor, node, name=name, kind=kind)
    return made, *_invited(actor, node, made.id, person, ALL_RIGHTS)


def invite(
    actor: Actor, node: Node, party: PartyId, *, name: str, rights: Collection[Right]
) -> tuple[Person, str]:
    """Someone new, and the token of their link: valid for seven days, told once, kept as a hash.

    Raises:
        Invalid: the name is empty, too long or not printable.
        NotAllowed: a program asks for someone who would look after the party's people.
        Conflict: the party has someone of that name.
    """
    check(actor, "people.invite")
    own = _own(actor, node, party)
    _check_reach(actor, rights)
    return _invited(actor, node, own.id, free_name(node, own.id, name), rights)


def invite_again(actor: Actor, node: Node, id: PersonId) -> tuple[Person, str]:
    """A fresh link for someone who lost theirs or forgot the password; an earlier one ends.

    Raises NotAllowed if a program asks for someone who has a password already, or `admin`.
    """
    check(actor, "people.invite_again")
    stored, token = _known(actor, node, id), token_urlsafe()
    _check_reach(actor, stored.record.rights)
    if actor.program and stored.record.active:
        raise NotAllowed(
            detail="A program gives nobody a new password: it could log in as them.",
            hint="Someone who looks after the people of your party can, on the page People.",
        )
    changed = replace(stored.record, invitation=digest(token), invited_until=_end(node))
    kept(actor, node, stored, changed, Kind.PERSON_CHANGED, (("changed", "invitation"),))
    return changed, token


def change(actor: Actor, node: Node, id: PersonId, *, rights: Collection[Right]) -> Person:
    """Give a person these rights and no others, from their next click on.

    Raises Refused if nobody would be left to look after the party's people.
    """
    check(actor, "people.change")
    stored = _known(actor, node, id)
    _check_reach(actor, {*rights, *stored.record.rights})
    changed = replace(stored.record, rights=checked_rights(frozenset(rights)))
    if Right.ADMIN not in changed.rights:
        _check_not_last(node, stored.record)
    kept(actor, node, stored, changed, Kind.PERSON_CHANGED, _rights(changed))
    return changed


def remove(actor: Actor, node: Node, id: PersonId) -> Person:
    """Take a person's access away at once. Raises Refused for the last who can give it."""
    check(actor, "people.remove")
    stored = _known(actor, node, id)
    _check_reach(actor, stored.record.rights)
    _check_not_last(node, stored.record)
    gone = replace(
        stored.record,
        state=PersonState.REMOVED,
        rights=frozenset(),
        password="",
        invitation="",
        invited_until=None,
    )
    kept(actor, node, stored, gone, Kind.PERSON_REMOVED)
    node.logins.close_all(id, node.clock.now())
    return gone


def present(node: Node, party: PartyId) -> tuple[Person, ...]:
    """The people of a party who are invited or active, oldest first."""
    found = (stored.record for stored in node.records.find(Person, party=party))
    return tuple(each for each in found if each.state is not PersonState.REMOVED)


def free_name(node: Node, party: PartyId, name: str, but: PersonId | None = None) -> str:
    """The name as it is kept, if nobody else of the party has it. Raises Invalid, Conflict."""
    wanted = checked_name(name)
    if any(each.called(wanted) and each.id != but for each in present(node, party)):
        raise Conflict(
            detail="Your party has someone of that name already.",
            hint="Give a name that tells them apart.",
            field="name",
        )
    return wanted


def kept(
    actor: Actor,
    node: Node,
    stored: Stored[Person],
    changed: Person,
    kind: Kind,
    facts: Facts = (),
) -> None:
    """Carry out what becomes of a person, in the log of their party; never by name."""
    write = Write(record=changed, expected_version=stored.version)
    carry_out(node, act(kind, person=actor.person, log=changed.party, writes=(write,), facts=facts))


def _invited(
    actor: Actor, node: Node, party: PartyId, name: str, rights: Collection[Right]
) -> tuple[Person, str]:
    token = token_urlsafe()
    made = Person(
        id=PersonId(node.ids.new("person")),
        party=party,
        name=name,
        rights=checked_rights(frozenset(rights)),
        state=PersonState.INVITED,
        invitation=digest(token),
        invited_until=_end(node),
    )
    node.set_up_code.drop()
    kept(actor, node, Stored(record=made, version=0), made, Kind.PERSON_ADDED, _rights(made))
    return made, token


def _check_reach(actor: Actor, rights: Collection[Right]) -> None:
    """Keep a stolen token from making itself a master: its bearer reaches nobody with `admin`."""
    if actor.program and Right.ADMIN in rights:
        raise NotAllowed(
            detail="A program decides nothing about who looks after the people of a party.",
            hint="Someone who does so can, on the page People.",
        )


def _own(actor: Actor, node: Node, party: PartyId) -> Party:
    found = node.records.get(Party, party).record
    if actor.party not in (None, party):
        raise NotFound(kind="party", id=party)
    if not found.hosted:
        raise Refused(
            detail=f"{found.name} is not hosted here; its people log in on its own node.",
            hint="People are added where their party is hosted.",
        )
    return found


def _known(actor: Actor, node: Node, id: PersonId) -> Stored[Person]:
    stored = node.records.get(Person, id)
    if actor.party not in (None, stored.record.party):
        raise NotFound(kind="person", id=id)
    if stored.record.state is PersonState.REMOVED:
        raise NotFound(kind="person", id=id)
    return stored


def _check_not_last(node: Node, person: Person) -> None:
    theirs = (each for each in present(node, person.party) if _looks_after(each))
    if _looks_after(person) and [each.id for each in theirs] == [person.id]:
        raise Refused(
            detail=f"{person.name} is the only one who looks after the people of this party.",
            hint="Give someone else the right to do so first.",
        )


def _looks_after(person: Person) -> bool:
    return person.active and Right.ADMIN in person.rights


def _end(node: Node) -> datetime:
    return node.clock.now() + INVITATION_LASTS


def _rights(person: Person) -> Facts:
    return (("rights", ",".join(sorted(person.rights))),)
