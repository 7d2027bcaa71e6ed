"""What stands around a partnership: who relates how to whom, what the data rests on, what hinders.

The paper takes these concepts from the literature (S2); the framework's file lists their terms.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import CollaborationId, PartyId, SurroundingsId


class RelationKind(StrEnum):
    """How one party stands to another."""

    REGULATES = "regulates"
    """It can force the other to share something (S2)."""
    IN_UNISON = "acts in unison with"
    """Sharing with one of the two is enough (S5.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One party's standing to another, and where that is known from."""

    of: PartyId
    kind: RelationKind
    to: PartyId
    source: str


class LegalBasis(StrEnum):
    """Why a data element is shared (S2: government may force some of it)."""

    VOLUNTARY = "voluntary"
    CONTRACT = "contract"
    STATUTORY = "statutory"
    EXCEPTIONAL_NEED = "exceptional need"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementBasis:
    """A kind of data that a party holds, and on what basis it is shared."""

    name: str
    holder: PartyId
    basis: LegalBasis
    source: str


class Presence(StrEnum):
    """How far a component of sharing is there."""

    THERE = "there"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One of the four components of cross-boundary sharing, between two parties (S2)."""

    parties: tuple[PartyId, PartyId]
    component: str
    """Id of the framework's component."""
    presence: Presence
    text: str


class Weight(StrEnum):
    """How much a challenge matters here; all are looked at, not all matter (R13)."""

    NONE = "does not matter"
    SOME = "matters"
    DECISIVE = "decisive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One of the seven categories of challenge, looked at (S2)."""

    challenge: str
    """Id of the framework's challenge."""
    weight: Weight
    text: str
    measure: str = ""
    """What is done about it."""


class Effect(StrEnum):
    """Which way a factor pulls."""

    HELPS = "helps"
    NEUTRAL = "neutral"
    HINDERS = "hinders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something that influences sharing, of one of three groups (S2)."""

    factor: str
    """Id of the framework's factor."""
    effect: Effect
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All of it for one collaboration, as its members state it; stated anew as a whole."""

    id: SurroundingsId
    collaboration: CollaborationId
    at: datetime
    relations: tuple[Relation, ...] = ()
    elements: tuple[ElementBasis, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    risks: tuple[Risk, ...] = ()
    factors: tuple[Factor, ...] = ()
