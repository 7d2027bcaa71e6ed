"""Parties that a document of offers lists: who is in already, who is let in, who is made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from commonweal.app.acts import act
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.errors import Invalid
from commonweal.model.evidence import Kind
from commonweal.model.ids import PartyId
from commonweal.model.may import check
from commonweal.model.party import (
    LONGEST_PARTY_NAME,
    Actor,
    Party,
    PartyKind,
    Role,
    party_name,
    seen_as,
)
from commonweal.model.winwin import Offers
from commonweal.winwin.table.party import ListedParty


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A party that a document lists and that is not in the collaboration yet."""

    stand_in: PartyId
    """What it goes by while the document is read, as nothing may be made for a wrong one.

    A fresh id, so that no word of the document can be the same.
    """
    name: str
    """What it is called on this node, or will be."""
    kind: PartyKind
    known: PartyId | None
    """None if it is to be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """Whom the words of a document mean."""

    words: Mapping[str, PartyId]
    """With stand-ins for those that are not in yet."""
    arrivals: tuple[Arrival, ...]


def guests(node: Node, found: Collaboration, listed: Iterable[ListedParty]) -> Guests:
    """Whom a document means; nothing is made and nobody let in.

    A word is that of a member, by its id or name; else of a party known on this node by that name,
    of the kind the document says; else of one that is to be made. Where the name is taken by a
    party of another kind, it has a number behind.

    Raises Invalid: a kind that is not that of the member, or none where it is needed; two words
    for one party; a word by which another party is known.
    """
    known = [stored.record for stored in node.records.find(Party)]
    inside = [each for each in known if found.roles(each.id)]
    words, arrivals = dict[str, PartyId](), list[Arrival]()
    listed = tuple(listed)
    _check_words(node, found, listed, inside)
    for each in listed:
        met = _met(each, inside) or _called(each, known, [one.name for one in arrivals])
        if isinstance(met, Party) and found.roles(met.id):
            _check(each, met, words)
            words[each.word] = met.id
            continue
        arrival = _arrival(each, met, PartyId(node.ids.new("party")))
        arrivals.append(arrival)
        words[each.word] = arrival.stand_in
    return Guests(words=words, arrivals=tuple(arrivals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Whom the words mean, once all are in."""

    words: Mapping[str, PartyId]
    changes: tuple[Change, ...] = ()
    """What makes them known and members."""
    told: tuple[PartyId, ...] = ()
    """Those of them that this node hosts."""


def let_in(
    actor: Actor, node: Node, stored: Stored[Collaboration], guests: Guests, offers: Offers
) -> Arrived:
    """The parties by the words of the document, those that are new let in.

    Args:
        actor: who lets them in.
        node: where.
        stored: what they come into.
        guests: whom the document means.
        offers: what it puts on the table, read with the stand-ins: what each does there is its
            role.

    Raises NotAllowed: the actor may not let parties in.
    """
    if not guests.arrivals:
        return Arrived(words=guests.words)
    member(actor, node, "collaboration.join", stored.record.id)
    check(actor, "party.add")
    made = {each.stand_in: _made(actor, node, each) for each in guests.arrivals}
    ids = {stand_in: party for stand_in, (party, _) in made.items()}
    told = tuple(id for id, changes in made.values() if changes or hosted(node, (id,)))
    joined = tuple(
        Member(party=ids[each.stand_in], roles=roles(offers, each.stand_in))
        for each in guests.arrivals
    )
    return Arrived(
        words={word: ids.get(party, party) for word, party in guests.words.items()},
        changes=(
            *(each for _, changes in made.values() for each in changes),
            _joining(actor, node, stored, joined, told),
        ),
        told=told,
    )


def roles(offers: Offers, party: PartyId) -> frozenset[Role]:
    """What a party is by what it does on the table."""
    doing = {
        Role.HOLDER: [each.holder for each in offers.elements],
        Role.USER: [each.user for each in offers.uses],
        Role.INTERMEDIARY: [each.provider for each in offers.services],
    }
    found = frozenset(role for role, parties in doing.items() if party in parties)
    return found or frozenset({Role.BENEFICIARY})


