"""Step 3: tracks that stand between a promised benefit and a real one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from commonweal.align.gate import locked
from commonweal.align.track import done, with_state
from commonweal.app.acts import act, carry_out
from commonweal.app.collaboration import words
from commonweal.app.membership import acting, hosted, member, party
from commonweal.app.node import Node
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, PartyId, TrackId
from commonweal.model.party import Actor, PartyKind
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.winwin import Package
from commonweal.returns.promise import realigned


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every track, and what was promised and waits for them."""

    tracks: tuple[AlignmentTrack, ...]
    waiting: tuple[Return, ...]
    """Those that the actor's party gives or receives."""
    locked: str
    """Why alignment has not begun; empty once business value is stated (paper S5.1, R4)."""
    versions: Mapping[TrackId, int]
    """Of each track, for whoever changes it to say which one they saw."""


def set_track(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    name: str,
    kind: TrackKind,
    authority: str,
    country: str,
    state: TrackState,
    owner: str = "",
    due: date | None = None,
    blocker: str = "",
    seen: int | None = None,
) -> AlignmentTrack:
    """Set one track of one authority; returns that waited become aligned or promised again.

    Raises:
        NotYet: alignment is still locked, as a business party has no stated value.
        Conflict: the track is no longer at the version `seen`; 0 if it was not there.
    """
    found = member(actor, node, "align.set_track", id).record
    _unlocked(node, found)
    before = _same(node, id, name=name, kind=kind, authority=authority, country=country)
    _as_seen(before, seen)
    fresh = AlignmentTrack(
        id=TrackId(node.ids.new("track")),
        collaboration=id,
        name=words("name", name),
        kind=kind,
        authority=words("authority", authority),
        country=words("country", country),
        owner=owner and words("owner", owner),
        due=due,
        state=TrackState.OPEN,
    )
    track = with_state(
        before.record if before else fresh, state, blocker and words("blocker", blocker)
    )
    track = replace(track, owner=fresh.owner or track.owner, due=due or track.due)
    write = Write(record=track, expected_version=before.version if before else 0)
    change = act(
        Kind.TRACK_SET,
        person=actor.person,
        log=acting(actor),
        writes=(write,),
        facts=(("state", state.value),),
        tell=hosted(node, found.parties),
    )
    carry_out(node, change, *_returns_moved(actor, node, track))
    return track


def status(actor: Actor, node: Node, id: CollaborationId) -> Board:
    """The board of one collaboration."""
    found = member(actor, node, "align.status", id).record
    stored = node.records.find(AlignmentTrack, collaboration=id)
    promised = node.records.find(Return, collaboration=id, state=ReturnState.PROMISED.value)
    return Board(
        tracks=tuple(each.record for each in stored),
        waiting=tuple(
            each.record
            for each in promised
            if actor.party in (each.record.giver, each.record.recipient)
        ),
        locked=locked(_businesses(node, found), _stated(node, id)),
        versions={each.record.id: each.version for each in stored},
    )


def _as_seen(before: Stored[AlignmentTrack] | None, seen: int | None) -> None:
    now = before.version if before else 0
    if seen in (None, now):
        return
    if not before:
        raise Conflict(detail="This track is not there any more.", hint="Load the board again.")
    track = before.record
    raise Conflict(
        detail=f"The track {track.name!r} of {track.authority} is there, and {track.state} now.",
        hint="Look at it as it stands, then set it again.",
    )


def _unlocked(node: Node, collaboration: Collaboration) -> None:
    reason = locked(_businesses(node, collaboration), _stated(node, collaboration.id))
    if reason:
        raise NotYet(
            detail=reason,
            hint="State what it is worth to them: `weal winwin import`, then `weal winwin solve`.",
        )


def _businesses(node: Node, collaboration: Collaboration) -> dict[PartyId, str]:
    members = (party(node, each.party) for each in collaboration.members)
    return {each.id: each.name for each in members if each.kind is PartyKind.BUSINESS}


def _stated(node: Node, id: CollaborationId) -> frozenset[PartyId]:
    packages = node.records.find(Package, collaboration=id)
    return frozenset(net.party for net in packages[-1].record.nets) if packages else frozenset()


def _same(
    node: Node, id: CollaborationId, *, name: str, kind: TrackKind, authority: str, country: str
) -> Stored[AlignmentTrack] | None:
    wanted = (name.strip(), kind, authority.strip(), country.strip())
    for stored in node.records.find(AlignmentTrack, collaboration=id):
        track = stored.record
        if (track.name, track.kind, track.authority, track.country) == wanted:
            return stored
    return None


def _returns_moved(actor: Actor, node: Node, track: AlignmentTrack) -> tuple[Change, ...]:
    others = [
        each.record
        for each in node.records.find(AlignmentTrack, collaboration=track.collaboration)
        if each.record.id != track.id
    ]
    ready = done((*others, track))
    changes = []
    for stored in node.records.find(Return, collaboration=track.collaboration):
        moved = realigned(stored.record, ready)
        if moved.state is stored.record.state:
            continue
        changes.append(
            act(
                Kind.RETURN_ALIGNED,
                person=actor.person,
                log=acting(actor),
                writes=(Write(record=moved, expected_version=stored.version),),
                facts=(("state", moved.state.value),),
                tell=hosted(node, (moved.giver, moved.recipient)),
            )
        )
    return tuple(changes)
