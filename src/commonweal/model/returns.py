"""What is owed in return, and whether it came."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from commonweal.model.estimate import Estimate
from commonweal.model.ids import AgreementId, CollaborationId, PartyId, ReturnId


class ReturnState(StrEnum):
    """A benefit is promised until its tracks are done, and real once its recipient says so."""

    PROMISED = "promised"
    ALIGNED = "aligned"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    WAIVED = "waived"


SETTLED = frozenset({ReturnState.CONFIRMED, ReturnState.WAIVED})
"""Nothing is owed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One promised return: from whom to whom, how much, by when, waiting for which tracks."""

    id: ReturnId
    collaboration: CollaborationId
    agreement: AgreementId
    giver: PartyId
    recipient: PartyId
    text: str
    amount: Estimate
    due: date
    needs_tracks: tuple[str, ...]
    state: ReturnState
    delivered: Estimate | None = None
    """What the giver says it delivered; None until then."""
    evidence: str = ""
    """What the delivery rests on, such as the id of a release."""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """What a release shows towards a promise of that unit."""

    text: str
    amount: float
    unit: str
    evidence: str