def _made(actor: Actor, node: Node, arrival: Arrival) -> tuple[PartyId, tuple[Change, ...]]:
    """The party's id, and the change that makes it if there is none.

    It is hosted here and has no key: a document gives nobody the power to sign. Someone who looks
    after the node makes the first one, and then it can act.
    """
    if arrival.known:
        return arrival.known, ()
    id = PartyId(node.ids.new("party"))
    made = Party(id=id, name=party_name(arrival.name), kind=arrival.kind, hosted=True)
    write = Write(record=made, expected_version=0)
    return id, (act(Kind.PARTY_ADDED, person=actor.person, log=id, writes=(write,)),)


def _joining(
    actor: Actor,
    node: Node,
    stored: Stored[Collaboration],
    joined: tuple[Member, ...],
    told: tuple[PartyId, ...],
) -> Change:
    """All of them come in at once: one entry in the log, and one message to each."""
    inside = replace(stored.record, members=(*stored.record.members, *joined))
    return act(
        Kind.PARTY_JOINED,
        person=actor.person,
        log=acting(actor),
        writes=(Write(record=inside, expected_version=stored.version),),
        facts=tuple((f"joined.{n}", each.party) for n, each in enumerate(joined, start=1)),
        tell=(*hosted(node, stored.record.parties), *told),
    )


def _met(listed: ListedParty, inside: list[Party]) -> Party | None:
    """The member that is listed: by its id, else by its name."""
    wanted = seen_as(listed.name)
    named = [each for each in inside if each.id in (listed.name, listed.word)]
    named += [each for each in inside if seen_as(each.name) == wanted]
    return named[0] if named else None


def _check_words(
    node: Node, found: Collaboration, listed: tuple[ListedParty, ...], inside: list[Party]
) -> None:
    """Refuse a word that people read as another party, unless the table has it so already."""
    called = {word for each in node.records.find(Offers, collaboration=found.id)
              for word in each.record.called}  # fmt: skip
    for each in listed:
        met, word = _met(each, inside), seen_as(each.word)
        others: list[str] = [
            one.id for one in inside if word in (seen_as(one.name), seen_as(one.id))
        ]
        others += [one.path for one in listed if one is not each and seen_as(one.name) == word]
        known = met is not None and (each.word, met.id) in called
        if not known and any(one != (met.id if met else "") for one in others):
            raise Invalid(
                detail=f"{each.path}.id is {each.word!r}, and another party is called so.",
                hint="Call each party by its name, or by a word that is no other party's.",
                field=f"{each.path}.id",
            )


def _check(listed: ListedParty, met: Party, words: Mapping[str, PartyId]) -> None:
    _check_kind(listed, met)
    if met.id in words.values():
        raise Invalid(
            detail=f"{listed.path} is {met.name!r}, whom the document lists before.",
            hint="List each party once, under one word.",
            field=listed.path,
        )


def _check_kind(listed: ListedParty, met: Party) -> None:
    if listed.kind not in (None, met.kind):
        raise Invalid(
            detail=f"{listed.path}.kind is {str(listed.kind)!r}, but {met.name!r} is known here "
            f"as one of kind {met.kind.value!r}.",
            hint="Give its own kind, or another name for another party.",
            field=f"{listed.path}.kind",
        )


def _called(listed: ListedParty, known: list[Party], taken: list[str]) -> Party | str:
    """The party of that id, or of that name and kind, here; or the name for one to be made."""
    meant = next((each for each in known if each.id in (listed.word, listed.name)), None)
    if meant:
        _check_kind(listed, meant)
        return meant
    here = {seen_as(each.name): each for each in known}
    reserved = {seen_as(each) for each in taken}
    free = (name for name in _names(listed.name) if seen_as(name) not in reserved)
    found = (here.get(seen_as(name)) or name for name in free)
    return next(each for each in found if isinstance(each, str) or each.kind is listed.kind)


def _names(name: str) -> Iterator[str]:
    """The name, then with a number behind, cut to fit."""
    yield name
    for number in count(2):
        end = f" ({number})"
        yield f"{name[: LONGEST_PARTY_NAME - len(end)]}{end}"


def _arrival(listed: ListedParty, met: Party | str, stand_in: PartyId) -> Arrival:
    if listed.kind is None:
        raise Invalid(
            detail=f"{listed.path} has no 'kind', and no party {listed.word!r} takes part here.",
            hint=f"Give its kind, one of: {', '.join(PartyKind)}.",
            field=listed.path,
        )
    return Arrival(
        stand_in=stand_in,
        name=met if isinstance(met, str) else met.name,
        kind=listed.kind,
        known=None if isinstance(met, str) else met.id,
    )
