"""The document of `weal diagnose show --json`: what others script against, kept stable.

The keys of the contract come first and keep their names; more may follow them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commonweal.diagnose.margin import Margin
from commonweal.diagnose.turning import Tried, What
from commonweal.diagnose.voluntary import Voluntariness
from commonweal.model.assessment import Shares
from commonweal.model.ids import PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A dimension that departs from the largest platform."""

    dimension: str
    degree: str
    basis: str
    """computed or stated."""
    why: str
    other: str | None
    """What the other basis says of this dimension; None if it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySummary:
    """How the respondents of one party see it."""

    label: str
    rule: str
    platform: str | None
    shares: Shares
    coverage: float
    agreement: float | None
    stability: float | None
    deviations: tuple[Departure, ...]
    id: PartyId
    largest: str | None
    agreement_note: str
    respondents: int
    motives: Mapping[str, int]
    """How many of its respondents named each motive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSummary:
    """A role recommended for government."""

    role: str
    rule: str
    source: str
    """Sections and tables of the paper, such as `S6`."""
    text: str
    note: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismSummary:
    """A mechanism of the framework, as it shows here."""

    id: str
    label: str
    platform: str
    state: str
    why: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSummary:
    """A step that the rules call for now."""

    step: str
    text: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsSummary:
    """What it is called when dimensions and respondents are drawn again, or one is left out."""

    draws: int
    seed: int
    bootstrap: Mapping[str, float]
    """Share of the draws under each name."""
    leave_one_out: Mapping[str, int]
    """Runs without one dimension under each name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentSummary:
    """Someone who stands apart: in one statement, or in the platform they see on top."""

    respondent: str
    party: str
    dimension: str | None
    """None where it is about the whole."""
    platform: str | None
    """Of the statement; or the one they see on top."""
    value: int | None
    median: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampSummary:
    """One side where respondents see different platforms on top."""

    tops: tuple[str, ...]
    """What they see there; several if they tie, none if all do."""
    respondents: tuple[str, ...]
    """Who they are, each with the party."""
    shares: Shares
    """What their ratings alone add up to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSummary:
    """One change, and what the profile would be called after it."""

    what: What
    subject: str
    """Id of the dimension or the platform; of parties and people the name."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldChange:
    """What would change the answer."""

    turns: tuple[TurnSummary, ...]
    tried: tuple[Tried, ...]
    distance: tuple[Margin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureSummary:
    """How hard one holder was asked (R7)."""

    asked: str
    askers: tuple[str, ...]
    requests: int
    public: int
    days: int
    every_days: float | None
    joined: tuple[str, ...]
    network: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSummary:
    """What must hold before a step, and whether it does."""

    id: str
    text: str
    open: bool
    why: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveSummary:
    """What gets parties to share on such a platform."""

    text: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSummary:
    """A policy from elsewhere; dated, and not the paper's."""

    id: str
    text: str
    source: str
    dated: date
    note: str
    from_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSummary:
    """Something about government's part that must be declared."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkSummary:
    """What was said where respondents disagree."""

    dimension: str
    party: str
    at: datetime
    text: str
    settles: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The whole diagnosis; parties go by their names."""

    label: str
    rule: str
    """The sentence of the rule that gave the label."""
    platform: str | None
    """The platform of a type or a leaning; None for every other label."""
    shares: Shares
    coverage: float
    """Answered cells of all 24, 0 to 1."""
    agreement: float | None
    """Krippendorff's alpha; None where it is undefined, and `agreement_note` says why."""
    stability: float | None
    """Share of the draws that keep the name given; None without draws."""
    deviations: tuple[Departure, ...]
    by_party: Mapping[str, PartySummary]
    government: tuple[RoleSummary, ...]
    mechanisms: tuple[MechanismSummary, ...]
    next: tuple[NextSummary, ...]
    id: str
    title: str
    respondents: int
    largest: str | None
    """The platform with the largest share, whatever the label; None if two tie."""
    not_covered: float
    """Share of the answered dimensions in which nothing fits (S7), 0 to 1."""
    agreement_note: str
    stability_runs: RunsSummary
    bounds: Mapping[str, tuple[float, float]]
    """Shares if all unanswered dimensions spoke against a platform, or for it."""
    by_dimension: Mapping[str, Shares]
    differ: tuple[str, ...]
    """Parties whose label or largest platform is not that of the whole."""
    dissent: tuple[DissentSummary, ...]
    camps: tuple[CampSummary, ...]
    """Each side, the largest first; none where all see the same on top."""
    motives: Mapping[str, Mapping[str, int]]
    would_change: WouldChange
    pressure: tuple[PressureSummary, ...]
    gates: tuple[GateSummary, ...]
    incentive: IncentiveSummary | None
    csr_options: tuple[OptionSummary, ...]
    warnings: tuple[WarningSummary, ...]
    voluntary: Voluntariness
    remarks: tuple[RemarkSummary, ...]
    note: str
    """What must be known to read it, such as that the ratings are one coder's draft."""
