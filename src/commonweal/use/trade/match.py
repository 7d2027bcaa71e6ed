"""Which lines an item declares: top-down, from the component to the commodity code to the line.

1. Within a subheading (HS 6), one item to one line; pairs whose measures all fit are settled.
2. Within a subheading, what is left: one item to one line or to a bundle.
3. Across subheadings, what is left: also bundles with one line from elsewhere.
4. Where items or lines stay alone, but their group's totals agree, the group is one pairing:
   differences below a level that agrees are pairing noise.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.use.trade import noise
from commonweal.use.trade.assign import assigned
from commonweal.use.trade.bundle import Unit, bundles, moved, single
from commonweal.use.trade.costs import Costs
from commonweal.use.trade.noise import Numbers
from commonweal.use.trade.normal import Claim, Goods, Normal
from commonweal.use.trade.reconcile import Sides, closing

FIRST_UNPAIRED = 2.0
"""Within a subheading items and lines are left sooner: they may fit elsewhere."""
LARGEST = 4_000_000
"""Items times lines up to which they are paired one by one; a larger component by its groups."""

PLAUSIBLE = 2.0
"""Cost up to which some of the lines of a kind are tried together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Items and the lines they declare: one to one, one to several, or a group as a whole."""

    claims: tuple[Claim, ...]
    goods: tuple[Goods, ...]
    loglikelihood: float
    """Log of how much likelier the fields are for the same goods than for unrelated ones."""
    runner_up: tuple[Goods, ...] = ()
    """What the item would have been paired with instead; empty for nothing."""
    clean: bool = False
    """True if every measure fits."""
    margin: float | None = None
    """How much likelier the pairing is than the runner-up, as a log; 0 for twins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The pairings of a component, and what stays alone."""

    pairings: tuple[Pairing, ...]
    extra: tuple[Claim, ...]
    """Declared, and on no paper."""
    missing: tuple[Goods, ...]
    """On paper, and not declared."""


def matched(sides: Normal) -> Matched:
    """The pairings of both sides; the order of items and lines changes nothing."""
    if not sides.claims or not sides.goods:
        return Matched(pairings=(), extra=sides.claims, missing=sides.goods)
    if len(sides.claims) * len(sides.goods) > LARGEST:
        return _by_kind(sides)
    pool = _Pool(sides)
    groups = _subheadings(sides)
    for items, rows in groups:
        pool.pair_lines(items, rows)
    for items, rows in groups:
        pool.pair_bundles(items, rows)
    pool.pair_across()
    return pool.reconciled()


def _by_kind(sides: Normal) -> Matched:
    """All items of a code and origin with all of its lines: only their totals are compared."""
    claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    goods: dict[tuple[str, str], list[Goods]] = defaultdict(list)
    for claim in sides.claims:
        claims[claim.code[: noise.SUBHEADING], claim.origin].append(claim)
    for line in sides.goods:
        goods[line.code[: noise.SUBHEADING], line.origin].append(line)
    return Matched(
        pairings=tuple(
            Pairing(claims=tuple(claims[kind]), goods=tuple(goods[kind]), loglikelihood=0.0)
            for kind in claims
            if kind in goods
        ),
        extra=tuple(each for kind in claims if kind not in goods for each in claims[kind]),
        missing=tuple(each for kind in goods if kind not in claims for each in goods[kind]),
    )


def _subheadings(sides: Normal) -> list[tuple[list[int], list[int]]]:
    """(items, lines) of each subheading that both sides have."""
    items, rows = defaultdict(list), defaultdict(list)
    for at, claim in enumerate(sides.claims):
        items[claim.code[: noise.SUBHEADING]].append(at)
    for at, goods in enumerate(sides.goods):
        rows[goods.code[: noise.SUBHEADING]].append(at)
    return [(items[code], rows[code]) for code in items if code in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    item: int
    unit: Unit
    cost: float
    clean: bool
    second: tuple[Unit | None, float]
    """The runner-up, and how much dearer it is."""


class _Pool:
    """Items and lines that are still open, and the pairings taken out of it so far."""

    def __init__(self, sides: Normal) -> None:
        self._sides = sides
        self._costs = Costs(sides)
        self._items = set(range(len(sides.claims)))
        self._rows = set(range(len(sides.goods)))
        self._taken: list[_Taken] = []

    def pair_lines(self, items: Sequence[int], rows: Sequence[int]) -> None:
        """One to one; keep what fits in every measure."""
        units = [single(row) for row in rows]
        for found in self._best(items, units, FIRST_UNPAIRED):
            if found.clean:
                self._take(found)

    def pair_bundles(self, items: Sequence[int], rows: Sequence[int]) -> None:
        """What is left, with bundles; keep what is likelier the same goods than not."""
        items, rows = self._open(items, self._items), self._open(rows, self._rows)
        for found in self._best(items, self._units(rows, items), FIRST_UNPAIRED):
            if found.cost < 0:
                self._take(found)

    def pair_across(self) -> None:
        """What is left of all groups."""
        items, rows = sorted(self._items), sorted(self._rows)
        units = self._units(rows, items)
        units += self._plausible(moved(self._sides.goods, rows), items)
        for found in self._best(items, units, noise.UNPAIRED):
            self._take(found)

    def reconciled(self) -> Matched:
        """The pairings; where a group's totals agree, the group instead of its lone members."""
        claims, goods = self._sides.claims, self._sides.goods
        pairings = [self._pairing(each) for each in self._taken]
        lone = Sides(
            claims=tuple(claims[at] for at in sorted(self._items)),
            goods=tuple(goods[at] for at in sorted(self._rows)),
        )
        groups = closing([_sides(each) for each in pairings], lone)
        settled = {id(side) for each in groups for side in (*each.claims, *each.goods)}
        kept = [each for each in pairings if id(each.claims[0]) not in settled]
        kept += [Pairing(claims=g.claims, goods=g.goods, loglikelihood=0.0) for g in groups]
        return Matched(
            pairings=tuple(kept),
            extra=tuple(each for each in lone.claims if id(each) not in settled),
            missing=tuple(each for each in lone.goods if id(each) not in settled),
        )

    def _open(self, positions: Iterable[int], still: set[int]) -> list[int]:
        return [at for at in positions if at in still]

    def _units(self, rows: Sequence[int], items: Sequence[int]) -> list[Unit]:
        if not items:
            return []
        found = self._plausible(bundles(self._sides.goods, rows), items)
        return [*(single(row) for row in rows), *found]

    def _plausible(self, candidates: Iterable[Unit], items: Sequence[int]) -> list[Unit]:
        """Those that some item may well declare; all lines of a kind also where much is wrong."""
        units = list(candidates)
        if not units or not items:
            return []
        least = self._costs.of(items, units).cost.min(axis=0)
        return [
            unit
            for unit, cost in zip(units, least, strict=True)
            if cost < (noise.UNPAIRED * (1 + len(unit.rows)) if unit.whole else PLAUSIBLE)
        ]

    def _best(self, items: Sequence[int], units: Sequence[Unit], unpaired: float) -> list[_Taken]:
        if not items or not units:
            return []
        priced = self._costs.of(items, units)
        cost = priced.cost
        pairs = assigned(cost, units, unpaired)
        ranked = cost - np.array([unpaired * len(unit.rows) for unit in units])
        return [
            _Taken(
                item=items[row],
                unit=units[column],
                cost=float(cost[row, column]),
                clean=bool(priced.clean[row, column]),
                second=_second(ranked[row], column, units, unpaired),
            )
            for row, column in pairs
        ]

    def _take(self, found: _Taken) -> None:
        self._items.discard(found.item)
        self._rows.difference_update(found.unit.rows)
        self._taken.append(found)

    def _pairing(self, taken: _Taken) -> Pairing:
        goods = self._sides.goods
        runner_up, margin = taken.second
        return Pairing(
            claims=(self._sides.claims[taken.item],),
            goods=tuple(goods[row] for row in taken.unit.rows),
            loglikelihood=-taken.cost,
            runner_up=tuple(goods[row] for row in runner_up.rows) if runner_up else (),
            margin=margin,
            clean=taken.clean,
        )


def _sides(pairing: Pairing) -> Sides:
    return Sides(claims=pairing.claims, goods=pairing.goods, clean=pairing.clean)


def _second(
    ranked: Numbers, chosen: int, units: Sequence[Unit], unpaired: float
) -> tuple[Unit | None, float]:
    """The next best for an item: another unit, or staying alone."""
    others = np.delete(ranked, chosen)
    best = int(others.argmin()) if others.size else -1
    if best < 0 or others[best] >= unpaired:
        return None, unpaired - float(ranked[chosen])
    column = best if best < chosen else best + 1
    return units[column], float(others[best] - ranked[chosen])
