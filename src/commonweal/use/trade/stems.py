"""Stems from a quantity: exact where the paper says how many, otherwise a range, never a guess."""

import re
from dataclasses import dataclass
from decimal import Decimal

from commonweal.use.trade.consignment import Quantity

PIECES = {"PCE": 1, "H87": 1, "C62": 1, "EA": 1, "NAR": 1, "NMB": 1, "STM": 1} | {
    "DZN": 12,
    "DPC": 12,
    "CEN": 100,
    "MIL": 1000,
}
"""Units that count stems (UN/ECE Recommendation 20), and how many each one is."""
BUNCHES = frozenset({"BH", "BE", "NMP"})
MASSES = {"KGM": 1000, "GRM": 1, "TNE": 1_000_000}
"""Units of mass, in grams."""
BUNCH_OF = (5, 25)
"""Stems of a bunch that does not say how many (assumed)."""
STEM_GRAMS = (10, 120)
"""What a stem weighs (assumed)."""
_SAID = re.compile(
    r"bunch(?:es)?\s+of\s+(\d{1,3})\b|\b(\d{1,3})\s*(?:stems?|st)\s*(?:/|per|a)\s*bunch", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stems:
    """A number of stems, between two bounds that are equal where it is exact."""

    low: Decimal
    high: Decimal
    why: str = ""
    """What was assumed; empty where it is exact."""

    @property
    def exact(self) -> bool:
        """True if the paper says how many."""
        return self.low == self.high


def stems(quantity: Quantity, text: str = "") -> Stems | None:
    """The stems of a quantity; `text` may say how many are in a bunch. None for other units."""
    amount, unit = quantity.amount, quantity.unit.upper()
    if unit in PIECES:
        return Stems(low=amount * PIECES[unit], high=amount * PIECES[unit])
    if unit in BUNCHES:
        return _bunches(amount, text)
    if unit in MASSES:
        grams = amount * MASSES[unit]
        low, high = sorted((grams / STEM_GRAMS[1], grams / STEM_GRAMS[0]))
        return Stems(low=low, high=high, why="a stem is assumed to weigh 10 to 120 g")
    return None


def _bunches(amount: Decimal, text: str) -> Stems:
    said = _SAID.search(text)
    if said:
        of = int(said[1] or said[2])
        return Stems(low=amount * of, high=amount * of)
    low, high = sorted((amount * BUNCH_OF[0], amount * BUNCH_OF[1]))
    return Stems(low=low, high=high, why="a bunch is assumed to hold 5 to 25 stems")
