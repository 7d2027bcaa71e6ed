"""What stands between a promised benefit and a real one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonweal.model.ids import CollaborationId, TrackId


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
