"""What stands between a promised benefit and a real one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from commonweal.model.ids import CollaborationId, OverrideId, PartyId, PersonId, TrackId


class TrackKind(StrEnum):
    """The three tracks of alignment (paper S5.1)."""

    LEGAL = "legal"
    IT = "it"
    PROCEDURAL = "procedural"


class TrackState(StrEnum):
    """How far a track is; `blocked` names what blocks it."""

    OPEN = "open"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"
    """Set up by mistake, or not needed any more: nothing waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to be done on a track."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentTrack:
    """One obstacle, with the authority and country that can remove it."""

    id: TrackId
    collaboration: CollaborationId
    name: str
    """The name by which services in return wait for it."""
    kind: TrackKind
    authority: str
    country: str
    owner: str
    due: date | None
    state: TrackState
    blocker: str = ""
    steps: tuple[Step, ...] = ()
    """What is to be done, in order."""
    evidence: str = ""
    """What shows the state it is in, such as a decree or a minute."""
    text: str = ""
    """What stands in the way, or shall hold in the end, in a few words for people."""

    @property
    def called(self) -> str:
        """What people call it: its text, or its name while it has none."""
        return self.text or self.name


def quoted(name: str, text: str) -> str:
    """A track within a sentence: its text in quotes, or its name as it stands if it has none."""
    return f"“{text}”" if text else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Alignment begun before business value is stated: on whose word, why, when (R4)."""

    id: OverrideId
    collaboration: CollaborationId
    party: PartyId
    person: PersonId
    name: str
    """Who decides so, by name."""
    reason: str
    at: datetime
