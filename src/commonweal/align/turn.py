"""Whose turn it is: a track that waits for others is done after them."""

from collections.abc import Collection, Iterable, Mapping

from commonweal.align.called import mentioned, said
from commonweal.model.errors import NotYet
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import TrackCost

Order = Mapping[str, tuple[str, ...]]
"""Name of a track -> names of the tracks that must be done before it."""


def order(table: Iterable[TrackCost]) -> Order:
    """What the offers say of which track comes before which."""
    return {each.track: each.needs_tracks for each in table}


def waits_for(track: AlignmentTrack, first: Order, done: Collection[str]) -> tuple[str, ...]:
    """The tracks that must be done before this one, and are not; none once it is done."""
    if track.state in (TrackState.DONE, TrackState.DROPPED):
        return ()
    return tuple(name for name in first.get(track.name, ()) if name not in done)


def check_turn(
    track: AlignmentTrack,
    first: Order,
    done: Collection[str],
    others: Iterable[AlignmentTrack] = (),
) -> None:
    """Say nothing if the track may be set done now. Raises NotYet, naming what comes first.

    Args:
        track: as it stands.
        first: which track comes before which.
        done: names of the tracks that are done.
        others: the other tracks, to call those by their texts.
    """
    waiting = waits_for(track, first, done)
    if waiting:
        raise NotYet(
            detail=f"Track {track.called!r} waits for "
            f"{' and '.join(mentioned(waiting, said(others)))}.",
            hint="Each must be done first, with every authority in every country.",
            field="state",
        )
