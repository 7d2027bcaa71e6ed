"""What a grant still is to its recipient, and what can be done with it now."""

from datetime import datetime
from enum import StrEnum

from commonweal.model.agreement import Agreement, AgreementState, Mode
from commonweal.model.dataset import Dataset
from commonweal.model.grant import Delivery, DeliveryState, Grant
from commonweal.share.gate import barred


class GrantState(StrEnum):
    """Open until it is used or runs out; what was delivered is open while the agreement is."""

    OPEN = "open"
    ANNOUNCED = "being delivered"
    DELIVERED = "delivered"
    USED = "used"
    EXPIRED = "expired"
    SUSPENDED = "agreement suspended"
    ENDED = "agreement ended"


RUN, DELIVER = "use.run", "share.deliver"
"""What can be done with a grant, by its key in `model/may.py`."""


def state(
    grant: Grant, delivery: Delivery | None, agreement: Agreement, dataset: Dataset, at: datetime
) -> GrantState:
    """What the grant is at an instant (UTC): what can be done with it meets no refusal.

    Args:
        grant: as it stands.
        delivery: what was announced or handed over on it; None for nothing.
        agreement: the one it was made under.
        dataset: the one it names.
        at: the instant.
    """
    if delivery is not None and delivery.state is not DeliveryState.ANNOUNCED:
        return GrantState.DELIVERED if opens(agreement, at) else _closed(agreement, at)
    if delivery is None and grant.used:
        return GrantState.USED
    if barred(grant, agreement, dataset, at):
        return GrantState.EXPIRED if opens(agreement, at) else _closed(agreement, at)
    return GrantState.ANNOUNCED if delivery else GrantState.OPEN


def opens(agreement: Agreement, at: datetime) -> bool:
    """True if what was delivered under it may be opened at that instant."""
    return agreement.in_force(at) and not agreement.key_doomed


def act(grant: Grant, found: GrantState) -> str:
    """What its recipient can do with a grant of that state: `RUN`, `DELIVER`, or nothing."""
    if found is GrantState.DELIVERED:
        return RUN
    if found is GrantState.OPEN:
        return RUN if grant.mode is Mode.VISIT else DELIVER
    return DELIVER if found is GrantState.ANNOUNCED else ""


def _closed(agreement: Agreement, at: datetime) -> GrantState:
    """Why the agreement opens nothing: a pause is told from an end."""
    paused = agreement.state is AgreementState.SUSPENDED and at < agreement.term.end
    return GrantState.SUSPENDED if paused else GrantState.ENDED
