"""The costs of pairing the items of a component with its lines, alone or in bundles."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from commonweal.use.trade import noise
from commonweal.use.trade.assign import NEVER
from commonweal.use.trade.bundle import Unit
from commonweal.use.trade.noise import Numbers
from commonweal.use.trade.normal import Claim, Goods, Normal

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)

CLEAN = 4.0
"""Standard deviations up to which a measure fits."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """Items with units."""

    cost: Numbers
    """(items, units)"""
    clean: NDArray[np.bool_]
    """(items, units): True if every measure that both sides have fits, and there is one."""


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

    def of(self, items: Sequence[int], units: Sequence[Unit]) -> "Priced":
        """Costs of every item with every unit: NEVER where its declaration cites no such line."""
        sides = self._items.taken(items), self._lines.summed([unit.rows for unit in units])
        apart = noise.misfit(*sides)
        cost = noise.measured_cost(apart)
        kinds = max(len(unit.kinds) for unit in units)
        for place in range(kinds):
            has = np.array([len(unit.kinds) > place for unit in units])
            rows = [unit.kinds[min(place, len(unit.kinds) - 1)] for unit in units]
            cost += np.where(has, self._nature[np.ix_(items, rows)], 0.0)
        cost += np.array([noise.MERGED * (len(unit.rows) > 1) for unit in units])
        if not self._cited.all():
            cost = self._forbidden(cost, items, units)
        return Priced(cost=cost, clean=_clean(apart))

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


def _clean(apart: Numbers) -> NDArray[np.bool_]:
    wrong, unknown = np.any(apart > CLEAN, axis=2), np.all(np.isnan(apart), axis=2)
    fits: NDArray[np.bool_] = np.logical_not(np.logical_or(wrong, unknown))
    return fits


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
