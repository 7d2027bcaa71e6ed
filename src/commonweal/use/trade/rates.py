"""Money in the declaration's currency, by a table of rates that are valid for a time.

The table in `rates.yaml` is invented and says so; a declaration's own rate comes first.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from commonweal.use.trade.consignment import Declaration, Known, Money

CENT = Decimal("0.01")
NEAR = Decimal("0.2")
"""A declaration's rate further than this from the table is taken the other way round, or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many units of a currency make one unit of another, and who says so."""

    per_unit: Decimal
    source: str

    def converted(self, amount: Decimal) -> Decimal:
        """The amount in the other currency, to the cent."""
        return (amount / self.per_unit).quantize(CENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTable:
    """Rates against one base currency, by month."""

    base: str
    label: str
    until: date
    months: tuple[tuple[date, dict[str, Decimal]], ...]
    """(first day, currency -> units for one of the base), oldest first."""

    def per_base(self, currency: str, on: date) -> Decimal | None:
        """Units of the currency for one of the base on that day; None if it is not known."""
        if currency == self.base:
            return Decimal(1)
        valid = [rates for first, rates in self.months if first <= on < self.until]
        return valid[-1].get(currency) if valid else None

    def between(self, currency: str, into: str, on: date) -> Rate | None:
        """The rate from one currency into another on that day; None if it is not known."""
        one, other = self.per_base(currency, on), self.per_base(into, on)
        if one is None or other is None:
            return None
        return Rate(per_unit=one / other, source=f"{self.label} rate table, {on:%B %Y}")

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency the table knows."""
        return (self.base, *(self.months[-1][1] if self.months else ()))


@cache
def rate_table() -> RateTable:
    """The table that comes with the product."""
    told = yaml.safe_load(files(__package__).joinpath("rates.yaml").read_text(encoding="utf-8"))
    return RateTable(
        base=told["base"],
        label=told["label"],
        until=told["until"],
        months=tuple(
            (row["from"], {name: Decimal(rate) for name, rate in row.items() if name != "from"})
            for row in told["rates"]
        ),
    )


def rate(declaration: Declaration, currency: str, into: str, on: date | None) -> Rate | None:
    """The rate for an amount of a paper: one, the declaration's own, or the table's.

    A declaration's rate holds for the currency of its invoiced total. Both ways of writing it are
    in use; the one nearer to the table is meant. None if no rate is known.
    """
    if currency == into:
        return Rate(per_unit=Decimal(1), source="same currency")
    table = rate_table().between(currency, into, on) if on else None
    own = own_rate(declaration, table)
    return own if own and _invoiced_in(declaration.invoiced, currency) else table


def own_rate(declaration: Declaration, table: Rate | None) -> Rate | None:
    """The declaration's own rate, the way round that is nearer to the table; None without one."""
    told = declaration.exchange_rate
    if told is None or told.value <= 0 or (told.value == 1 and table is not None):
        return None
    ways = (told.value, 1 / told.value)
    meant = ways[0] if table is None else min(ways, key=lambda way: _apart(way, table.per_unit))
    if table is not None and _apart(meant, table.per_unit) > NEAR:
        return None
    return Rate(per_unit=meant, source=f"the declaration's own rate {told.origin.raw}")


def _invoiced_in(invoiced: Known[Money] | None, currency: str) -> bool:
    return invoiced is not None and invoiced.value.currency == currency


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return abs(one.ln() - other.ln())
