"""The first conversation: what problem, who, which data, how urgent, or like which case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commonweal.app import collaboration as collaborations
from commonweal.app import party as parties
from commonweal.app.founding import found
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKind, Role, party_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who else takes part: a party known here by its name, or one that is made of that kind."""

    name: str
    kind: PartyKind
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What was said; an empty text was not said."""

    title: str
    issue: str
    roles: frozenset[Role]
    """Of the actor's own party."""
    like: str = ""
    """A case, or an earlier collaboration."""
    countries: Mapping[str, str] = field(default_factory=dict)
    """Country of tracks of the earlier one -> country that stands in its place."""
    data: str = ""
    """Which data it is about."""
    urgent: str = ""
    """What makes it urgent."""
    guests: tuple[Guest, ...] = ()


def start(actor: Actor, node: Node, talk: Talk) -> Collaboration:
    """A collaboration from a first conversation; nothing is made if any of it will not do.

    Which data is asked for and what is urgent are noted as its first events.

    Raises:
        Invalid: words that are empty or too long, or a guest named twice.
        NotFound: an earlier collaboration that the actor's party is not in.
    """
    check(actor, "starting.start")
    for name in ("title", "issue", "data", "urgent"):
        if name == "title" or getattr(talk, name):
            collaborations.words(name, getattr(talk, name))
    _welcome(actor, node, talk.guests)
    made = _opened(actor, node, talk)
    for guest in talk.guests:
        _let_in(actor, node, made.id, guest)
    said = ((EventKind.REQUEST, talk.data), (EventKind.URGENCY, talk.urgent))
    for kind, text in said:
        if text:
            collaborations.note(
                actor, node, made.id, kind=kind, text=text, source="the first conversation"
            )
    return collaborations.show(actor, node, made.id)


def _opened(actor: Actor, node: Node, talk: Talk) -> Collaboration:
    return found(
        actor,
        node,
        title=talk.title,
        issue=talk.issue,
        roles=talk.roles,
        like=talk.like,
        countries=talk.countries,
    )


def _welcome(actor: Actor, node: Node, guests: tuple[Guest, ...]) -> None:
    own = {each.name.casefold() for each in parties.roster(actor, node) if each.id == actor.party}
    seen: set[str] = set()
    for guest in guests:
        name = party_name(guest.name, field="guest")
        if name.casefold() in seen | own:
            raise Invalid(
                detail=f"{name!r} is in it already.",
                hint="Name each other party once.",
                field="guest",
            )
        seen.add(name.casefold())


def _let_in(actor: Actor, node: Node, id: CollaborationId, guest: Guest) -> None:
    known = _known(actor, node, guest.name)
    roles = frozenset({guest.role})
    if known is None:
        collaborations.admit(
            actor, node, id, name=guest.name, kind=guest.kind, keys=(), roles=roles
        )
    elif not collaborations.show(actor, node, id).roles(known.id):
        collaborations.join(actor, node, id, party=known.id, roles=roles)


def _known(actor: Actor, node: Node, name: str) -> Party | None:
    wanted = name.strip().casefold()
    roster = parties.roster(actor, node)
    return next((each for each in roster if each.name.casefold() == wanted), None)
