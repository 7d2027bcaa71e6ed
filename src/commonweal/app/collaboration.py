"""A collaboration of one's own: open it, let parties in, note what happens, end it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commonweal.app import party as parties
from commonweal.app.acts import keep
from commonweal.app.membership import acting, hosted, member
from commonweal.app.membership import party as known
from commonweal.app.node import Node
from commonweal.diagnose.event import named_asked, named_askers
from commonweal.diagnose.joint import joining
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import (
    Collaboration,
    CollaborationState,
    Event,
    EventKind,
    Member,
)
from commonweal.model.errors import Conflict, Invalid, NotYet
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKey, PartyKind, Role
from commonweal.model.text import LONGEST_TEXT

_AHEAD = timedelta(days=1)
"""A day given without its zone may begin so long before it does in UTC."""


def new(
    actor: Actor,
    node: Node,
    *,
    title: str,
    issue: str,
    roles: frozenset[Role],
    template: str = "",
) -> Collaboration:
    """A new collaboration, with the actor's party in it. Raises Invalid for empty words."""
    check(actor, "collaboration.new")
    founder = acting(actor)
    made = Collaboration(
        id=CollaborationId(node.ids.new("collaboration")),
        title=words("title", " ".join(title.split())),
        issue=words("issue", issue),
        founder=founder,
        members=(Member(party=founder, roles=roles),),
        template=template,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.COLLABORATION_OPENED,
    )
    return made


def roster(actor: Actor, node: Node) -> tuple[Collaboration, ...]:
    """The collaborations that the actor's party is in, oldest first."""
    check(actor, "collaboration.roster")
    everything = (stored.record for stored in node.records.find(Collaboration))
    return tuple(each for each in everything if each.roles(actor.party))


def show(actor: Actor, node: Node, id: CollaborationId) -> Collaboration:
    """One collaboration that the actor's party is in."""
    return member(actor, node, "collaboration.show", id).record


def join(
    actor: Actor, node: Node, id: CollaborationId, *, party: PartyId, roles: frozenset[Role]
) -> Collaboration:
    """Let a party in, with a set of roles. Raises Conflict if it is in already."""
    stored = member(actor, node, "collaboration.join", id)
    still_open(stored.record)
    known(node, party)
    if stored.record.roles(party):
        raise Conflict(detail=f"{party} is in this collaboration already.", hint="Nothing to do.")
    _some(roles)
    joined = replace(
        stored.record, members=(*stored.record.members, Member(party=party, roles=roles))
    )
    return _keep(actor, node, stored, joined, Kind.PARTY_JOINED, (("joined", party),))


def admit(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    name: str,
    kind: PartyKind,
    keys: tuple[PartyKey, ...],
    roles: frozenset[Role],
) -> Party:
    """A new party, made and let in; it is not made if it may not be let in."""
    still_open(member(actor, node, "collaboration.admit", id).record)
    _some(roles)
    made = parties.add(actor, node, name=name, kind=kind, keys=keys)
    join(actor, node, id, party=made.id, roles=roles)
    return made


def note(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    kind: EventKind,
    text: str,
    source: str,
    at: datetime | None = None,
    askers: Sequence[str] = (),
    asked: str = "",
    public: bool = False,
) -> Collaboration:
    """Note something that happened to the partnership (paper S4.2: no diagnosis without time).

    Args:
        actor: who notes it.
        node: where.
        id: the collaboration.
        kind: what kind of event it is.
        text: what happened.
        source: where it is known from.
        at: when; now if not given.
        askers: names of those who ask; several who join their requests stand together in one.
        asked: id of the member that is asked; empty if nobody in particular is.
        public: True if others could see it.

    Raises:
        Invalid: words that cannot be kept, a kind in which nobody asks, a stranger that is asked,
            a time that is still to come.
    """
    stored = member(actor, node, "collaboration.note", id)
    event = Event(
        at=_past(at, node.clock.now()) if at else node.clock.now(),
        kind=kind,
        text=words("text", text),
        source=words("source", source),
        askers=named_askers(kind, askers),
        asked=named_asked(kind, asked, stored.record.parties),
        public=public,
    )
    events = tuple(sorted((*stored.record.events, event), key=lambda each: each.at))
    noted = replace(stored.record, events=events)
    return _keep(actor, node, stored, noted, Kind.EVENT_NOTED, (("events", len(events)),))


def pool(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    asked: PartyId,
    askers: Sequence[str],
    text: str,
    source: str,
) -> Collaboration:
    """Note that several who asked one holder apart now ask it together, in one request (R7).

    Raises:
        Conflict: they ask together already.
        Invalid: fewer than two askers, or one who has not asked that holder.
    """
    stored = member(actor, node, "collaboration.pool", id)
    joining(stored.record.events, asked, askers)
    return note(
        actor,
        node,
        id,
        kind=EventKind.REQUEST,
        text=text,
        source=source,
        askers=askers,
        asked=asked,
    )


def end(actor: Actor, node: Node, id: CollaborationId) -> Collaboration:
    """End the project; its agreements, and so the arrangement, go on by their own terms."""
    stored = member(actor, node, "collaboration.end", id)
    if stored.record.state is CollaborationState.ENDED:
        raise Conflict(detail="This collaboration has ended already.", hint="Nothing to do.")
    ended = replace(stored.record, state=CollaborationState.ENDED)
    return _keep(actor, node, stored, ended, Kind.COLLABORATION_ENDED, ())


def _past(at: datetime, now: datetime) -> datetime:
    """The instant, if it has come anywhere on Earth. Raises Invalid."""
    found = _instant(at)
    if found - now > _AHEAD:
        raise Invalid(
            detail=f"{found:%Y-%m-%d} is still to come.",
            hint="Note what has happened, with the day on which it did.",
            field="at",
        )
    return found


def _instant(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise Invalid(
            detail=f"{at.isoformat()} is no instant of the calendar in UTC.",
            hint="Give the day on which it happened.",
            field="at",
        ) from None


def _some(roles: frozenset[Role]) -> None:
    if not roles:
        raise Invalid(
            detail="A member needs at least one role.", hint=f"One of: {', '.join(Role)}."
        )


def still_open(collaboration: Collaboration) -> None:
    """Say nothing while new work may begin. Raises NotYet once the project has ended."""
    if collaboration.state is CollaborationState.ENDED:
        raise NotYet(
            detail=f"The collaboration {collaboration.title!r} has ended: nothing is added to it.",
            hint=f"Start the next one: `weal new TITLE --from {collaboration.id}`.",
        )


def words(field: str, text: str) -> str:
    """Text that a person gave, trimmed. Raises Invalid if it is empty, too long or unprintable."""
    trimmed = text.strip()
    if not 0 < len(trimmed) <= LONGEST_TEXT or not trimmed.replace("\n", " ").isprintable():
        raise Invalid(
            detail=f"{field} has 1 to {LONGEST_TEXT} printable characters.",
            hint=f"Give the {field} in plain words.",
            field=field,
        )
    return trimmed


def _keep(
    actor: Actor,
    node: Node,
    stored: Stored[Collaboration],
    changed: Collaboration,
    kind: Kind,
    facts: Facts,
) -> Collaboration:
    keep(
        actor,
        node,
        Write(record=changed, expected_version=stored.version),
        kind,
        facts=facts,
        tell=hosted(node, changed.parties),
    )
    return changed
