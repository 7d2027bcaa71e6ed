"""EPCIS 2.0 events as values: what happened to which lots, when, where and why.

Only what the lane reasons about has a field of its own; the event as it was captured stays beside
it, unchanged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class EventKind(StrEnum):
    """The five event types of EPCIS 2.0."""

    OBJECT = "ObjectEvent"
    AGGREGATION = "AggregationEvent"
    ASSOCIATION = "AssociationEvent"
    TRANSACTION = "TransactionEvent"
    TRANSFORMATION = "TransformationEvent"


class Action(StrEnum):
    """What an event says of its objects; a transformation has none."""

    ADD = "ADD"
    OBSERVE = "OBSERVE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotQuantity:
    """An amount of a lot, or a whole object where `amount` is None and it is one thing."""

    lot: str
    """EPC class or instance URI, normalised (GS1 Digital Link form where it is a GS1 key)."""
    amount: Decimal | None = None
    unit: str = ""
    """UN/ECE Recommendation 20 code, such as KGM or LBR; empty for a count of things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorDeclaration:
    """The captured event with this hash is declared wrong."""

    at: datetime
    reason: str
    corrective_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; instants are UTC, `offset` is the zone offset as written, such as -05:00."""

    hash: str
    """CBV 2.0 event hash, `ni:///sha-256;...?ver=CBV2.0`: the same event in any spelling."""
    id: str
    """eventID, or empty."""
    kind: EventKind
    action: Action | None
    at: datetime
    offset: str
    biz_step: str
    """Bare word of the Core Business Vocabulary, such as `shipping`, or a URI."""
    read_point: str
    biz_location: str
    parent: str
    """Parent of an aggregation, or empty."""
    objects: tuple[LotQuantity, ...]
    """Lots and objects of an object, transaction, association or aggregation event (children)."""
    inputs: tuple[LotQuantity, ...]
    """What a transformation consumed."""
    outputs: tuple[LotQuantity, ...]
    """What a transformation made."""
    sources: tuple[tuple[str, str], ...]
    """(type, id), such as (owning_party, URI)."""
    destinations: tuple[tuple[str, str], ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    """Instance and lot master data, and our extension fields, as flat text by local name."""
    error: ErrorDeclaration | None = None
    file: str = ""
    """Name of the file it stood in."""
    index: int = 0
    """Place in the file's event list, from 0."""

    @property
    def key(self) -> str:
        """Its key in the journal: hash, and the declaration time where it declares an error."""
        return f"{self.hash}#{self.error.at.isoformat()}" if self.error else self.hash
