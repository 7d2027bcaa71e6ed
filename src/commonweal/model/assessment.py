"""How respondents see a partnership, and what their ratings add up to (paper Table 1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import AssessmentId, CollaborationId, PartyId, RemarkId


class PlatformType(StrEnum):
    """The paper's three platforms (S3, T1)."""

    RESOURCE_DEPENDENCE = "resource_dependence"
    SOCIAL_ISSUE = "social_issue"
    SOCIETAL_SECTOR = "societal_sector"


class Dimension(StrEnum):
    """The eight rows of the paper's Table 1, in its order."""

    PRIMARY_INTEREST = "primary_interest"
    CONTEXTUAL_FACTORS = "contextual_factors"
    PROBLEM_DEFINITION = "problem_definition"
    ORIENTATION = "orientation"
    DEPENDENCIES = "dependencies"
    TIMEFRAME = "timeframe"
    SECTOR_CONCEPTUALISATION = "sector_conceptualisation"
    SENSEMAKING = "sensemaking"


class Degree(StrEnum):
    """How well a dimension fits the dominant platform."""

    FITS = "fits"
    PARTLY = "partly"
    DEVIATES = "deviates"


class Basis(StrEnum):
    """Whether a deviation was computed from ratings or stated by a coder."""

    COMPUTED = "computed"
    STATED = "stated"


class Label(StrEnum):
    """What a profile may be called; the first rule that holds decides."""

    INSUFFICIENT = "insufficient"
    NOT_COVERED = "not covered"
    DISPUTED = "disputed"
    MIXED = "mixed"
    TYPE = "type"
    LEANING = "leaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a rating rests on (paper T2): kind, period, who gave it."""

    kind: str
    """meeting, interview, document, policy, visit; or statement, the respondent's own word."""
    text: str
    period: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One of 24 cells, 0 (not at all) to 3 (fully)."""

    dimension: Dimension
    platform: PlatformType
    value: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Who rates, for which party, and how close they stood to the case."""

    name: str
    party: PartyId
    closeness: str
    """`inside`, `remote`, or `not stated`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDeviation:
    """A deviation that a coder states in words, kept apart from computed ones."""

    dimension: Dimension
    degree: Degree
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The independent ratings of one respondent; a missing cell was skipped."""

    id: AssessmentId
    collaboration: CollaborationId
    respondent: Respondent
    at: datetime
    ratings: tuple[Rating, ...]
    stated: tuple[StatedDeviation, ...] = ()
    motives: tuple[str, ...] = ()
    """Why the respondent's party takes part: codes of the framework's reasons and motivations."""
    entered_by: PartyId | None = None
    """The party that entered it for the respondent; None if the respondent handed it in."""
    framework: str = ""
    """Version of the framework that was rated against."""
    withdrawn: bool = False
    """True once the respondent took the answers back: what they said and their name are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was said where respondents disagree, and whether that settled it (S4.3)."""

    id: RemarkId
    collaboration: CollaborationId
    dimension: Dimension
    party: PartyId
    at: datetime
    text: str
    settles: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares of the three platforms, each 0 to 1; all zero means not covered."""

    resource_dependence: float
    social_issue: float
    societal_sector: float

    def of(self, platform: PlatformType) -> float:
        """The share of one platform."""
        return self.ordered()[list(PlatformType).index(platform)]

    def ordered(self) -> tuple[float, float, float]:
        """The three shares in the order of `PlatformType`."""
        return (self.resource_dependence, self.social_issue, self.societal_sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A dimension that departs from the dominant platform, and how that is known."""

    dimension: Dimension
    degree: Degree
    basis: Basis
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """How often the label survives when dimensions are left out or drawn again."""

    leave_one_out: tuple[tuple[str, int], ...]
    """(what it would be called, in how many of the leave-one-dimension-out runs)."""
    bootstrap: tuple[tuple[str, float], ...]
    """(what it would be called, share of the seeded draws)."""
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the ratings add up to; the four numbers are shown together, never one alone."""

    label: Label
    top: PlatformType | None
    """The platform with the largest share; None if nothing was rated, or two tie for it."""
    shares: Shares
    coverage: float
    """Answered cells of all 24, 0 to 1."""
    bounds: tuple[tuple[PlatformType, float, float], ...]
    """Each platform's share if all unanswered dimensions spoke against or for it."""
    agreement: float | None
    """Krippendorff's alpha (ordinal); None below three respondents or without variation."""
    agreement_note: str
    stability: Stability
    by_dimension: tuple[tuple[Dimension, Shares], ...]
    deviations: tuple[Deviation, ...]
    respondents: int
