"""The best set of pairs: every item and every line at most once, bundles included."""

from collections.abc import Sequence

import numpy as np

from commonweal.use.trade.bundle import Unit
from commonweal.use.trade.noise import Numbers

NODES = 48
"""Conflicts between bundles that are settled both ways before the better bundle simply wins."""
NEVER = 1e6


def assigned(cost: Numbers, units: Sequence[Unit], unpaired: float) -> list[tuple[int, int]]:
    """(item, unit) of the cheapest assignment.

    Args:
        cost: (items, units); NEVER or more forbids a pair.
        units: what each column takes; two that share a line are not both taken.
        unpaired: cost of an item, and of a line, that stays alone.
    """
    items = len(cost)
    if not items or not units:
        return []
    saved = np.array([unpaired * len(unit.rows) for unit in units])
    alone = np.full((items, items), NEVER * 2)
    np.fill_diagonal(alone, unpaired)
    table = np.concatenate([cost - saved, alone], axis=1)
    return _Search(table, units).best()


class _Search:
    """Branches on two bundles that want one line: without the one, or without the other."""

    def __init__(self, table: Numbers, units: Sequence[Unit]) -> None:
        self._table = table
        self._units = units
        self._nodes = 0
        self._found: list[tuple[int, int]] = []
        self._least = np.inf

    def best(self) -> list[tuple[int, int]]:
        """The cheapest pairs without a clash."""
        self._solve(frozenset())
        return self._found

    def _solve(self, without: frozenset[int]) -> None:
        """Keep what is cheaper than all before; a branch that cannot be is not followed."""
        # Imported here, as it takes longer than most commands.
        from scipy.optimize import linear_sum_assignment as solved  # noqa: PLC0415

        self._nodes += 1
        table = self._table
        if without:
            table = table.copy()
            table[:, sorted(without)] = NEVER
        rows, columns = solved(table)
        cost = float(table[rows, columns].sum())
        if cost >= self._least:
            return
        taken = [
            (int(row), int(column))
            for row, column in zip(rows, columns, strict=True)
            if column < len(self._units) and table[row, column] < NEVER / 2
        ]
        clash = self._clash([column for _, column in taken])
        if clash is None:
            self._least, self._found = cost, taken
            return
        for column in self._branches(clash, taken):
            self._solve(without | {column})

    def _branches(self, clash: tuple[int, int], taken: list[tuple[int, int]]) -> tuple[int, ...]:
        """The dearer of the two goes first; where too many clash, it alone goes."""
        item = {column: row for row, column in taken}
        dear, cheap = sorted(clash, key=lambda column: -self._table[item[column], column])
        return (dear, cheap) if self._nodes < NODES else (dear,)

    def _clash(self, columns: list[int]) -> tuple[int, int] | None:
        owner: dict[int, int] = {}
        for column in columns:
            for row in self._units[column].rows:
                if row in owner:
                    return owner[row], column
                owner[row] = column
        return None
