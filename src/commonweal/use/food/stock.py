"""What is where: how much of each lot is left at each place, drawn and filled as events happen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from commonweal.use.food.alarm import Alarm, AlarmKind
from commonweal.use.food.graph import Graph, Node, NodeKind, Portion

Place = tuple[NodeKind, str]
"""(LOT, site) for what stands there, (TRANSIT, site) for what is on its way there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much of a lot an event speaks of; `kg` is None where that is not known."""

    lot: str
    kg: Fraction | None
    whole: bool = False
    """True for a whole object, of which all is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The event that draws or fills: when, where, and its hash."""

    at: datetime
    site: str
    event: str


@dataclass(slots=True, kw_only=True)
class _Pool:
    """The present version of a lot at a place."""

    node: int
    left: Fraction | None
    """None where it is not known."""
    touched: bool = False
    """True once something was taken from this version."""
    last: str
    """Hash of the event that filled it or drew from it last."""


@dataclass(slots=True, kw_only=True)
class Stock:
    """The pools of a graph under construction."""

    graph: Graph
    _pools: dict[tuple[str, Place], _Pool] = field(default_factory=dict)

    def holds(self, lot: str, place: Place) -> bool:
        """True if something of the lot is left at the place."""
        pool = self._pools.get((lot, place))
        return pool is not None and pool.left != 0

    def fill(self, lot: str, place: Place, portions: Sequence[Portion], now: Moment) -> int:
        """Bring portions into a lot at a place, to what is left there; the new version."""
        return self.pour(lot, place, [(each, each.kg) for each in portions], now)

    def pour(
        self,
        lot: str,
        place: Place,
        inflows: Sequence[tuple[Portion, Fraction | None]],
        now: Moment,
    ) -> int:
        """Bring portions with their weight after losses into a lot; the new version."""
        kept = [(each, each.kg) for each in self._rest(lot, place)]
        everything = (*kept, *inflows)
        kg = total([given for _, given in everything])
        kind, site = place
        made = Node(kind=kind, lot=lot, site=site, at=now.at, event=now.event, kg=kg)
        node = self.graph.add(made, everything)
        self._pools[lot, place] = _Pool(node=node, left=kg, last=now.event)
        return node

    def take(self, amount: Amount, place: Place, now: Moment) -> list[Portion]:
        """As much of the amount as is there: no portion, or one."""
        pool = self._pools.get((amount.lot, place))
        if pool is None or pool.left == 0:
            return []
        everything = amount.whole or (amount.kg is not None and amount.kg == pool.left)
        kg = pool.left if everything else _lesser(amount.kg, pool.left)
        everything = everything or (kg is not None and kg == pool.left)
        portion = Portion(node=pool.node, kg=kg, whole=everything and not pool.touched)
        pool.left = Fraction(0) if everything else _difference(pool.left, kg)
        pool.touched, pool.last = True, now.event
        return [portion]

    def gap(self, amount: Amount, now: Moment, kind: AlarmKind, *earlier: str) -> Portion:
        """An amount of unknown origin, and the alarm that says so."""
        node = self.graph.add(
            Node(
                kind=NodeKind.GAP,
                lot=amount.lot,
                site=now.site,
                at=now.at,
                event=now.event,
                kg=amount.kg,
            )
        )
        self.alarm(kind, amount.lot, now, *earlier)
        return Portion(node=node, kg=amount.kg, whole=True)

    def alarm(self, kind: AlarmKind, lot: str, now: Moment, *earlier: str) -> None:
        """Say what does not add up, once for each lot and event."""
        events = tuple(dict.fromkeys((*earlier, now.event)))
        made = Alarm(kind=kind, at=now.at, lot=lot, site=now.site, events=events)
        if made not in self.graph.alarms[-1:]:
            self.graph.alarms.append(made)

    def last_event(self, lot: str, place: Place) -> str:
        """Hash of the event that last changed the lot at the place; empty if none did."""
        pool = self._pools.get((lot, place))
        return pool.last if pool else ""

    def _rest(self, lot: str, place: Place) -> list[Portion]:
        pool = self._pools.get((lot, place))
        if pool is None or pool.left == 0:
            return []
        return [Portion(node=pool.node, kg=pool.left, whole=not pool.touched)]


def total(weights: Sequence[Fraction | None]) -> Fraction | None:
    """The sum, or None if one of them is not known."""
    known = [each for each in weights if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(weights) else None


def missing(amount: Amount, portions: Sequence[Portion]) -> Amount | None:
    """What of an amount the portions do not cover; None if nothing is known to be missing."""
    if portions and (amount.whole or amount.kg is None):
        return None
    found = total([each.kg for each in portions])
    if amount.kg is None or found is None:
        return None if portions else amount
    rest = amount.kg - found
    return Amount(lot=amount.lot, kg=rest) if rest > 0 else None


def _lesser(asked: Fraction | None, left: Fraction | None) -> Fraction | None:
    """What can be taken; an unknown amount stays unknown."""
    if asked is None or left is None:
        return asked
    return min(asked, left)


def _difference(left: Fraction | None, taken: Fraction | None) -> Fraction | None:
    return None if left is None or taken is None else left - taken
