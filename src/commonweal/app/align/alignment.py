"""Step 3: tracks that stand between a promised benefit and a real one."""

from dataclasses import replace

from commonweal.align.called import check_called
from commonweal.align.step import check_finished
from commonweal.align.track import TrackChange, changed, check_drop, done
from commonweal.align.turn import check_turn
from commonweal.app.acts import act, carry_out, keep
from commonweal.app.align.board import Board, board, needed, turns
from commonweal.app.align.boarding import returns_moved
from commonweal.app.align.lock import check_unlocked, lock
from commonweal.app.collaboration import words
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.model.change import Stored, Write
from commonweal.model.errors import Conflict, Invalid
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, OverrideId, TrackId
from commonweal.model.party import Actor
from commonweal.model.track import AlignmentTrack, Override, Step, TrackKind, TrackState

LONGEST_CALLED = 200
"""Characters of what people call a track."""


def set_track(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    change: TrackChange,
    *,
    seen: int | None = None,
) -> AlignmentTrack:
    """Set one track of one authority; returns that waited become aligned or promised again.

    Raises:
        NotYet: alignment is still locked, as a business party has no stated value; steps of a
            track that shall be done are open, or others must be done before it.
        Conflict: the track is no longer at the version `seen`, 0 if it was not there; it is
            dropped while something needs it.
        Invalid: words that cannot be kept, a blocker that is missing or has no place.
        UnknownTerm: a tick on a step that is not there.
    """
    found = member(actor, node, "alignment.set_track", id).record
    check_unlocked(node, found)
    everything = node.records.find(AlignmentTrack, collaboration=id)
    said = _worded(change)
    before = next((each for each in everything if _identity(each.record) == _identity(said)), None)
    _as_seen(before, seen)
    old = before.record if before else _fresh(node, id, said)
    track = changed(old, said)
    _check(node, old, track, [each.record for each in everything if each is not before])
    write = Write(record=track, expected_version=before.version if before else 0)
    made = act(
        Kind.TRACK_SET,
        person=actor.person,
        log=acting(actor),
        writes=(write,),
        facts=(("state", track.state.value),),
        tell=hosted(node, found.parties),
    )
    carry_out(node, made, *returns_moved(actor, node, id, (track,)))
    return track


def status(actor: Actor, node: Node, id: CollaborationId) -> Board:
    """The board of one collaboration."""
    return board(node, member(actor, node, "alignment.status", id).record, actor.party)


def override(actor: Actor, node: Node, id: CollaborationId, *, name: str, reason: str) -> Override:
    """Begin alignment before business value is stated, on somebody's word; reports say so.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        name: who decided so.
        reason: why it cannot wait.

    Raises:
        Conflict: alignment is not locked.
        Invalid: no name, or no reason.
    """
    found = member(actor, node, "alignment.override", id).record
    if not lock(node, found):
        raise Conflict(
            detail="Alignment is not locked: there is nothing to pass over.",
            hint="Set tracks as they are: `weal align set`.",
        )
    made = Override(
        id=OverrideId(node.ids.new("override")),
        collaboration=id,
        party=acting(actor),
        person=actor.person,
        name=words("name", name),
        reason=words("reason", reason),
        at=node.clock.now(),
    )
    write = Write(record=made, expected_version=0)
    keep(actor, node, write, Kind.ALIGNMENT_UNLOCKED, tell=hosted(node, found.parties))
    return made


def _worded(change: TrackChange) -> TrackChange:
    """The same in words that can be kept. Raises Invalid."""
    steps = change.steps
    return replace(
        change,
        name=words("name", change.name),
        authority=words("authority", change.authority),
        country=words("country", change.country),
        blocker=change.blocker and words("blocker", change.blocker),
        owner=change.owner and words("owner", change.owner),
        steps=None if steps is None else tuple(_worded_step(each) for each in steps),
        ticks=tuple(words("step", each) for each in change.ticks),
        evidence=change.evidence and words("evidence", change.evidence),
        text=change.text and _few_words(change.text),
    )


def _few_words(text: str) -> str:
    """What people call the track, in one line; nothing if it is blank. Raises Invalid."""
    plain = " ".join(text.split())
    told = plain and words("text", plain)
    if len(told) > LONGEST_CALLED:
        raise Invalid(
            detail=f"text has {len(told)} characters; at most {LONGEST_CALLED}.",
            hint="Say in a few words what shall hold; steps and evidence take the rest.",
            field="text",
        )
    return told


def _worded_step(step: Step | str) -> Step | str:
    if isinstance(step, str):
        return words("step", step)
    return replace(step, text=words("step", step.text))


def _fresh(node: Node, id: CollaborationId, told: TrackChange) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId(node.ids.new("track")),
        collaboration=id,
        name=told.name,
        kind=told.kind,
        authority=told.authority,
        country=told.country,
        owner="",
        due=None,
        state=TrackState.OPEN,
    )


def _identity(track: AlignmentTrack | TrackChange) -> tuple[str, TrackKind, str, str]:
    return track.name, track.kind, track.authority, track.country


def _as_seen(before: Stored[AlignmentTrack] | None, seen: int | None) -> None:
    now = before.version if before else 0
    if seen in (None, now):
        return
    if not before:
        raise Conflict(detail="This track is not there any more.", hint="Load the board again.")
    track = before.record
    raise Conflict(
        detail=f"The track {track.called!r} of {track.authority} is there, and {track.state} now.",
        hint="Look at it as it stands, then set it again.",
    )


def _check(
    node: Node, old: AlignmentTrack, track: AlignmentTrack, others: list[AlignmentTrack]
) -> None:
    """Refuse a state that what stands around the track does not allow."""
    check_finished(track)
    check_called(track, others)
    check_drop(track, others, needed(node, track.collaboration))
    if track.state is TrackState.DONE and old.state is not TrackState.DONE:
        check_turn(old, turns(node, track.collaboration), done(others), others)
