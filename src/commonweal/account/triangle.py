"""The strategic triangle (Moore) as three gate questions, answered from records alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.account.indicator import Indicator
from commonweal.model.agreement import Agreement
from commonweal.model.release import Release
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState, quoted


class Gate(StrEnum):
    """Moore's strategic triangle, asked as three questions."""

    VALUABLE = "valuable"
    AUTHORISED = "authorised"
    DOABLE = "doable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A gate question, whether the records answer it, and with what."""

    gate: Gate
    shown: bool
    because: str


def valuable(indicators: Sequence[Indicator], labels: Sequence[str]) -> Answer:
    """Shown by a benefit measured against a baseline, on data and figures that are real."""
    shown = [each.text for each in indicators if each.shown]
    if not shown:
        because = "no benefit to the public was measured against a baseline"
    elif labels:
        because = f"{' and '.join(labels)} can show the way it works, not its value"
    else:
        because = f"measured against a baseline: {'; '.join(shown)}"
    return Answer(gate=Gate.VALUABLE, shown=bool(shown) and not labels, because=because)


def authorised(agreements: Sequence[Agreement], tracks: Sequence[AlignmentTrack]) -> Answer:
    """Shown by an agreement that all its parties signed, with no legal track left to do."""
    signed = [each for each in agreements if _signed_by_all(each)]
    waiting = _not_done(tracks, {TrackKind.LEGAL})
    if not signed:
        because = "no agreement is signed by all its parties"
    elif waiting:
        because = f"legal alignment is not done: {waiting}"
    else:
        because = f"signed by all its parties: {'; '.join(each.title for each in signed)}"
    return Answer(gate=Gate.AUTHORISED, shown=bool(signed) and not waiting, because=because)


def _signed_by_all(agreement: Agreement) -> bool:
    return {each.party for each in agreement.signatures} >= set(agreement.parties)


def doable(releases: Sequence[Release], tracks: Sequence[AlignmentTrack]) -> Answer:
    """Shown by a release, with no IT or procedural track left to do."""
    waiting = _not_done(tracks, {TrackKind.IT, TrackKind.PROCEDURAL})
    if not releases:
        because = "nothing was released"
    elif waiting:
        because = f"alignment is not done: {waiting}"
    else:
        because = f"it was done: {len(releases)} released"
    return Answer(gate=Gate.DOABLE, shown=bool(releases) and not waiting, because=because)


def _not_done(tracks: Sequence[AlignmentTrack], kinds: set[TrackKind]) -> str:
    waiting = {
        f"{quoted(each.name, each.text)} ({each.authority}, {each.country})"
        for each in tracks
        if each.kind in kinds and each.state is not TrackState.DONE
    }
    return ", ".join(sorted(waiting))
