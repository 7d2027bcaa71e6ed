"""Parties of this node and their keys."""

from dataclasses import replace
from datetime import datetime
from hmac import digest

from commonweal.app.acts import act, carry_out, keep
from commonweal.app.membership import acting, hosted
from commonweal.app.membership import party as known
from commonweal.app.node import Node
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotYet, Refused
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKey, PartyKind, party_name, seen_as


def add(
    actor: Actor, node: Node, *, name: str, kind: PartyKind, keys: tuple[PartyKey, ...] = ()
) -> Party:
    """A new party: hosted here with a fresh key, or known by `keys` it brought from its own node.

    Raises:
        Invalid: the name is empty or too long.
        Conflict: a party of that name, or with one of these keys, is known already.
    """
    check(actor, "party.add")
    made, change = newcomer(actor, node, name=name, kind=kind, keys=keys)
    carry_out(node, change)
    return made


def newcomer(
    actor: Actor, node: Node, *, name: str, kind: PartyKind, keys: tuple[PartyKey, ...] = ()
) -> tuple[Party, Change]:
    """A new party as `add` makes it, and the change that makes it known. Raises as `add`."""
    called = party_name(name)
    _check_free(node, called)
    _check_nobodys(node, keys)
    id = PartyId(node.ids.new("party"))
    held = keys or (_fresh_key(node, id),)
    made = Party(id=id, name=called, kind=kind, hosted=not keys, keys=held)
    log = id if made.hosted else acting(actor)
    change = act(
        Kind.PARTY_ADDED,
        person=actor.person,
        log=log,
        writes=(Write(record=made, expected_version=0),),
        facts=_key_facts(held[-1]),
    )
    return made, change


def renew(actor: Actor, node: Node, party: PartyId, keys: tuple[PartyKey, ...]) -> Party:
    """A party of another node with the keys of its new card, which go on from those known here.

    Whoever hands in a false card can sign as that party, so all that work with it here are told.

    Raises:
        NotAllowed: a program asks, or it works with others here and not with the actor's party.
        Refused: the party is hosted here.
        Conflict: the card forgets or changes a key that is known, has another party's, lets two
            count at once, or says nothing new.
    """
    check(actor, "party.renew")
    stored = node.records.get(Party, party)
    partners = _partners(node, party)
    _check_renewer(actor, partners)
    if stored.record.hosted:
        raise Refused(
            detail=f"{stored.record.name} is hosted here; its keys are changed here.",
            hint="Use `weal party key rotate`.",
        )
    brought = {key.id: key for key in keys}
    for held in stored.record.keys:
        if held.id not in brought or not _goes_on(held, brought[held.id]):
            raise Conflict(
                detail=f"The card does not go on from the key {held.id} that is known here.",
                hint="Ask the party by another way whether the card is its own.",
            )
    if keys == stored.record.keys:
        raise Conflict(detail="The card says nothing new.", hint="Nothing to do.")
    _check_nobodys(node, keys, but=party)
    _check_follow(keys, {key.id for key in stored.record.keys})
    changed = replace(stored.record, keys=keys)
    write = Write(record=changed, expected_version=stored.version)
    told = hosted(node, tuple(sorted(partners)))
    keep(actor, node, write, Kind.KEY_ROTATED, facts=_key_facts(keys[-1]), tell=told)
    return changed


def roster(actor: Actor, node: Node) -> tuple[Party, ...]:
    """Every party that this node knows, oldest first."""
    check(actor, "party.roster")
    del actor
    return tuple(stored.record for stored in node.records.find(Party))


def key_new(actor: Actor, node: Node, party: PartyId) -> PartyKey:
    """A first key, or one after all others ended. Raises Conflict while a key is valid."""
    check(actor, "party.key_new")
    stored = _own(actor, node, party)
    if stored.record.current_key(node.clock.now()):
        raise Conflict(
            detail=f"{stored.record.name} has a valid key already.",
            hint="Use `weal party key rotate` to replace it.",
        )
    return _with_fresh_key(actor, node, stored, Kind.KEY_MADE)


def key_rotate(
    actor: Actor, node: Node, party: PartyId, *, replaces: KeyId | None = None
) -> PartyKey:
    """A fresh key; the one before ends now, and what it signed stays valid.

    Raises Conflict if `replaces` is given and is not the present key any more.
    """
    check(actor, "party.key_rotate")
    stored = _own(actor, node, party)
    present = stored.record.current_key(node.clock.now())
    if replaces and (present is None or present.id != replaces):
        raise Conflict(
            detail=f"{replaces} is not the present key of {stored.record.name} any more.",
            hint="Look at the keys again; somebody may have rotated it meanwhile.",
        )
    return _with_fresh_key(actor, node, stored, Kind.KEY_ROTATED)


def key_revoke(actor: Actor, node: Node, party: PartyId, key: KeyId) -> Party:
    """The party without that key from now on. Raises Invalid for a key it does not have."""
    check(actor, "party.key_revoke")
    stored = _own(actor, node, party)
    found = stored.record.key(key)
    if found is None:
        raise Invalid(
            detail=f"{stored.record.name} has no key {key!r}.",
            hint=f"Its keys: {', '.join(each.id for each in stored.record.keys) or 'none'}.",
        )
    if found.revoked:
        raise Conflict(detail=f"The key {key} is revoked already.", hint="Nothing to do.")
    ended = replace(found, until=found.until or node.clock.now(), revoked=True)
    keys = tuple(ended if each.id == key else each for each in stored.record.keys)
    return _keep(actor, node, stored, keys, Kind.KEY_REVOKED, _key_facts(ended))


