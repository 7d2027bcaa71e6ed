"""The mixed-integer program behind a package.

Variables, all 0 or 1: share[element], use[use], service[service], track[track], joins[party].
Maximise public value less government cost, so that every joined party that is not government
nets at least its floor; who does not join neither gives nor gains.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite

import highspy
import numpy as np
from numpy.typing import NDArray

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Offers, ServiceInReturn
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import Flow, Item, ItemKind, flows, parties
from commonweal.winwin.scenario import LIKELY, leaning
from commonweal.winwin.solver import Effort, run
from commonweal.winwin.watch import Watch, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Which package has the best public value, if everyone who joins nets its floor."""

    offers: Offers
    public: tuple[Flow, ...]
    """What counts as public value and government cost."""
    floor: Floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What the optimiser chose, and the public value that no package can exceed."""

    uses: frozenset[str]
    services: frozenset[str]
    bound: float
    ended: Ended
    seconds: float


def optimum(problem: Problem, effort: Effort, watch: Watch = unwatched) -> Solution:
    """The best package found within the effort; to do nothing is always one, and the first.

    Raises Unavailable: the optimiser ended without an answer.
    """
    program = Program(offers=problem.offers, floor=problem.floor)
    scale = program.aim(problem.public)
    found = run(program.lp(), effort, scale=scale, start=program.nothing(), watch=watch)
    if found is None:
        raise Unavailable(
            detail="The optimiser calls even doing nothing impossible: figures are too far apart.",
            hint="Give all figures in a unit in which they are of similar size.",
        )
    return Solution(
        uses=program.chosen(ItemKind.USE, found.values),
        services=program.chosen(ItemKind.SERVICE, found.values),
        bound=found.bound,
        ended=found.ended,
        seconds=found.seconds,
    )


def gap(value: float, bound: float) -> float:
    """How far a value may be below the best there is, as a share of the bound; 0 to 1.

    1 if the optimiser was stopped before it knew any bound.
    """
    if not isfinite(bound):
        return 1.0
    return min(1.0, max(0.0, (bound - value) / bound)) if bound > 0 else 0.0


Key = Item | PartyId
"""What a column stands for: an item that can be chosen, or a party that can join."""

_IN_PART = highspy.HighsVarType.kContinuous
_HALF = 0.5
_FINEST = 1e-9
"""A figure below this share of the largest payment is rounding to the optimiser."""


@dataclass(slots=True)
class Program:
    """Columns and rows; each row reads: sum of coefficient * column >= least.

    Each row is divided by its largest figure, as the optimiser drops what is far smaller than 1.
    """

    offers: Offers
    floor: Floor
    columns: dict[Key, int] = field(init=False)
    own: dict[PartyId, list[Flow]] = field(init=False)
    """What each party would gain or pay."""
    upper: list[float] = field(init=False, default_factory=list)
    cost: list[float] = field(init=False, default_factory=list)
    whole: list[highspy.HighsVarType] = field(init=False, default_factory=list)
    rows: list[dict[int, float]] = field(init=False, default_factory=list)
    least: list[float] = field(init=False, default_factory=list)
    paid: dict[PartyId, int] = field(init=False, default_factory=dict)
    """The columns of payments from outside, in units of `size`."""
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
        for needing, needed in _needs(self.offers):
            self.row({self.columns[needed]: 1.0, self.columns[needing]: -1.0}, 0.0)

    def aim(self, public: tuple[Flow, ...], caution: float = LIKELY) -> float:
        """Hold everyone to their floor and seek the most public value; its scale."""
        self.hold()
        return self.seek(public, caution)

    def seek(self, public: tuple[Flow, ...], caution: float = LIKELY) -> float:
        """Seek the most public value; what one of the objective is, in the unit of the offers."""
        worth = _worth(public, caution)
        scale = _largest(worth.values())
        for item, value in worth.items():
            self.cost[self.columns[item]] += value / scale
        return scale

    def hold(self) -> None:
        """Hold every party outside government to its floor if it joins."""
        for party in parties(self.offers):
            if self.floor.binds(party):
                self._limit(party)

    def reach(self, public: tuple[Flow, ...], target: float, caution: float = LIKELY) -> None:
        """Demand at least that much public value."""
        worth = _worth(public, caution)
        scale = _largest([*worth.values(), target])
        row = {self.columns[item]: value / scale for item, value in worth.items()}
        self.row(row, target / scale)

    def engage(self, party: PartyId) -> None:
        """Demand that a party takes an active part: shares what is used, uses, or provides.

        A service that it provides counts only if somebody who joins receives it.
        """
        holders = {each.id: each.holder for each in self.offers.elements}
        uses = (use for use in self.offers.uses if party in (use.user, holders[use.element]))
        parts = [self.columns[Item(kind=ItemKind.USE, id=use.id)] for use in uses]
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

    def nothing(self) -> list[float]:
        """The answer in which nobody joins."""
        return [0.0] * len(self.cost)

    def chosen(self, kind: ItemKind, values: NDArray[np.float64]) -> frozenset[str]:
        """The ids of that kind whose column is taken."""
        return frozenset(
            key.id
            for key, column in self.columns.items()
            if isinstance(key, Item) and key.kind is kind and values[column] > _HALF
        )

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
        size = max(stake.size, _FINEST * self.size if party in self.paid else 0.0)
        row = {self.columns[party]: -(stake.floor + stake.slack) / size}
        for item, value in stake.worth.items():
            row[self.columns[item]] = value / size
        if party in self.paid:
            row[self.paid[party]] = self.size / size
        self.row(row, -stake.slack / size)

    def _stake(self, party: PartyId) -> "_Stake":
        own = self.own[party]
        gains = (leaning(flow, self.floor.caution) for flow in own if flow.sign > 0)
        return _Stake(
            worth=_worth(own, self.floor.caution),
            slack=sum(max(0.0, -gain) for gain in gains),
            floor=self.floor.of(party) if self.floor.binds(party) else 0.0,
        )

    def _received(self, service: ServiceInReturn) -> int:
        """A column that is taken only if the service is, and a recipient joins."""
        column = self._column(kind=_IN_PART)
        self.row({self.columns[Item(kind=ItemKind.SERVICE, id=service.id)]: 1.0, column: -1.0}, 0.0)
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


def items(offers: Offers) -> Iterator[Item]:
    """All that can be chosen, in the order of the offers."""
    yield from (Item(kind=ItemKind.ELEMENT, id=each.id) for each in offers.elements)
    yield from (Item(kind=ItemKind.USE, id=each.id) for each in offers.uses)
    yield from (Item(kind=ItemKind.SERVICE, id=each.id) for each in offers.services)
    yield from (Item(kind=ItemKind.TRACK, id=each.track) for each in offers.tracks)


def _needs(offers: Offers) -> Iterator[tuple[Key, Key]]:
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
    for track in offers.tracks:
        item = Item(kind=ItemKind.TRACK, id=track.track)
        yield from ((item, Item(kind=ItemKind.TRACK, id=each)) for each in track.needs_tracks)


def _worth(counted: Iterable[Flow], caution: float) -> dict[Item, float]:
    """What each item adds to the sum of these flows."""
    found: dict[Item, float] = {}
    for flow in counted:
        found[flow.item] = found.get(flow.item, 0.0) + leaning(flow, caution)
    return found


def _largest(figures: Iterable[float]) -> float:
    return max(map(abs, figures), default=0.0) or 1.0
