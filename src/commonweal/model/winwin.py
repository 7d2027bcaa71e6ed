"""What parties could share, gain and give: offers, and the package made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.estimate import Estimate
from commonweal.model.ids import (
    ApprovalId,
    CollaborationId,
    ExplanationId,
    FrontierId,
    LimitId,
    OffersId,
    PackageId,
    PartyId,
)
from commonweal.model.value import ValueType


class Stage(StrEnum):
    """Where in the life of data a use stands (paper S2: partnerships at any stage of it)."""

    COLLECTION = "collection"
    PROCESSING = "processing"
    SHARING = "sharing"
    ANALYSIS = "analysis"
    REUSE = "reuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataElement:
    """A piece of data its holder could share; sharing it once costs the holder."""

    id: str
    holder: PartyId
    text: str
    cost: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A user puts a data element to use."""

    id: str
    element: str
    user: PartyId
    text: str
    private_value: Estimate
    """Benefit of the user itself."""
    public_value: Estimate
    risk_to_holder: Estimate
    value_type: ValueType | None = None
    """Which type of public value it is; None while nobody has said."""
    indicator: str = ""
    """What would show the public value; empty while nobody has said."""
    baseline: str = ""
    """How that stands without the sharing."""
    counterfactual: str = ""
    """What would be done without the partnership."""
    stage: Stage | None = None
    """Where in the life of the data it stands; None while nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What one recipient gains from a service in return."""

    recipient: PartyId
    value: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInReturn:
    """What a provider gives back; it waits for uses and for alignment tracks."""

    id: str
    provider: PartyId
    text: str
    cost: Estimate
    benefits: tuple[Benefit, ...]
    needs_uses: tuple[str, ...] = ()
    needs_tracks: tuple[str, ...] = ()
    begins: str = ""
    """When it begins, in words; empty while nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackCost:
    """What an alignment track costs government while it is not done."""

    track: str
    """Name of the alignment track."""
    cost: Estimate
    needs_tracks: tuple[str, ...] = ()
    """The tracks that must be done before it; free of cycles."""
    text: str = ""
    """What people call it: read from the board of alignment, which alone keeps it."""

    @property
    def called(self) -> str:
        """Its text, or its name while the board has none."""
        return self.text or self.track


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Everything on the table of one collaboration; all figures are ranges."""

    id: OffersId
    collaboration: CollaborationId
    elements: tuple[DataElement, ...]
    uses: tuple[Use, ...]
    services: tuple[ServiceInReturn, ...]
    tracks: tuple[TrackCost, ...]
    invented: bool
    """True if the figures are made up; the label follows them everywhere."""
    star: float = 0.0
    """What one star is worth, in the unit of the offers; 0 where nobody has said."""
    months: int = 12
    """The time that gains and risks are stated for; costs of sharing and giving come once."""
    called: tuple[tuple[str, PartyId], ...] = ()
    """What the document calls each party that it lists."""

    @property
    def unit(self) -> str:
        """The unit of every figure on the table; empty while there is no element."""
        return self.elements[0].cost.unit if self.elements else ""


class Standing(StrEnum):
    """What a package may be called (gate "win-win", partnership knowledge section 4)."""

    WIN_WIN = "win-win"
    ONE_SIDED = "one-sided"
    DONATION = "donation"
    NO_DEAL = "no deal"


