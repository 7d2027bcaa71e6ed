"""What a quantity weighs, exactly: in kilograms, or not known.

Source of the factors: UN/ECE Recommendation 20; the pound is 0.45359237 kg by definition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWeight:
    """What one unit of a product weighs, from a day on."""

    since: date
    """First day it holds; it holds until the next `since` of the same product and unit."""
    kg: Decimal
    """More than 0."""


CaseWeights: TypeAlias = Mapping[tuple[str, str], tuple[CaseWeight, ...]]
"""(product, unit such as CS) -> weights in any order.

The product is `epcid.lot_identity(lot).product`: the class URI without lot, in its one spelling.
A count without unit is asked for as EA.
"""

FACTORS: Mapping[str, Fraction] = MappingProxyType(
    {
        "KGM": Fraction(1),
        "GRM": Fraction(1, 1000),
        "TNE": Fraction(1000),
        "LBR": Fraction(45_359_237, 100_000_000),
    }
)
"""Kilograms in one unit of mass."""

EACH = "EA"


def kilograms(
    amount: Decimal, unit: str, *, product: str, on: date, cases: CaseWeights
) -> Fraction | None:
    """Kilograms of `amount` units of `product` on a day; None where not known, never 0 instead."""
    factor = FACTORS.get(unit)
    if factor is None:
        factor = _case(cases.get((product, unit or EACH), ()), on)
    return None if factor is None else Fraction(amount) * factor


def _case(weights: tuple[CaseWeight, ...], on: date) -> Fraction | None:
    begun = [weight for weight in weights if weight.since <= on]
    return Fraction(max(begun, key=lambda weight: weight.since).kg) if begun else None
