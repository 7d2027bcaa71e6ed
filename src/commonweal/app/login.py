"""Coming in: the first person of a home, an invitation, a password, a token."""

from dataclasses import replace
from secrets import token_urlsafe

from commonweal.app.node import Node
from commonweal.app.people import free_name, kept, present
from commonweal.model.change import Stored
from commonweal.model.errors import Invalid, NotAllowed, NotFound, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party
from commonweal.model.person import (
    ALL_RIGHTS,
    LOGIN_LASTS,
    LONGEST_PASSWORD,
    Person,
    PersonState,
    checked_password,
    digest,
    folded,
    same_password,
)


def set_up_code(actor: Actor, node: Node) -> str:
    """A fresh code by which the first person of this home comes in; empty if none is needed.

    It is told once and kept as a hash; an earlier one counts no more.
    """
    check(actor, "login.set_up_code")
    if actor.party is not None:
        raise NotAllowed(
            detail="Only whoever runs the node sets it up.", hint="Start `weal serve` there."
        )
    if node.demo or not _without_people(node):
        node.set_up_code.drop()
        return ""
    code = token_urlsafe()
    node.set_up_code.keep(digest(code))
    return code


def to_set_up(actor: Actor, node: Node, code: str) -> tuple[Party, ...]:
    """The parties of which the bearer of the code may be the first person. Raises Refused."""
    check(actor, "login.to_set_up")
    found = _without_people(node)
    if not found or not node.set_up_code.known(digest(code)):
        raise _no_link("set-up code", "Start `weal serve` again: it prints a new address.")
    return found


def set_up(actor: Actor, node: Node, *, code: str, party: PartyId, name: str, password: str) -> str:
    """Make the first person of a party, with every right; the token of their first login.

    The code is used up by it.

    Raises:
        Refused: no such code.
        NotFound: no such party without people.
        Invalid: the name or the password will not do.
    """
    check(actor, "login.set_up")
    if party not in {each.id for each in to_set_up(actor, node, code)}:
        raise NotFound(kind="party", id=party)
    called = free_name(node, party, name)
    secret = node.passwords.hashed(checked_password(password, called))
    if not node.set_up_code.take(digest(code)):
        raise _no_link("set-up code", "Start `weal serve` again: it prints a new address.")
    made = Person(
        id=PersonId(node.ids.new("person")),
        party=party,
        name=called,
        rights=ALL_RIGHTS,
        state=PersonState.ACTIVE,
        password=secret,
    )
    kept(_self(made), node, Stored(record=made, version=0), made, Kind.PERSON_ADDED)
    return _opened(node, made.id)


def invited(actor: Actor, node: Node, token: str) -> Person:
    """Whom an invitation is for. Raises Refused for one that is used, over or unknown."""
    check(actor, "login.invited")
    return _invited(node, token).record


def accept(actor: Actor, node: Node, *, token: str, name: str, password: str) -> str:
    """Let the invited person in, from now on by name and password; the token of a first login.

    The invitation is used up by it. Whoever had a password before has this one now,
    and is logged out everywhere.

    Raises:
        Refused: the invitation is used, over or unknown.
        Invalid: the name or the password will not do.
        Conflict: the party has someone else of that name, or the link was used just now.
    """
    check(actor, "login.accept")
    stored = _invited(node, token)
    asked = stored.record
    called = free_name(node, asked.party, name, but=asked.id)
    changed = replace(
        asked,
        name=called,
        state=PersonState.ACTIVE,
        password=node.passwords.hashed(checked_password(password, called)),
        invitation="",
        invited_until=None,
    )
    facts = (("changed", "password"),)
    kept(_self(changed), node, stored, changed, Kind.PERSON_CHANGED, facts)
    node.logins.close_all(changed.id, node.clock.now())
    return _opened(node, changed.id)


