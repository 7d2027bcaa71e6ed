"""What is shared: a dataset of a holder, which stays where it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import CollaborationId, DatasetId, PartyId


class Sensitivity(StrEnum):
    """How much harm a leak would do, and to whom."""

    OPEN = "open"
    COMMERCIAL = "commercial"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One file of a dataset version."""

    name: str
    """Path below the dataset's folder, with forward slashes."""
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A folder of files at its holder. The catalogue knows the place; the gate alone opens it."""

    id: DatasetId
    collaboration: CollaborationId
    holder: PartyId
    title: str
    lane: str
    """The lane whose input contract it meets."""
    place: str
    """Absolute folder on the holder's machine; never shown to another party."""
    files: tuple[DataFile, ...]
    version: str
    """SHA-256 over the list of files: a changed dataset is another version."""
    sensitivity: Sensitivity
    synthetic: bool
    """True if the data is invented; the label follows it into every release."""
    attached: datetime
    columns: tuple[tuple[str, str], ...] = ()
    """The holder's own names for the lane's columns: (lane's name, holder's name)."""
    settings: tuple[tuple[str, str], ...] = ()
    """What its holder fixed for every run, such as the country code of short numbers, or the one
    buyer whose lots may be listed: who asks cannot set it otherwise."""