class Ended(StrEnum):
    """Why the optimiser ended."""

    PROVED = "proved"
    """Nothing is better than the printed gap allows."""
    TIME = "time limit"
    STOPPED = "stopped"
    """Somebody asked it to; what it had found is the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNet:
    """What is in it for one party at the likely figures, and with which chance it does not lose."""

    party: PartyId
    net: float
    chance: float
    """P(net >= 0) over the seeded draws, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A selection of offers: who joins, shares, uses and gives back."""

    id: PackageId
    collaboration: CollaborationId
    at: datetime
    margin: float
    """The least net that every joined non-government party was held to."""
    joined: tuple[PartyId, ...]
    elements: tuple[str, ...]
    uses: tuple[str, ...]
    services: tuple[str, ...]
    tracks: tuple[str, ...]
    public_value: float
    """Public value of the chosen uses less the cost to government, likely figures."""
    unit: str
    nets: tuple[PartyNet, ...]
    chance: float
    """P(every joined non-government party nets >= 0), 0 to 1."""
    standing: Standing
    gap: float
    """Relative gap the optimiser left open."""
    draws: int
    seed: int
    invented: bool
    offers_version: int = 0
    """The version of the offers it was made from; 0 where that is not known."""
    caution: float = 0.0
    """How far every figure was moved from likely to its worse end as parties were held to the
    margin: 0 not at all, 1 all the way."""
    seconds: float = 0.0
    """How long the optimiser took."""
    limit_s: float = 0.0
    """Its time limit, in seconds; 0 where that is not known."""
    ended: Ended = Ended.PROVED
    """Why the optimiser ended."""
    basis: str = ""
    """Digest of all it hangs on but private limits; empty where that is not known."""
    taken_from: str = ""
    """The collaboration it was taken over from, to be computed anew here; empty if made here."""

    @property
    def impossible(self) -> bool:
        """True if it is proved that there is no deal at its margin and caution."""
        return self.standing is Standing.NO_DEAL and self.ended is Ended.PROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Packages from the most public value to the surest, and the one to recommend."""

    id: FrontierId
    collaboration: CollaborationId
    at: datetime
    points: tuple[Package, ...]
    """Margins rising, then caution rising while no point is sure."""
    plain: Package
    """The plain optimum: nobody is held to more than 0. It is never recommended."""
    recommended: int | None
    """Which of the points is recommended; None if none is sure, or there is no deal."""
    invented: bool
    offers_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The least net at which a party takes part: its own secret, read by the engine alone.

    The operator of the node can read it; no other party sees it.
    """

    id: LimitId
    collaboration: CollaborationId
    party: PartyId
    least: float
    unit: str
    at: datetime
    withdrawn: bool = False


class ApprovalState(StrEnum):
    """How far a business case is inside its own organisation (paper S5.1: sold internally)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What a party says of its business case: how far it is inside, by whose word, since when."""

    id: ApprovalId
    collaboration: CollaborationId
    party: PartyId
    package: PackageId
    """The package that the case was made of: another package needs another word."""
    state: ApprovalState
    by: str
    """Who decided or was asked, by role, such as `board of directors`."""
    note: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What becomes of the answer when one figure alone is at an end of its range."""

    path: str
    """Where the figure stands, such as `uses[0].public_value`."""
    at_low: float
    """Public value of the best package with the figure at its low end."""
    at_high: float
    flips_low: bool
    """True if another package, or none, is best then."""
    flips_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is lost if something falls away: a party, or an alignment track."""

    what: str
    """Id of the party, or name of the track."""
    public_value: float
    """Public value of what is left."""
    lost: float
    """How much less that is."""
    services: tuple[str, ...]
    """Services in return that fall."""
    worse_off: tuple[PartyId, ...]
    """Others who net less by it, or drop out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """Why no package exists, and the least change by which there would be one."""

    constraint: str
    """What blocks, as a sentence."""
    change: str
    """The least change, as a sentence; empty if no single one helps."""
    party: PartyId | None = None
    """Who lacks something; None if it is not about one party."""
    amount: float = 0.0
    """How much, in the unit of the offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the answer hangs on: which figure turns it, what each party and track is worth to it."""

    id: ExplanationId
    collaboration: CollaborationId
    at: datetime
    package: Package
    """The answer that is explained, computed anew at its margin and caution."""
    turns: tuple[Turn, ...]
    """Largest swing first."""
    figures: int
    """How many figures lie on the table; only those with the largest ranges were tried."""
    without_party: tuple[Loss, ...]
    """Largest loss first."""
    without_track: tuple[Loss, ...]
    """Largest loss first."""
    blocked: tuple[Blocked, ...]
    """Why there is no package; empty if there is one.

    Where private limits alone are in the way: that sentence, beside the package without them.
    """
    offers_version: int = 0
    complete: bool = True
    """False if it was stopped before everything was tried."""
    note: str = ""
    """What is not counted in it, as a sentence."""
