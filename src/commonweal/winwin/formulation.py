"""The mixed-integer program behind a package.

Variables, all 0 or 1: share[element], use[use], service[service], track[track], joins[party].
Maximise public value less government cost, so that every joined party that is not government
nets at least its floor; who does not join neither gives nor gains.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum, inf

import highspy
import numpy as np
from numpy.typing import NDArray

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, ServiceInReturn
from commonweal.winwin.entailed import Key, needs
from commonweal.winwin.floor import FINEST, Floor
from commonweal.winwin.flow import flows, parties
from commonweal.winwin.item import Item, ItemKind, items
from commonweal.winwin.scenario import LIKELY, leaning
from commonweal.winwin.selection import Selection, lacking, selection
from commonweal.winwin.table.stated import Stated

_IN_PART = highspy.HighsVarType.kContinuous
_HALF = 0.5


@dataclass(slots=True)
class Program:
    """Columns and rows; each row reads: sum of coefficient * column >= least.

    Each row of figures is divided by its largest, as the optimiser drops what is far smaller than
    1. It is met if only `FINEST` is missing: else what is just enough may be called too little.
    """

    offers: Offers
    floor: Floor
    columns: dict[Key, int] = field(init=False)
    """The place of each item and each party."""
    own: dict[PartyId, list[Stated]] = field(init=False)
    """What each party would gain or pay."""
    upper: list[float] = field(init=False, default_factory=list)
    cost: list[float] = field(init=False, default_factory=list)
    whole: list[highspy.HighsVarType] = field(init=False, default_factory=list)
    rows: list[dict[int, float]] = field(init=False, default_factory=list)
    least: list[float] = field(init=False, default_factory=list)
    held: set[PartyId] = field(init=False, default_factory=set)
    """Who must net its floor if it joins."""
    paid: dict[PartyId, int] = field(init=False, default_factory=dict)
    """The columns of payments from outside, in units of `size`."""
    wanted: dict[Item, float] = field(init=False, default_factory=dict)
    """What each item adds to a public value that is demanded."""
    target: float = field(init=False, default=-inf)
    """The public value that is demanded."""
    size: float = field(init=False, default=0.0)
    """The largest figure of any party that may be paid: what payments are counted in."""

    def __post_init__(self) -> None:
        """Write what each package must keep."""
        keys: tuple[Key, ...] = (*items(self.offers), *parties(self.offers))
        self.columns = {key: self._column() for key in keys}
        self.own = {party: [] for party in parties(self.offers)}
        for flow in flows(self.offers):
            if flow.party is not None:
                self.own[flow.party].append(flow)
        for needing, needed in needs(self.offers):
            self.row({self.columns[needed]: 1.0, self.columns[needing]: -1.0}, 0.0)

    def aim(self, public: tuple[Stated, ...], caution: float = LIKELY) -> float:
        """Hold everyone to their floor and seek the most public value; its scale."""
        self.hold()
        return self.seek(public, caution)

    def seek(self, public: tuple[Stated, ...], caution: float = LIKELY) -> float:
        """Seek the most public value; what one of the objective is, in the unit of the offers."""
        worth = self._known(public, caution)
        scale = _largest(worth.values())
        for item, value in worth.items():
            self.cost[self.columns[item]] += value / scale
        return scale

    def hold(self) -> None:
        """Hold every party outside government to its floor if it joins."""
        for party in parties(self.offers):
            if self.floor.binds(party):
                self.held.add(party)
                self._limit(party)

    def reach(self, public: tuple[Stated, ...], target: float, caution: float = LIKELY) -> None:
        """Demand at least that much public value."""
        worth = self._known(public, caution)
        self.wanted, self.target = worth, target
        scale = _largest([*worth.values(), target])
        row = {self.columns[item]: value / scale for item, value in worth.items()}
        self.row(row, target / scale - FINEST)

    def engage(self, party: PartyId) -> None:
        """Demand that a party takes an active part: shares what is used, uses, or provides.

        A service that it provides counts only if somebody who joins receives it.
        """
        holders = {each.id: each.holder for each in self.offers.elements}
        uses = (use for use in self.offers.uses if party in (use.user, holders[use.element]))
        parts = [self.columns[Item.use(use.id)] for use in uses]
        parts += [self._received(each) for each in self.offers.services if each.provider == party]
        self.row(dict.fromkeys(parts, 1.0), 1.0)

    def pay(self, party: PartyId) -> None:
        """Let a party be paid from outside, as little as possible; before `hold`.

        A party that does not join is not paid.
        """
        self.size = max(self.size, self._stake(party).size)
        self.paid[party] = self._column(upper=highspy.kHighsInf, gain=-1.0, kind=_IN_PART)

    def row(self, row: Mapping[int, float], least: float) -> None:
        """Add a row: the sum of coefficient * column is at least that."""
        self.rows.append(dict(row))
        self.least.append(least)

    def lp(self) -> highspy.HighsLp:
        """The program as the optimiser reads it."""
        made = highspy.HighsLp()
        made.num_col_, made.num_row_ = len(self.cost), len(self.rows)
        made.sense_ = highspy.ObjSense.kMaximize
        made.col_cost_ = np.array(self.cost)
        made.col_lower_, made.col_upper_ = np.zeros(len(self.cost)), np.array(self.upper)
        made.integrality_ = self.whole
        made.row_lower_ = np.array(self.least)
        made.row_upper_ = np.full(len(self.rows), highspy.kHighsInf)
        made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.cumsum([0, *map(len, self.rows)])
        made.a_matrix_.index_ = np.array([column for row in self.rows for column in row])
        made.a_matrix_.value_ = np.array([value for row in self.rows for value in row.values()])
        return made

    def values(self, chosen: Selection) -> list[float]:
        """The answer that chooses so and pays nobody: one value for each column."""
        found = [0.0] * len(self.cost)
        keys: tuple[Key, ...] = (*chosen.items, *chosen.joined)
        for key in keys:
            found[self.columns[key]] = 1.0
        return found

    def selected(self, values: NDArray[np.float64]) -> Selection:
        """What an answer chooses, with nothing idle."""
        taken = [key for key, column in self.columns.items() if values[column] > _HALF]
        items = [key for key in taken if isinstance(key, Item)]
        return selection(
            self.offers,
            uses=frozenset(each.id for each in items if each.kind is ItemKind.USE),
            services=frozenset(each.id for each in items if each.kind is ItemKind.SERVICE),
            floor=self.floor,
        )

    def short(self, chosen: Selection) -> list[PartyId]:
        """Who joins, is held to its floor, is not paid, and is below it."""
        unpaid = self.held - self.paid.keys()
        return [each for each in lacking(self.offers, chosen, self.floor) if each in unpaid]

    def rule_out(self, chosen: Selection) -> bool:
        """Demand another choice if somebody is below a floor by this, or the public value is.

        Some of what burdens it must go, or some more that it gains come, or a party leaves. True if
        there was something to rule out.
        """
        short = self.short(chosen)
        for party in short:
            self._turn(self._stake(party).worth, chosen, {self.columns[party]: -1.0}, 0.0)
        below = self._below(chosen)
        if below:
            self._turn(self.wanted, chosen, {}, 1.0)
        return below or bool(short)

    def _turn(
        self, worth: Mapping[Item, float], chosen: Selection, row: Mapping[int, float], least: float
    ) -> None:
        taken = frozenset(chosen.items)
        burdens = [item for item, value in worth.items() if value < 0 and item in taken]
        gains = [item for item, value in worth.items() if value > 0 and item not in taken]
        more = dict.fromkeys((self.columns[item] for item in gains), 1.0)
        less = dict.fromkeys((self.columns[item] for item in burdens), -1.0)
        self.row({**more, **less, **row}, least - len(burdens))

    def _below(self, chosen: Selection) -> bool:
        """True if the public value that is demanded is missed by more than rounding."""
        moved = [self.wanted[item] for item in chosen.items if item in self.wanted]
        rounding = FINEST * max(map(abs, moved), default=0.0)
        return fsum(moved) < self.target - max(rounding, FINEST * abs(self.target))

    def _column(
        self,
        *,
        upper: float = 1.0,
        gain: float = 0.0,
        kind: highspy.HighsVarType = highspy.HighsVarType.kInteger,
    ) -> int:
        self.upper.append(upper)
        self.cost.append(gain)
        self.whole.append(kind)
        return len(self.cost) - 1

    def _limit(self, party: PartyId) -> None:
        """Net >= floor if the party joins; free of what others do if it does not.

        All that it gives or uses needs it to join, so only benefits remain if it does not, and
        the sum of those that are harmful (`slack`) is the most they can take from it.
        """
        stake = self._stake(party)
        size = max(stake.size, FINEST * self.size if party in self.paid else 0.0)
        row = {self.columns[party]: -(stake.floor + stake.slack) / size}
        for item, value in stake.worth.items():
            row[self.columns[item]] = value / size
        if party in self.paid:
            row[self.paid[party]] = self.size / size
        self.row(row, -stake.slack / size - FINEST)

    def _stake(self, party: PartyId) -> "_Stake":
        own = self.own[party]
        gains = (leaning(flow, self.floor.caution) for flow in own if flow.sign > 0)
        return _Stake(
            worth=_worth(own, self.floor.caution),
            slack=sum(max(0.0, -gain) for gain in gains),
            floor=self.floor.of(party),
        )

    def _known(self, public: Iterable[Stated], caution: float) -> dict[Item, float]:
        """What each item on the table is worth to the public."""
        return _worth((each for each in public if each.item in self.columns), caution)

    def _received(self, service: ServiceInReturn) -> int:
        """A column that is taken only if the service is, and a recipient joins."""
        column = self._column(kind=_IN_PART)
        self.row({self.columns[Item.service(service.id)]: 1.0, column: -1.0}, 0.0)
        joined = {self.columns[each.recipient]: 1.0 for each in service.benefits}
        self.row({**joined, column: -1.0}, 0.0)
        return column


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stake:
    """What is in the offers for one party."""

    worth: dict[Item, float]
    """What each item would add to its net."""
    slack: float
    """The sum of what gains that are harmful would take."""
    floor: float

    @property
    def size(self) -> float:
        """The largest figure."""
        return _largest([self.floor, self.slack, *self.worth.values()])


def _worth(counted: Iterable[Stated], caution: float) -> dict[Item, float]:
    """What each item adds to the sum of these flows."""
    found: dict[Item, float] = {}
    for flow in counted:
        found[flow.item] = found.get(flow.item, 0.0) + leaning(flow, caution)
    return found


def _largest(figures: Iterable[float]) -> float:
    return max(map(abs, figures), default=0.0) or 1.0
