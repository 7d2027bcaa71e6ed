"""The life of an alignment track, and when a benefit that waits for it is real (paper S5.1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from commonweal.align.step import checked, rewritten, ticked
from commonweal.model.errors import Conflict, Invalid
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState

TRANSITIONS: Mapping[TrackState, frozenset[TrackState]] = MappingProxyType(
    {
        TrackState.OPEN: frozenset({TrackState.BLOCKED, TrackState.DONE, TrackState.DROPPED}),
        TrackState.BLOCKED: frozenset({TrackState.OPEN, TrackState.DONE, TrackState.DROPPED}),
        TrackState.DONE: frozenset({TrackState.OPEN, TrackState.BLOCKED}),
        TrackState.DROPPED: frozenset({TrackState.OPEN}),
    }
)
"""What may follow each state; a track that was done or dropped opens again, or is blocked after
all, only with a reason."""

_ENDS = frozenset({TrackState.DONE, TrackState.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackChange:
    """What is said of one track: what is None stays as it stands, what is empty is cleared."""

    name: str
    kind: TrackKind
    authority: str
    country: str
    state: TrackState
    blocker: str = ""
    """What blocks it, why it is dropped, or why it opens again."""
    owner: str | None = None
    due: date | Literal[""] | None = None
    steps: tuple[Step | str, ...] | None = None
    """All of them, in order; one given by its text alone keeps the tick that it has."""
    ticks: tuple[str, ...] = ()
    """Texts of steps that are done as well."""
    evidence: str | None = None
    text: str | None = None


def changed(track: AlignmentTrack, change: TrackChange) -> AlignmentTrack:
    """The track once that is said of it.

    Raises:
        Conflict: its state does not follow.
        Invalid: a blocker is missing or has no place; too many steps, or one that stands twice.
        UnknownTerm: a tick on a step that is not there.
    """
    steps = track.steps
    if change.steps is not None:
        steps = checked(rewritten(track.steps, change.steps))
    steps = ticked(steps, change.ticks)
    return replace(
        with_state(track, change.state, change.blocker),
        owner=track.owner if change.owner is None else change.owner,
        due=track.due if change.due is None else change.due or None,
        steps=steps,
        evidence=track.evidence if change.evidence is None else change.evidence,
        text=track.text if change.text is None else change.text,
    )


def with_state(track: AlignmentTrack, state: TrackState, blocker: str = "") -> AlignmentTrack:
    """The track in that state.

    Args:
        track: as it stands.
        state: as it shall be; the state it has keeps the blocker it has, unless given anew.
        blocker: what blocks it, why it is dropped, or why one that was done opens again.

    Raises:
        Conflict: that state does not follow.
        Invalid: `blocker` is missing, or given where nothing is blocked.
    """
    stays = state is track.state
    if not stays and state not in TRANSITIONS[track.state]:
        follows = ", ".join(sorted(TRANSITIONS[track.state]))
        raise Conflict(
            detail=f"Track {track.called!r} is {track.state}; it cannot become {state}.",
            hint=f"What can follow: {follows}.",
        )
    reason = blocker.strip() or (track.blocker if stays else "")
    _check_reason(track, state, reason)
    return replace(track, state=state, blocker=reason)


def standing(tracks: Iterable[AlignmentTrack]) -> tuple[AlignmentTrack, ...]:
    """The tracks that were not dropped."""
    return tuple(each for each in tracks if each.state is not TrackState.DROPPED)


def done(tracks: Iterable[AlignmentTrack]) -> frozenset[str]:
    """The names whose every standing track is done, with each authority in each country."""
    given = standing(tracks)
    unfinished = {track.name for track in given if track.state is not TrackState.DONE}
    return frozenset(track.name for track in given) - unfinished


def overdue(track: AlignmentTrack, today: date) -> bool:
    """True if its due day has passed, and it is neither done nor dropped."""
    return track.state not in _ENDS and track.due is not None and track.due < today


def check_drop(
    track: AlignmentTrack, others: Iterable[AlignmentTrack], needed: Mapping[str, Collection[str]]
) -> None:
    """Say nothing if the track can be dropped, or is not.

    Args:
        track: as it shall be.
        others: the other tracks of its collaboration.
        needed: name of a track -> what needs it, in words.

    Raises:
        Conflict: something needs a track of that name, and no other of it would be left.
    """
    if track.state is not TrackState.DROPPED:
        return
    left = any(each.name == track.name for each in standing(others))
    needs = sorted(needed.get(track.name, ()))
    if needs and not left:
        raise Conflict(
            detail=f"Track {track.called!r} cannot be dropped: {' and '.join(needs)} would wait "
            "for it for ever.",
            hint="Take it out of what needs it first, or set it done on evidence.",
        )


def _check_reason(track: AlignmentTrack, state: TrackState, reason: str) -> None:
    if state is TrackState.BLOCKED and not reason:
        _refuse(track, "is blocked by nothing", "Say what blocks it.")
    if state is TrackState.DROPPED and not reason:
        _refuse(track, "is dropped for no reason", "Say why it is not needed.")
    if state is TrackState.OPEN and track.state in _ENDS and not reason:
        _refuse(
            track, f"is {track.state}, and opens again for no reason", "Say why it opens again."
        )
    if state is TrackState.DONE and reason:
        _refuse(track, "is done, and yet blocked", "Leave the blocker out, or set it to blocked.")


def _refuse(track: AlignmentTrack, what: str, hint: str) -> None:
    raise Invalid(detail=f"Track {track.called!r} {what}.", hint=hint, field="blocker")
