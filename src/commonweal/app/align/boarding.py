"""Tracks that a document of offers tells where they stand, put on the board of alignment."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from commonweal.align.called import check_called
from commonweal.align.step import check_finished
from commonweal.align.track import done, with_state
from commonweal.align.turn import check_turn, order
from commonweal.app.acts import act
from commonweal.app.align.lock import lock, way
from commonweal.app.membership import acting, hosted
from commonweal.app.node import Node
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, TrackId
from commonweal.model.party import Actor
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Offers
from commonweal.returns.promise import realigned
from commonweal.winwin.table.track import COUNTRY, ListedTrack

SAYS = "as the imported offers say"
"""Why a track is blocked, dropped or open again, where a document says no more."""


def boarded(
    node: Node, found: Collaboration, tracks: Iterable[ListedTrack], offers: Offers
) -> tuple[Stored[AlignmentTrack], ...]:
    """The tracks that are new on the board or in another state there, as they shall be.

    Each with the version that it replaces, 0 if it is new.

    One that is on the board keeps its owner, steps, due day and text. A country that a document
    does not say is any. What documents alone told of a track, another may correct, locked or not:
    its state, its kind and its authority.

    Raises:
        NotYet: alignment is locked, and a track that people worked on would change; others must be
            done before it.
        Conflict: the state cannot follow on the one it has.
        Invalid: a track that is done has steps that are not; two names would be called the same.
    """
    there = node.records.find(AlignmentTrack, collaboration=found.id)
    moved = tuple(_moves(node, found.id, tracks, there))
    _check_lock(node, found, moved, there)
    after = {each.record.id: each.record for each in (*there, *moved)}
    _check_turns(moved, there, after.values(), offers)
    for each in moved:
        check_called(each.record, after.values())
    return moved


def returns_moved(
    actor: Actor, node: Node, id: CollaborationId, tracks: Iterable[AlignmentTrack]
) -> tuple[Change, ...]:
    """Returns that become aligned, or promised again, once these tracks are as they are given."""
    changed = {each.id: each for each in tracks}
    if not changed:
        return ()
    stored = node.records.find(AlignmentTrack, collaboration=id)
    ready = done({**{each.record.id: each.record for each in stored}, **changed}.values())
    returns = node.records.find(Return, collaboration=id)
    moved = ((each, realigned(each.record, ready)) for each in returns)
    return tuple(
        act(
            Kind.RETURN_ALIGNED,
            person=actor.person,
            log=acting(actor),
            writes=(Write(record=after, expected_version=before.version),),
            facts=(("state", after.state.value),),
            tell=hosted(node, (after.giver, after.recipient)),
        )
        for before, after in moved
        if after.state is not before.record.state
    )


def _moves(
    node: Node,
    id: CollaborationId,
    tracks: Iterable[ListedTrack],
    there: Iterable[Stored[AlignmentTrack]],
) -> Iterator[Stored[AlignmentTrack]]:
    known = list(there)
    for each in tracks:
        same = [one for one in known if _same(each, one.record)] or _corrected(each, known)
        for stored in same:
            moved = _moved(_named(stored.record, each), each.state or stored.record.state)
            if moved != stored.record:
                yield Stored(record=moved, version=stored.version)
        if not same:
            fresh = _moved(_fresh(node, id, each), each.state or TrackState.OPEN)
            yield Stored(record=fresh, version=0)


def _corrected(
    found: ListedTrack, known: Iterable[Stored[AlignmentTrack]]
) -> list[Stored[AlignmentTrack]]:
    """What documents told before of a track of that name, with another kind or authority."""
    told = (each for each in known if each.record.name == found.name and _told(each.record))
    return list(islice(told, 1))


def _named(track: AlignmentTrack, found: ListedTrack) -> AlignmentTrack:
    country, text = found.country or track.country, track.text or found.text
    return replace(track, kind=found.kind, authority=found.authority, country=country, text=text)


def _told(track: AlignmentTrack) -> bool:
    """True if all that is known of it is what documents told: nobody worked on it."""
    worked_on = track.owner or track.due or track.steps or track.evidence
    return track.country == COUNTRY and not worked_on and track.blocker in ("", SAYS)


def _same(found: ListedTrack, track: AlignmentTrack) -> bool:
    own = found.name, found.kind, found.authority
    elsewhere = found.country not in ("", track.country)
    return own == (track.name, track.kind, track.authority) and not elsewhere


def _moved(track: AlignmentTrack, state: TrackState) -> AlignmentTrack:
    if state is track.state:
        return track
    plain = state is TrackState.DONE or (track.state, state) == (
        TrackState.BLOCKED,
        TrackState.OPEN,
    )
    moved = with_state(track, state, "" if plain else SAYS)
    check_finished(moved)
    return moved


def _fresh(node: Node, id: CollaborationId, found: ListedTrack) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId(node.ids.new("track")),
        collaboration=id,
        name=found.name,
        kind=found.kind,
        authority=found.authority,
        country=found.country or COUNTRY,
        owner="",
        due=None,
        state=TrackState.OPEN,
        text=found.text,
    )


def _check_lock(
    node: Node,
    found: Collaboration,
    moved: tuple[Stored[AlignmentTrack], ...],
    there: Iterable[Stored[AlignmentTrack]],
) -> None:
    kept = {each.record.id for each in there if not _told(each.record)}
    names = ", ".join(repr(each.record.called) for each in moved if each.record.id in kept)
    locked = lock(node, found) if names else None
    if locked:
        raise NotYet(
            detail=f"The document would change what stands on the board: {names}. {locked.reason}",
            hint=f"Leave the state of these tracks out for now. {way(locked)}",
        )


def _check_turns(
    moved: tuple[Stored[AlignmentTrack], ...],
    there: Iterable[Stored[AlignmentTrack]],
    after: Collection[AlignmentTrack],
    offers: Offers,
) -> None:
    before = {each.record.id: each.record for each in there}
    ready, first = done(after), order(offers.tracks)
    for each in moved:
        if each.version and each.record.state is TrackState.DONE:
            check_turn(before[each.record.id], first, ready, after)
