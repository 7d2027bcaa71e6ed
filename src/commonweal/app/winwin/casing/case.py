"""A business case as one party sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commonweal.model.figure import Range
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import PartyNet
from commonweal.winwin.case.approval import Gate, Review
from commonweal.winwin.case.businesscase import BusinessCase
from commonweal.winwin.case.payback import Payback


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case of one party for the package that is kept."""

    name: str
    """What the party is called."""
    kind: PartyKind
    title: str
    """Of the collaboration."""
    at: datetime
    """When the package was computed."""
    case: BusinessCase
    review: Review
    own: bool
    """True if it is the case of the party that looks."""
    not_before: date | None
    """The day before which not all that it gets can begin."""
    undated: tuple[str, ...]
    """Open tracks for which no day is set: they may take longer."""
    names: Mapping[PartyId, str]
    """Of every party in it."""
    stale: bool
    """True if what the package hangs on has changed since it was computed: figures, or tracks
    that are done. The case has them as they are."""
    before: PartyNet | None
    """What it netted then, and how surely, where that has changed since; None where it has not."""
    gone: tuple[str, ...]
    """Parts of the package that are not on the table any more, and not in the case."""
    computed: str
    """How the package was found, with its gap, and over which draws its chances were."""
    passed_over: tuple[str, ...]
    """On whose word, and why, alignment began before value was stated; empty if it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case in one line."""

    party: PartyId
    name: str
    kind: PartyKind
    joins: bool
    net: Range
    chance: float | None
    payback: Payback
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The cases of all members, one's own first."""

    package: PackageId
    unit: str
    invented: bool
    stale: bool
    """As of a case."""
    rows: tuple[Row, ...]
    gate: Gate
    """Which business parties in the package have approved their case as it is now."""


def row(found: Case) -> Row:
    """The case in one line."""
    case = found.case
    return Row(
        party=case.party,
        name=found.name,
        kind=found.kind,
        joins=case.joins,
        net=case.net,
        chance=case.chance,
        payback=case.payback,
        review=found.review,
    )
