"""What parties could share, gain and give: offers, and the package made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, OffersId, PackageId, PartyId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackCost:
    """What an alignment track costs government while it is not done."""

    track: str
    """Name of the alignment track."""
    cost: Estimate


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


class Standing(StrEnum):
    """What a package may be called (gate "win-win", partnership knowledge section 4)."""

    WIN_WIN = "win-win"
    ONE_SIDED = "one-sided"
    DONATION = "donation"
    NO_DEAL = "no deal"


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
