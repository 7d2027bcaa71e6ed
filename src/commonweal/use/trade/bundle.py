"""Bundles: lines of one code and origin that may have been declared together as one item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from commonweal.use.trade.normal import Goods

PAIRS_UP_TO, TRIPLES_UP_TO = 60, 12
"""Lines of a cell up to which every pair, and every triple, is tried."""
ALL_BUT_TWO_UP_TO = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What an item may be paired with: one line, or several as if they were one."""

    rows: tuple[int, ...]
    """Positions of the goods."""
    kinds: tuple[int, ...]
    """One row of each code and origin in it."""
    whole: bool = False
    """True for all open lines of a code and origin: tried even where little fits."""


def single(row: int) -> Unit:
    """One line."""
    return Unit(rows=(row,), kinds=(row,))


def bundles(goods: Sequence[Goods], rows: Iterable[int]) -> Iterator[Unit]:
    """Two or three lines of a cell, all of them, and all but one or two."""
    for cell in cells(goods, rows):
        of_one_kind = bool(goods[cell[0]].code)
        for chosen in dict.fromkeys(_chosen(cell)):
            whole = of_one_kind and len(chosen) == len(cell)
            yield Unit(rows=chosen, kinds=chosen[:1], whole=whole)


def moved(goods: Sequence[Goods], rows: Iterable[int]) -> Iterator[Unit]:
    """All lines of a cell with one that the papers have under another code or origin."""
    found = list(cells(goods, rows))
    for cell in found:
        for other in found:
            if other is not cell:
                for row in other:
                    yield Unit(rows=(*cell, row), kinds=(cell[0], row))


def cells(goods: Sequence[Goods], rows: Iterable[int]) -> list[tuple[int, ...]]:
    """The rows by code and origin."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        found[goods[row].code, goods[row].origin].append(row)
    return [tuple(cell) for cell in found.values()]


def _chosen(cell: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    size = len(cell)
    if size <= PAIRS_UP_TO:
        yield from combinations(cell, 2)
    if size <= TRIPLES_UP_TO:
        yield from combinations(cell, 3)
    left_out = [0, 1, *([2] if size <= ALL_BUT_TWO_UP_TO else [])]
    for fewer in left_out:
        if size - fewer > 1:
            yield from combinations(cell, size - fewer)
