"""How ready a benefit is, in words: which signatures it needs still, of whom, by when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from commonweal.align.benefit import Benefit, Status, status
from commonweal.align.track import done, overdue
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState, quoted

KINDS = {TrackKind.LEGAL: "legal", TrackKind.IT: "IT", TrackKind.PROCEDURAL: "procedural"}
"""The kinds of obstacles in words."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """A benefit, how real it is, and what it waits for."""

    benefit: Benefit
    status: Status
    missing: tuple[AlignmentTrack, ...]
    """The tracks that are not done, in the order in which the benefit names them."""
    unset: tuple[str, ...]
    """Tracks that it names and nobody has set up."""
    last_due: date | None
    """The latest due day of what is missing; None if none of it has one."""
    wanted: tuple[str, ...]
    """Each missing signature in words: of whom, by when, what blocks it."""
    sentence: str
    """All of it in one sentence."""

    @property
    def needs(self) -> str:
        """How many signatures are missing, in words."""
        return f"needs {_signatures(len(self.wanted))} still"


def readiness(benefit: Benefit, tracks: Collection[AlignmentTrack], today: date) -> Readiness:
    """How ready one benefit is.

    Args:
        benefit: what was promised.
        tracks: every standing track of the collaboration.
        today: by which a track is overdue.
    """
    found = status(benefit, done(tracks))
    left = () if found is Status.DELIVERED else benefit.needs
    missing = tuple(
        each
        for name in left
        for each in tracks
        if each.name == name and each.state is not TrackState.DONE
    )
    unset = tuple(name for name in left if all(each.name != name for each in tracks))
    last = max((each.due for each in missing if each.due), default=None)
    wanted = (
        *(_told(each, today) for each in missing),
        *(f"{each} (not set up)" for each in unset),
    )
    return Readiness(
        benefit=benefit,
        status=found,
        missing=missing,
        unset=unset,
        last_due=last,
        wanted=wanted,
        sentence=_sentence(benefit, found, wanted, last),
    )


def _sentence(benefit: Benefit, found: Status, wanted: Collection[str], last: date | None) -> str:
    named = f'"{benefit.text}" ({benefit.source})'
    if found is not Status.PROMISED:
        nothing = "" if benefit.needs else "; it needs no track"
        return f"{named} is {found}{nothing}."
    due = f" The latest is due on {last}." if last else " None of them has a due day."
    return f"{named} needs {_signatures(len(wanted))} still: {', '.join(wanted)}.{due}"


def _signatures(count: int) -> str:
    word = _WORDS[count] if count < len(_WORDS) else str(count)
    return f"{word} signature{'' if count == 1 else 's'}"


def _told(track: AlignmentTrack, today: date) -> str:
    late = ", overdue" if overdue(track, today) else ""
    when = f"due {track.due}{late}" if track.due else ""
    by = ", ".join(part for part in (track.owner, when) if part)
    blocked = f"blocked: {track.blocker}" if track.state is TrackState.BLOCKED else ""
    where = f"{track.authority}, {track.country}, {KINDS[track.kind]}"
    told = "; ".join(part for part in (where, by, blocked) if part)
    return f"{quoted(track.name, track.text)} ({told})"
