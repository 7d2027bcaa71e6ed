"""The life of an alignment track, and when a benefit that waits for it is real (paper S5.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from commonweal.model.errors import Conflict, Invalid
from commonweal.model.track import AlignmentTrack, TrackState

TRANSITIONS: Mapping[TrackState, frozenset[TrackState]] = MappingProxyType(
    {
        TrackState.OPEN: frozenset({TrackState.BLOCKED, TrackState.DONE}),
        TrackState.BLOCKED: frozenset({TrackState.OPEN, TrackState.DONE}),
        TrackState.DONE: frozenset({TrackState.OPEN}),
    }
)
"""What may follow each state; a track that was done opens again only with a reason."""


def with_state(track: AlignmentTrack, state: TrackState, blocker: str = "") -> AlignmentTrack:
    """The track in that state.

    Args:
        track: as it stands.
        state: as it shall be; the state it has keeps the blocker it has, unless given anew.
        blocker: what blocks it, or why a track that was done opens again.

    Raises:
        Conflict: that state does not follow.
        Invalid: `blocker` is missing, or given where nothing is blocked.
    """
    stays = state is track.state
    if not stays and state not in TRANSITIONS[track.state]:
        follows = ", ".join(sorted(TRANSITIONS[track.state]))
        raise Conflict(
            detail=f"Track {track.name!r} is {track.state}; it cannot become {state}.",
            hint=f"What can follow: {follows}.",
        )
    reason = blocker.strip() or (track.blocker if stays else "")
    _check_reason(track, state, reason)
    return replace(track, state=state, blocker=reason)


def done(tracks: Iterable[AlignmentTrack]) -> frozenset[str]:
    """The names whose every track is done, with each authority in each country."""
    given = tuple(tracks)
    unfinished = {track.name for track in given if track.state is not TrackState.DONE}
    return frozenset(track.name for track in given) - unfinished


def _check_reason(track: AlignmentTrack, state: TrackState, reason: str) -> None:
    if state is TrackState.BLOCKED and not reason:
        _refuse(track, "is blocked by nothing", "Say what blocks it.")
    if state is TrackState.OPEN and track.state is TrackState.DONE and not reason:
        _refuse(track, "is done, and opens again for no reason", "Say why it opens again.")
    if state is TrackState.DONE and reason:
        _refuse(track, "is done, and yet blocked", "Leave the blocker out, or set it to blocked.")


def _refuse(track: AlignmentTrack, what: str, hint: str) -> None:
    raise Invalid(detail=f"Track {track.name!r} {what}.", hint=hint, field="blocker")