def key_files(actor: Actor, node: Node, party: PartyId) -> frozenset[KeyId]:
    """The keys of the actor's party whose files are here: with these it can sign."""
    check(actor, "party.key_files")
    _own(actor, node, party)
    return frozenset(key for owner, key in node.keys.held() if owner == party)


def export(actor: Actor, node: Node, party: PartyId) -> Party:
    """The party with its public keys: the card that another node adds."""
    check(actor, "party.export")
    del actor
    return known(node, party)


def token(actor: Actor, node: Node, party: PartyId) -> str:
    """The secret by which the API knows that a request is the party's. Guard it like a key.

    It lives as long as the party's present key: rotating or revoking that ends it.
    """
    check(actor, "party.token")
    key = _own(actor, node, party).record.current_key(node.clock.now())
    if key is None:
        raise NotYet(
            detail="The party has no valid key, and so no token.",
            hint="Make one: `weal party key new NAME`.",
        )
    return digest(node.keys.secret(party, "api"), key.id.encode(), "sha256").hex()


def _check_free(node: Node, name: str) -> None:
    taken = {seen_as(stored.record.name) for stored in node.records.find(Party)}
    if seen_as(name) in taken:
        raise Conflict(
            detail=f"A party named {name!r} is known already.",
            hint="Use that one, or give another name.",
        )


def _check_nobodys(node: Node, keys: tuple[PartyKey, ...], but: PartyId | None = None) -> None:
    """Say nothing if no party has one of these keys, except the one that is named."""
    wanted = {each.id for each in keys} | {each.public for each in keys}
    for other in (stored.record for stored in node.records.find(Party) if keys):
        if other.id != but and any({each.id, each.public} & wanted for each in other.keys):
            raise Conflict(
                detail=f"The card has a key that is known here as one of {other.name}.",
                hint="Use that party, or ask the other node by another way for its own card.",
                field="card",
            )


def _own(actor: Actor, node: Node, party: PartyId) -> Stored[Party]:
    stored = node.records.get(Party, party)
    if not stored.record.hosted:
        raise Refused(
            detail=f"{stored.record.name} is not hosted here; its keys are made on its own node.",
            hint="Ask it for a new card and add that.",
        )
    if actor.party not in (None, party):
        raise NotAllowed(
            detail="A party changes its own keys only.", hint=f"Act as {stored.record.name}."
        )
    return stored


def _fresh_key(node: Node, party: PartyId) -> PartyKey:
    id = KeyId(node.ids.new("key"))
    return PartyKey(id=id, public=node.keys.make(party, id), since=node.clock.now())


def _with_fresh_key(actor: Actor, node: Node, stored: Stored[Party], kind: Kind) -> PartyKey:
    fresh = _fresh_key(node, stored.record.id)
    ended = tuple(_ended(key, fresh.since) for key in stored.record.keys)
    _keep(actor, node, stored, (*ended, fresh), kind, _key_facts(fresh))
    return fresh


def _partners(node: Node, party: PartyId) -> frozenset[PartyId]:
    """All that are in some collaboration with a party, and itself."""
    known = (stored.record for stored in node.records.find(Collaboration))
    return frozenset(each.party for found in known if found.roles(party) for each in found.members)


def _check_renewer(actor: Actor, partners: frozenset[PartyId]) -> None:
    if actor.program:
        raise NotAllowed(
            detail="A program changes no key: what it signs would outlive the program's token.",
            hint="Someone who looks after the people of your party can, on the page Parties.",
        )
    if partners and acting(actor) not in partners:
        raise NotAllowed(
            detail="Only who works with a party takes over its keys.",
            hint="Leave it to a party of a collaboration that it is in.",
        )


def _check_follow(keys: tuple[PartyKey, ...], held: set[KeyId]) -> None:
    """Say nothing if each key that is new here begins when all before it have ended."""
    for number, key in enumerate(keys):
        earlier = keys[:number]
        ended = all(each.until and each.until <= key.since for each in earlier)
        if key.id not in held and not (ended and held <= {each.id for each in earlier}):
            raise Conflict(
                detail=f"The card lets the new key {key.id} count beside an earlier one.",
                hint="Ask the party by another way whether the card is its own.",
                field="card",
            )


def _goes_on(held: PartyKey, brought: PartyKey) -> bool:
    """True if the brought key is the held one, which may have ended since, but not revived."""
    same = (held.public, held.since) == (brought.public, brought.since)
    return same and (held.until is None or held.until == brought.until)


def _ended(key: PartyKey, at: datetime) -> PartyKey:
    return key if key.until else replace(key, until=at)


def _keep(
    actor: Actor,
    node: Node,
    stored: Stored[Party],
    keys: tuple[PartyKey, ...],
    kind: Kind,
    facts: Facts,
) -> Party:
    changed = replace(stored.record, keys=keys)
    change = act(
        kind,
        person=actor.person,
        log=changed.id,
        writes=(Write(record=changed, expected_version=stored.version),),
        facts=facts,
    )
    carry_out(node, change)
    return changed


def _key_facts(key: PartyKey) -> Facts:
    return (("key", key.id), ("public", key.public))
