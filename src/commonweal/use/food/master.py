"""Facilities and products: what the events name, as a dataset describes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from commonweal.use.food.epcid import canonical, lot_identity
from commonweal.use.food.event import LotQuantity
from commonweal.use.food.mass import CaseWeights, kilograms
from commonweal.use.food.place import site_id


class FacilityKind(StrEnum):
    """What a facility does."""

    FARM = "farm"
    PACKHOUSE = "packhouse"
    PROCESSOR = "processor"
    HUB = "hub"
    INSTITUTION = "institution"


class ProductKind(StrEnum):
    """What a product is made of."""

    RAW = "raw"
    """As it was grown, harvested, milked or caught, washed and packed at most."""
    PROCESSED = "processed"
    WATER = "water"
    """Never local, and left out by rules that leave water out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A certificate, licence or audit, with the days [valid_from, valid_to) on which it holds."""

    name: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """A site as it was during [valid_from, valid_to)."""

    id: str
    name: str
    kind: FacilityKind
    state: str
    """Two letters, such as NY."""
    county: str
    latitude: Decimal
    longitude: Decimal
    valid_from: date
    valid_to: date
    papers: tuple[Paper, ...]

    def holds(self, paper: str, on: date) -> bool:
        """True if it holds that paper on the day."""
        return any(p.name == paper and p.valid_from <= on < p.valid_to for p in self.papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What a lot's class is."""

    id: str
    name: str
    kind: ProductKind
    group: str
    """Such as produce, dairy or meat."""
    kg_per_litre: Fraction | None
    max_yield: Fraction
    """The most kilograms that one kilogram of input makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """All facilities and products that a dataset describes."""

    facilities: Mapping[str, tuple[Facility, ...]]
    products: Mapping[str, Product]
    cases: CaseWeights = field(default_factory=dict)
    synthetic: bool = False
    """True if one of the files says that it is invented."""

    def facility(self, site: str, on: date) -> Facility | None:
        """The site as it was on the day; None if nothing describes it."""
        known = self.facilities.get(site_id(canonical(site)), ())
        return next((each for each in known if each.valid_from <= on < each.valid_to), None)

    def product(self, lot: str) -> Product | None:
        """The product of a lot; None if nothing describes it."""
        return self.products.get(lot_identity(lot).product) or self.products.get(lot)

    def weigh(self, quantity: LotQuantity, on: date) -> Fraction | None:
        """Kilograms of a quantity on a day; None for what cannot be weighed."""
        if quantity.amount is None:
            return None
        product = lot_identity(quantity.lot).product
        return kilograms(quantity.amount, quantity.unit, product=product, on=on, cases=self.cases)

    def most(self, lot: str) -> Fraction:
        """The most that one kilogram of input makes of the lot's product; 1 unless described."""
        product = self.product(lot)
        return product.max_yield if product else Fraction(1)
