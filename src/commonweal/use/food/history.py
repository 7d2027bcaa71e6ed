"""Reads events in time order and grows the graph of lots from them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import networkx as nx

from commonweal.use.food.alarm import AlarmKind
from commonweal.use.food.containment import Boxed, Containment
from commonweal.use.food.event import Action, Event, EventKind, LotQuantity
from commonweal.use.food.graph import Graph, Node, NodeKind, Portion
from commonweal.use.food.place import (
    ARRIVING,
    SENDING,
    destination,
    local_day,
    sender,
    site,
)
from commonweal.use.food.sequence import sequence
from commonweal.use.food.stock import Amount, Moment, Stock, missing, total

Weigh = Callable[[LotQuantity, date], Fraction | None]
"""Kilograms of a quantity on a day; None where that is not known."""
Yield = Callable[[str], Fraction]
"""The most kilograms that one kilogram of input makes of a lot's product."""


def grown(events: Iterable[Event], *, weigh: Weigh, most: Yield) -> Graph:
    """The graph of everything that the events say; the same for any order they come in."""
    history = _History(weigh=weigh, most=most)
    for event in sequence(events):
        history.read(event)
    history.flag_rework()
    return history.graph


@dataclass(slots=True, kw_only=True)
class _History:
    """What was read so far."""

    weigh: Weigh
    most: Yield
    graph: Graph = field(default_factory=Graph)
    inside: Containment = field(default_factory=Containment)
    stock: Stock = field(init=False)
    changes: list[tuple[Moment, frozenset[str], frozenset[str]]] = field(default_factory=list)
    """Each transformation with the names of the lots that went in and came out."""

    def __post_init__(self) -> None:
        self.stock = Stock(graph=self.graph)
        self.graph.stays = self.inside.stays

    def read(self, event: Event) -> None:
        """One event, later than all before it."""
        now = Moment(at=event.at, site=site(event), event=event.hash)
        if event.kind is EventKind.TRANSFORMATION:
            self._transform(event, now)
        elif event.kind in {EventKind.OBJECT, EventKind.AGGREGATION}:
            self._move_or_pack(event, now)

    def flag_rework(self) -> None:
        """An alarm for each transformation that leads, by name, back to what it was made of."""
        names = nx.DiGraph()
        for number, (_, inputs, outputs) in enumerate(self.changes):
            names.add_edges_from((lot, number) for lot in inputs)
            names.add_edges_from((number, lot) for lot in outputs)
        loops = [loop for loop in nx.strongly_connected_components(names) if len(loop) > 1]
        for number in sorted(each for loop in loops for each in loop if isinstance(each, int)):
            now, _, outputs = self.changes[number]
            self.stock.alarm(AlarmKind.REWORK, min(outputs), now)

    def _move_or_pack(self, event: Event, now: Moment) -> None:
        packing = event.kind is EventKind.AGGREGATION
        if packing and event.action is Action.ADD:
            self.inside.pack(event.parent, self._amounts(event.objects, event, now), now.at)
        if event.biz_step in SENDING:
            self._send(event, now)
        elif event.biz_step in ARRIVING:
            self._receive(event, now)
        elif not packing and event.action is Action.ADD:
            self._bring_into_being(event, now)
        elif not packing and event.action is Action.DELETE:
            for amount, _ in self._opened(event.objects, event, now):
                self._drawn(amount, now)
        if packing and event.action is Action.DELETE:
            self.inside.unpack(event.parent, self._amounts(event.objects, event, now), now.at)

    def _bring_into_being(self, event: Event, now: Moment) -> None:
        for amount in self._amounts(event.objects, event, now):
            if self.stock.holds(amount.lot, (NodeKind.TRANSIT, now.site)):
                self._arrive(amount, event, now)
                continue
            self._fill(amount.lot, [self._origin(amount, now)], now)

    def _origin(self, amount: Amount, now: Moment) -> Portion:
        made = Node(
            kind=NodeKind.ORIGIN,
            lot=amount.lot,
            site=now.site,
            at=now.at,
            event=now.event,
            kg=amount.kg,
        )
        return Portion(node=self.graph.add(made), kg=amount.kg, whole=True)

    def _send(self, event: Event, now: Moment) -> None:
        to = destination(event)
        for amount, containers in self._opened(_named(event), event, now):
            if event.biz_step != "shipping" and (not to or self._under_way(amount, to)):
                continue
            portions = self._drawn(amount, now)
            node = self.stock.fill(amount.lot, (NodeKind.TRANSIT, to), portions, now)
            self.graph.deliveries[amount.lot].setdefault(to, []).extend(portions)
            for container in containers:
                self.graph.carried[container].append(node)

    def _under_way(self, amount: Amount, to: str) -> bool:
        return self.stock.holds(amount.lot, (NodeKind.TRANSIT, to))

    def _receive(self, event: Event, now: Moment) -> None:
        for amount, containers in self._opened(_named(event), event, now):
            if event.biz_step != "receiving" and not self._under_way(amount, now.site):
                continue
            node = self._arrive(amount, event, now)
            for container in containers:
                self.graph.carried[container].append(node)

    def _arrive(self, amount: Amount, event: Event, now: Moment) -> int:
        """What was shipped here; else what the receipt names as its source; else a gap."""
        portions = self.stock.take(amount, (NodeKind.TRANSIT, now.site), now)
        rest = missing(amount, portions)
        if rest is not None:
            portions.extend(self._not_shipped_here(rest, event, now, shipped=bool(portions)))
        return self._fill(amount.lot, portions, now)

    def _not_shipped_here(
        self, rest: Amount, event: Event, now: Moment, *, shipped: bool
    ) -> list[Portion]:
        found = self.stock.take(rest, (NodeKind.TRANSIT, ""), now)
        source = sender(event)
        left = missing(rest, found)
        if left is not None and source and source != now.site:
            more = self.stock.take(left, (NodeKind.LOT, source), now)
            if more:
                self.stock.alarm(AlarmKind.NOT_SHIPPED, rest.lot, now)
            found.extend(more)
            left = missing(rest, found)
        if left is not None:
            kind = AlarmKind.OVER_RECEIVED if shipped or found else AlarmKind.FROM_NOWHERE
            earlier = self.stock.last_event(rest.lot, (NodeKind.TRANSIT, now.site))
            found.append(self.stock.gap(left, now, kind, *filter(None, (earlier,))))
        self.graph.deliveries[rest.lot].setdefault(now.site, []).extend(found)
        return found

    def _drawn(self, amount: Amount, now: Moment) -> list[Portion]:
        """An amount taken at a site: what stands there, what was shipped there, else a gap."""
        here = (NodeKind.LOT, now.site)
        last = self.stock.last_event(amount.lot, here)
        portions = self.stock.take(amount, here, now)
        rest = missing(amount, portions)
        if rest is None:
            return portions
        shipped = self.stock.take(rest, (NodeKind.TRANSIT, now.site), now)
        if shipped:
            self.stock.alarm(AlarmKind.NOT_RECEIVED, amount.lot, now)
        portions.extend(shipped)
        rest = missing(amount, portions)
        if rest is not None:
            kind = AlarmKind.OVER_DRAWN if last or shipped else AlarmKind.FROM_NOWHERE
            portions.append(self.stock.gap(rest, now, kind, *filter(None, (last,))))
        return portions

    def _fill(self, lot: str, portions: Sequence[Portion], now: Moment) -> int:
        return self.stock.fill(lot, (NodeKind.LOT, now.site), portions, now)

    def _transform(self, event: Event, now: Moment) -> None:
        inputs = [amount for amount, _ in self._opened(event.inputs, event, now)]
        outputs = self._amounts(event.outputs, event, now)
        made = total([each.kg for each in outputs])
        portions = [portion for each in inputs for portion in self._drawn(each, now)]
        if not portions:
            nothing = Amount(lot="", kg=made)
            portions = [self.stock.gap(nothing, now, AlarmKind.NO_INPUTS)]
        used = total([each.kg for each in portions])
        process = self.graph.add(
            Node(kind=NodeKind.PROCESS, lot="", site=now.site, at=now.at, event=now.event, kg=used),
            [(each, each.kg) for each in portions],
        )
        known = self._known_part(used, made, outputs, now)
        for each in outputs:
            self._pour(
                each, process, now, used=used, made=made, known=known, alone=len(outputs) == 1
            )
        lots = frozenset(each.lot for each in outputs)
        if lots and inputs:
            self.changes.append((now, frozenset(each.lot for each in inputs), lots))

    def _known_part(
        self,
        used: Fraction | None,
        made: Fraction | None,
        outputs: Sequence[Amount],
        now: Moment,
    ) -> Fraction:
        """The part of what was made that the inputs can have yielded."""
        if used is None or not made:
            return Fraction(1)
        most = max(self.most(each.lot) for each in outputs) * used
        if made <= most:
            return Fraction(1)
        self.stock.alarm(AlarmKind.TOO_MUCH_MADE, outputs[0].lot, now)
        return most / made

    def _pour(
        self,
        output: Amount,
        process: int,
        now: Moment,
        *,
        used: Fraction | None,
        made: Fraction | None,
        known: Fraction,
        alone: bool,
    ) -> None:
        part = None if used is None or not made or output.kg is None else used * output.kg / made
        given = None if output.kg is None else output.kg * known
        inflows = [(Portion(node=process, kg=part, whole=alone), given)]
        if known < 1 and output.kg is not None:
            excess = Amount(lot=output.lot, kg=output.kg * (1 - known))
            gap = self.stock.gap(excess, now, AlarmKind.TOO_MUCH_MADE)
            inflows.append((gap, gap.kg))
        self.stock.pour(output.lot, (NodeKind.LOT, now.site), inflows, now)

    def _opened(self, quantities: Iterable[LotQuantity], event: Event, now: Moment) -> list[Boxed]:
        """Amounts of lots, containers opened as of now."""
        named = self._amounts(quantities, event, now)
        return [boxed for each in named for boxed in self.inside.opened(each)]

    def _amounts(
        self, quantities: Iterable[LotQuantity], event: Event, now: Moment
    ) -> list[Amount]:
        found = [self._amount(each, event) for each in quantities]
        for each in found:
            if each.kg is None and not each.whole:
                self.stock.alarm(AlarmKind.WEIGHT_UNKNOWN, each.lot, now)
        return [each for each in found if each.kg is None or each.kg > 0]

    def _amount(self, quantity: LotQuantity, event: Event) -> Amount:
        kg = self.weigh(quantity, local_day(event))
        sensible = kg if kg is None or kg >= 0 else None
        return Amount(lot=quantity.lot, kg=sensible, whole=quantity.amount is None)


def _named(event: Event) -> tuple[LotQuantity, ...]:
    """What an event moves: the objects it names, else the container."""
    if event.objects or not event.parent:
        return event.objects
    return (LotQuantity(lot=event.parent),)
