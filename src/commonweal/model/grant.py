"""The gate's answers, and what was handed over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.agreement import Mode
from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    DeliveryId,
    GrantId,
    PartyId,
    RefusalId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Someone asks for a dataset: who, which, why, how, when."""

    party: PartyId
    dataset: DatasetId
    purpose: str
    """Declared by the asker, not observed: the audit trail says so too."""
    mode: Mode
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Leave to use one dataset version, once, for a short time; issuing it uses up one count."""

    id: GrantId
    collaboration: CollaborationId
    agreement: AgreementId
    dataset: DatasetId
    dataset_version: str
    recipient: PartyId
    purpose: str
    mode: Mode
    issued: datetime
    expires: datetime
    policy: str
    """SHA-256 of the policy that was asked."""
    used: bool = False
    """True once a visit made its release, or a delivery was announced: it opens nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A no, with the clause that decided and why."""

    id: RefusalId
    collaboration: CollaborationId
    agreement: AgreementId
    dataset: DatasetId
    party: PartyId
    purpose: str
    at: datetime
    clause: str
    """Id of the deciding clause, or `state` where the agreement's state decided."""
    reason: str
    hint: str


class DeliveryState(StrEnum):
    """Announced before the files move, sealed when all lie encrypted in the vault."""

    ANNOUNCED = "announced"
    SEALED = "sealed"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Files handed over: pseudonymised at the holder, encrypted under the agreement's key."""

    id: DeliveryId
    collaboration: CollaborationId
    agreement: AgreementId
    grant: GrantId
    dataset: DatasetId
    recipient: PartyId
    state: DeliveryState
    at: datetime
    files: int = 0
    size: int = 0
    """Bytes of all sealed files before encryption."""
    sha256: str = ""
    """Over the list of (name, sha256) of what was handed over."""
    exported: bool = False
    """True once a plain copy was taken out: its deletion is then promised, not enforced."""
