"""The mixed-integer program behind a package, and the call of its optimiser.

Variables, all 0 or 1: share[element], use[use], service[service], track[track], joins[party].
Maximise public value less government cost, so that every joined party that is not government
nets at least the margin; who does not join neither gives nor gains.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite

import highspy
import numpy as np
from highspy._core import _Highs
from numpy.typing import NDArray

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.flow import Flow, Item, ItemKind, flows, parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard the optimiser tries. Two runs that end before the time limit end alike."""

    gap: float = 0.01
    """Relative gap at which it may stop."""
    seconds: float = 20.0
    threads: int = 2
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Which package has the best public value, if everyone who joins nets the margin."""

    offers: Offers
    public: tuple[Flow, ...]
    """What counts as public value and government cost."""
    government: frozenset[PartyId]
    """The parties without limits."""
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What the optimiser chose, and the public value that no package can exceed."""

    uses: frozenset[str]
    services: frozenset[str]
    bound: float


def optimum(problem: Problem, effort: Effort) -> Solution:
    """The best package found within the effort; to do nothing is always one.

    Raises Unavailable: the optimiser ended without an answer.
    """
    program = _Program(problem)
    program.write()
    solver = _solver(effort)
    solver.passModel(program.lp())
    solver.run()
    info, found = solver.getInfo(), solver.getSolution()
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        raise Unavailable(
            detail="The optimiser ended without a package: "
            f"{solver.modelStatusToString(solver.getModelStatus())}.",
            hint="Try again, or put fewer offers on the table.",
        )
    taken = np.array(found.col_value) > _HALF
    return Solution(
        uses=program.chosen(ItemKind.USE, taken),
        services=program.chosen(ItemKind.SERVICE, taken),
        bound=float(info.mip_dual_bound) * program.scale,
    )


def gap(value: float, bound: float) -> float:
    """How far a value may be below the best there is, as a share of the bound; 0 to 1.

    1 if the optimiser was stopped before it knew any bound.
    """
    if not isfinite(bound):
        return 1.0
    return min(1.0, max(0.0, (bound - value) / bound)) if bound > 0 else 0.0


_HALF = 0.5
_TOLERANCE = 1e-9
_SEEDS = 2**31


def _solver(effort: Effort) -> _Highs:
    """A silent solver; `highspy.Highs` would print a banner before it could be silenced."""
    solver = _Highs()
    options = {
        "output_flag": False,
        "mip_rel_gap": effort.gap,
        "mip_abs_gap": _TOLERANCE,
        "mip_feasibility_tolerance": _TOLERANCE,
        "primal_feasibility_tolerance": _TOLERANCE,
        "time_limit": effort.seconds,
        "threads": effort.threads,
        "random_seed": effort.seed % _SEEDS,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


_Key = Item | PartyId
"""What a column stands for: an item that can be chosen, or a party that can join."""


@dataclass(slots=True)
class _Program:
    """Columns and rows; each row reads: sum of coefficient * column >= least."""

    problem: Problem
    columns: dict[_Key, int] = field(init=False)
    scale: float = field(init=False)
    """Money is divided by it in the objective, so that tolerances are relative."""
    rows: list[dict[int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys: tuple[_Key, ...] = (*_items(self.problem.offers), *parties(self.problem.offers))
        self.columns = {key: index for index, key in enumerate(keys)}
        self.scale = _largest([flow.likely for flow in self.problem.public])

    def write(self) -> None:
        """Write all rows."""
        for needing, needed in _needs(self.problem.offers):
            self._row({self.columns[needed]: 1.0, self.columns[needing]: -1.0}, 0.0)
        for party in parties(self.problem.offers):
            if party not in self.problem.government:
                self._limit(party)

    def lp(self) -> highspy.HighsLp:
        """The program as the optimiser reads it."""
        made, width = highspy.HighsLp(), len(self.columns)
        made.num_col_, made.num_row_ = width, len(self.rows)
        made.sense_ = highspy.ObjSense.kMaximize
        made.col_cost_ = self._objective()
        made.col_lower_, made.col_upper_ = np.zeros(width), np.ones(width)
        made.integrality_ = [highspy.HighsVarType.kInteger] * width
        made.row_lower_ = np.array(self.least)
        made.row_upper_ = np.full(len(self.rows), highspy.kHighsInf)
        made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.cumsum([0, *map(len, self.rows)])
        made.a_matrix_.index_ = np.array([column for row in self.rows for column in row])
        made.a_matrix_.value_ = np.array([value for row in self.rows for value in row.values()])
        return made

    def chosen(self, kind: ItemKind, taken: NDArray[np.bool_]) -> frozenset[str]:
        """The ids of that kind whose column is taken."""
        return frozenset(
            key.id
            for key, column in self.columns.items()
            if isinstance(key, Item) and key.kind is kind and taken[column]
        )

    def _objective(self) -> NDArray[np.float64]:
        found = np.zeros(len(self.columns))
        for flow in self.problem.public:
            found[self.columns[flow.item]] += flow.likely / self.scale
        return found

    def _limit(self, party: PartyId) -> None:
        """Net >= margin if the party joins; free of what others do if it does not.

        All that it gives or uses needs it to join, so only benefits remain if it does not, and
        the sum of those that are harmful (`slack`) is the most they can take from it.
        """
        mine = [flow for flow in flows(self.problem.offers) if flow.party == party]
        slack = sum(max(0.0, -flow.likely) for flow in mine if flow.sign > 0)
        size = _largest([self.problem.margin, slack, *(flow.likely for flow in mine)])
        row = {self.columns[party]: -(self.problem.margin + slack) / size}
        for flow in mine:
            column = self.columns[flow.item]
            row[column] = row.get(column, 0.0) + flow.likely / size
        self._row(row, -slack / size)

    def _row(self, row: dict[int, float], least: float) -> None:
        self.rows.append(row)
        self.least.append(least)


def _items(offers: Offers) -> Iterator[Item]:
    yield from (Item(kind=ItemKind.ELEMENT, id=each.id) for each in offers.elements)
    yield from (Item(kind=ItemKind.USE, id=each.id) for each in offers.uses)
    yield from (Item(kind=ItemKind.SERVICE, id=each.id) for each in offers.services)
    yield from (Item(kind=ItemKind.TRACK, id=each.track) for each in offers.tracks)


def _needs(offers: Offers) -> Iterator[tuple[_Key, _Key]]:
    """(what needs, what it needs), each pair once."""
    for element in offers.elements:
        yield Item(kind=ItemKind.ELEMENT, id=element.id), element.holder
    for use in offers.uses:
        item = Item(kind=ItemKind.USE, id=use.id)
        yield item, Item(kind=ItemKind.ELEMENT, id=use.element)
        yield item, use.user
    for service in offers.services:
        item = Item(kind=ItemKind.SERVICE, id=service.id)
        yield item, service.provider
        yield from ((item, Item(kind=ItemKind.USE, id=use)) for use in service.needs_uses)
        yield from ((item, Item(kind=ItemKind.TRACK, id=track)) for track in service.needs_tracks)


def _largest(figures: list[float]) -> float:
    return max(map(abs, figures), default=0.0) or 1.0
