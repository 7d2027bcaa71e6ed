"""The costs of pairing the items of a component with its lines, alone or in bundles."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np

from commonweal.use.trade import noise
from commonweal.use.trade.assign import NEVER
from commonweal.use.trade.bundle import Unit
from commonweal.use.trade.noise import Measures, Numbers
from commonweal.use.trade.normal import Claim, Goods, Normal

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

CLEAN = 4.0
"""Standard deviations up to which a measure fits."""


class Costs:
    """Of one component: what does not depend on the bundle is reckoned once."""

    def __init__(self, sides: Normal) -> None:
        """`sides` are the items and the lines, whose positions name them from here on."""
        self.claims: tuple[Claim, ...] = sides.claims
        self.goods: tuple[Goods, ...] = sides.goods
        self._items = noise.claimed(sides.claims)
        self._lines = noise.documented(sides.goods)
        self._nature = self._natures()
        self._cited = self._citing()

    def of(self, items: Sequence[int], units: Sequence[Unit]) -> Numbers:
        """(items, units): costs; NEVER where an item's declaration does not cite the line."""
        measured = noise.measured_cost(*self._sides(items, units))
        kinds = max(len(unit.kinds) for unit in units)
        for place in range(kinds):
            has = np.array([len(unit.kinds) > place for unit in units])
            rows = [unit.kinds[min(place, len(unit.kinds) - 1)] for unit in units]
            measured += np.where(has, self._nature[np.ix_(items, rows)], 0.0)
        merged: Numbers = np.array([noise.MERGED * (len(unit.rows) > 1) for unit in units])
        total: Numbers = measured + merged
        return total if self._cited.all() else self._forbidden(total, items, units)

    def clean(self, item: int, unit: Unit) -> bool:
        """True if every measure that both sides have fits, and there is one."""
        apart = noise.misfit(*self._sides([item], [unit]))
        known = apart[~np.isnan(apart)]
        return bool(known.size) and bool((known <= CLEAN).all())

    def _sides(self, items: Sequence[int], units: Sequence[Unit]) -> tuple[Measures, Measures]:
        return self._items.taken(items), self._lines.summed([unit.rows for unit in units])

    def _natures(self) -> Numbers:
        """(items, lines): code, origin and text."""
        nature = _table(
            [claim.code for claim in self.claims],
            [each.code for each in self.goods],
            noise.code_cost,
        )
        nature += _table(
            [claim.origin for claim in self.claims],
            [each.origin for each in self.goods],
            noise.origin_cost,
        )
        nature += _table(
            [noise.words(_text(claim)) for claim in self.claims],
            [noise.words(each.text) for each in self.goods],
            noise.text_cost,
        )
        return nature

    def _citing(self) -> Numbers:
        """(items, lines): 1 where the item's declaration cites the line's invoice, else 0."""
        return _table(
            [claim.consignment for claim in self.claims],
            [each.consignments for each in self.goods],
            lambda consignment, citing: float(consignment in citing),
        )

    def _forbidden(self, cost: Numbers, items: Sequence[int], units: Sequence[Unit]) -> Numbers:
        cited = self._cited[list(items)]
        for column, unit in enumerate(units):
            cost[cited[:, list(unit.rows)].min(axis=1) == 0, column] = NEVER
        return cost


def _text(claim: Claim) -> str:
    return claim.item.text.value if claim.item.text else ""


def _table(
    declared: Sequence[A], documented: Sequence[B], cost: Callable[[A, B], float]
) -> Numbers:
    """(declared, documented): every distinct pair is reckoned once."""
    ours, mine = _distinct(declared)
    theirs, yours = _distinct(documented)
    told = np.array([[cost(one, other) for other in theirs] for one in ours], dtype=np.float64)
    table: Numbers = told.reshape(len(ours), len(theirs))[np.ix_(mine, yours)]
    return table


def _distinct(values: Sequence[A]) -> tuple[list[A], list[int]]:
    """The distinct values, and the place of each value among them."""
    places: dict[A, int] = {}
    at = [places.setdefault(value, len(places)) for value in values]
    return list(places), at
