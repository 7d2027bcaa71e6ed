"""What may leave: a release, and the decisions it informed."""

from dataclasses import dataclass
from datetime import datetime

from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    GrantId,
    PartyId,
    ReleaseId,
)
from commonweal.model.returns import ReturnItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a beneficiary decided with a release in hand."""

    party: PartyId
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Figures that passed disclosure, on their way to beneficiaries."""

    id: ReleaseId
    collaboration: CollaborationId
    agreement: AgreementId
    grant: GrantId
    dataset: DatasetId
    dataset_version: str
    lane: str
    definition: str
    """Name and version of the lane's definition, such as `mobility/1`."""
    settings: tuple[tuple[str, str], ...]
    at: datetime
    made_by: PartyId
    beneficiaries: tuple[PartyId, ...]
    threshold: int
    """The smallest count of people that may appear."""
    published: int
    """Cells published."""
    withheld: tuple[tuple[str, int], ...]
    """(reason, number of cells withheld)."""
    files: tuple[tuple[str, str], ...]
    """(file name, sha256)."""
    synthetic: bool
    returned: tuple[ReturnItem, ...] = ()
    """What it shows that came back to who shared, by the lane's own count."""
    decisions: tuple[Decision, ...] = ()