def log_in(actor: Actor, node: Node, *, party: str, name: str, password: str) -> str:
    """The token of a new login, valid for twelve hours; it is told once and kept as a hash.

    Takes as long for a name that nobody has. `party` is the name of the person's party; it may be
    empty where people of only one log in here.

    Raises:
        Refused: five tries of that name failed within a minute.
        Invalid: no active person has that name and password.
    """
    check(actor, "login.log_in")
    theirs = _named(node, party)
    who = digest(f"{theirs.id if theirs else folded(party)}\n{folded(name)}")
    _check_attempts(node, who)
    found = _person(node, theirs, name)
    if not _fits(node, found, password) or found is None:
        raise Invalid(
            detail="No person here has that name and that password.",
            hint="Check both. Whoever looks after your party's people can give you a new link.",
        )
    node.logins.forgive(who)
    return _opened(node, found.id)


def log_out(actor: Actor, node: Node, token: str) -> None:
    """End a login at once; nothing to do for one that is over."""
    check(actor, "login.log_out")
    node.logins.close(digest(token), node.clock.now())


def who(actor: Actor, node: Node, token: str) -> tuple[Actor, Person, Party] | None:
    """Whom the token of a login lets act, by their rights of this moment; None if nobody."""
    check(actor, "login.who")
    id = node.logins.person(digest(token), node.clock.now())
    if id is None:
        return None
    found = node.records.get(Person, id).record
    if not found.active:
        return None
    return _self(found), found, node.records.get(Party, found.party).record


def change_password(actor: Actor, node: Node, *, old: str, new: str) -> str:
    """A new password for the actor; all their logins end, and the token of a new one comes back.

    Raises:
        Invalid: the old one is wrong, or the new one will not do.
        Refused: five tries failed within a minute.
    """
    check(actor, "login.change_password")
    stored = node.records.get(Person, actor.person)
    person, who = stored.record, digest(actor.person)
    if not person.active or person.party != actor.party:
        raise NotFound(kind="person", id=actor.person)
    _check_attempts(node, who)
    if not _fits(node, person, old):
        raise Invalid(
            detail="That is not your password.", hint="Give the one you have now.", field="old"
        )
    node.logins.forgive(who)
    changed = replace(person, password=node.passwords.hashed(checked_password(new, person.name)))
    kept(actor, node, stored, changed, Kind.PERSON_CHANGED, (("changed", "password"),))
    node.logins.close_all(person.id, node.clock.now())
    return _opened(node, person.id)


def _without_people(node: Node) -> tuple[Party, ...]:
    """The hosted parties, if none of them has people yet."""
    hosted = _hosted(node)
    return () if any(present(node, each.id) for each in hosted) else hosted


def _hosted(node: Node) -> tuple[Party, ...]:
    found = (stored.record for stored in node.records.find(Party))
    return tuple(each for each in found if each.hosted)


def _invited(node: Node, token: str) -> Stored[Person]:
    wanted, now = digest(token), node.clock.now()
    for stored in node.records.find(Person):
        person = stored.record
        open_still = person.invited_until is not None and now < person.invited_until
        if person.invitation == wanted and open_still:
            return stored
    raise _no_link("invitation", "Ask whoever looks after your party's people for a new link.")


def _named(node: Node, party: str) -> Party | None:
    hosted = _hosted(node)
    if not party.strip():
        peopled = [each for each in hosted if any(one.active for one in present(node, each.id))]
        return peopled[0] if len(peopled) == 1 else None
    return next((each for each in hosted if folded(each.name) == folded(party)), None)


def _person(node: Node, party: Party | None, name: str) -> Person | None:
    people = present(node, party.id) if party else ()
    return next((each for each in people if each.active and each.called(name)), None)


def _fits(node: Node, person: Person | None, password: str) -> bool:
    given = same_password(password)[: LONGEST_PASSWORD + 1]
    return node.passwords.fits(person.password if person else "", given)


def _check_attempts(node: Node, who: str) -> None:
    if not node.logins.attempt(who, node.clock.now()):
        raise Refused(
            detail="That went wrong five times within a minute.",
            hint="Wait a minute, then try again.",
        )


def _opened(node: Node, person: PersonId) -> str:
    token, now = token_urlsafe(), node.clock.now()
    node.logins.open(digest(token), person, now=now, until=now + LOGIN_LASTS)
    return token


def _self(person: Person) -> Actor:
    return Actor(person=person.id, party=person.party, rights=person.rights, logs_in=True)


def _no_link(kind: str, hint: str) -> Refused:
    return Refused(detail=f"This {kind} does not count, or no more.", hint=hint)
