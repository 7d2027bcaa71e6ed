"""When what a party spends once has come back to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from commonweal.winwin.item import ItemKind
from commonweal.winwin.ranges import span
from commonweal.winwin.table.stated import Stated

ASSUMED = (
    "Paid back: what is paid once, divided by what gains less risks come to in a month; they are "
    "taken to come evenly."
)
"""What a time of payback rests on besides the figures."""

NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """Months until net gains have brought back what was spent once; None where they never do.

    A time beyond the period counts on gains that nobody has stated.
    """

    quickest: float | None
    """Least is spent, and most gained."""
    likely: float | None
    slowest: float | None
    """Most is spent, and least gained."""
    period: int
    """Months that gains and risks are stated for."""

    def told(self, months: float | None) -> str:
        """A time of this payback in words."""
        if months is None:
            return NEVER
        if months == 0:
            return "at once: nothing is spent"
        if months > self.period:
            return f"not within the {self.period} months"
        return f"{months:.1f} months" if months >= _SHORT else "within days"


_SHORT = 0.1
"""Months below which no number of them is told."""


def payback(found: Iterable[Stated], period: int) -> Payback:
    """When the flows of one party have paid back; sharing and giving are spent once.

    Args:
        found: all that it gains and pays.
        period: months that gains and risks are stated for.
    """
    moving = tuple(found)
    spent = span("once", (flow for flow in moving if _once(flow)), "")
    gained = span("gained", (flow for flow in moving if not _once(flow)), "")
    return Payback(
        quickest=_months(-spent.high, gained.high, period),
        likely=_months(-spent.likely, gained.likely, period),
        slowest=_months(-spent.low, gained.low, period),
        period=period,
    )


def _once(flow: Stated) -> bool:
    """True for the cost of sharing an element and of giving a service."""
    return flow.sign < 0 and flow.item.kind in {ItemKind.ELEMENT, ItemKind.SERVICE}


def _months(spent: float, gained: float, period: int) -> float | None:
    if spent <= 0:
        return 0.0
    if gained <= 0:
        return None
    months = spent / gained * period
    return months if isfinite(months) else None
