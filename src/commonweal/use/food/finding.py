"""What the lane found about one delivery, as rows: those that may leave, and those that stay."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commonweal.use.food.event import Event
from commonweal.use.food.graph import Graph, NodeKind
from commonweal.use.food.local.case import Case
from commonweal.use.food.local.rule import Rule
from commonweal.use.food.local.verdict import Answer, Verdict, verdicts
from commonweal.use.food.local.wording import down, near, up
from commonweal.use.food.master import FacilityKind, Master
from commonweal.use.food.route import route
from commonweal.use.food.stock import total
from commonweal.use.lane import Value

Rows = tuple[Mapping[str, Value], ...]
PRICES = ("price", "unitPrice", "totalPrice", "cost")
"""Extension fields of events that hold what somebody paid."""
SHORTEST = 4
"""A name of fewer letters is no name that a product's could give away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One delivery before disclosure; the lot's label is given when all are together."""

    since: str
    """ISO 8601; with lot and site it decides the order."""
    lot: str
    site: str
    verdicts: Rows
    trace: Rows
    alarms: Rows
    behind: Rows
    """What stays: farms, places, prices, customers and their quantities."""
    grams: int | None
    """What was delivered, rounded down; None where it is not known."""
    proven: tuple[str, ...] = field(default=())
    """Rules under which it is local."""


def found(
    case: Case, rules: Sequence[Rule], events: Mapping[str, Event], *, since: str, site: str
) -> Found:
    """The rows of one delivery. `events` are all that hold, by hash."""
    told = verdicts(case, rules)
    name = shown_product(case.master, case.lot)
    kg = total([each.kg for each in case.portions])
    return Found(
        since=since,
        lot=case.lot,
        site=site,
        verdicts=tuple(_verdict(each, name) for each in told),
        trace=tuple(_steps(case)),
        alarms=tuple(_alarms(case)),
        behind=tuple(_behind(case, events, site)),
        grams=None if kg is None else int(kg * 1000),
        proven=tuple(each.rule.id for each in told if each.answer is Answer.YES),
    )


def shown_product(master: Master, lot: str) -> str:
    """A product's name, unless it names a farm: then what it is in general."""
    product = master.product(lot)
    if product is None:
        return "not described"
    farms = (
        each.name.casefold()
        for several in master.facilities.values()
        for each in several
        if each.kind is FacilityKind.FARM and len(each.name) >= SHORTEST
    )
    name = product.name.casefold()
    return f"{product.kind} {product.group}" if any(f in name for f in farms) else product.name


def _verdict(each: Verdict, product: str) -> Mapping[str, Value]:
    shares = each.shares
    return {
        "product": product,
        "rule": each.rule.id,
        "version": each.rule.version,
        "verdict": each.answer,
        "share_min": down(shares.low) if shares else None,
        "share_attributed": near(shares.attributed) if shares else None,
        "share_max": up(shares.high) if shares else None,
        "share_unknown": near(shares.unknown) if shares else None,
        "deciding_fact": each.fact,
        "missing": "; ".join(each.missing),
        "source": each.rule.source,
        "verified": "yes" if each.rule.verified else "no",
    }


def _steps(case: Case) -> Iterator[Mapping[str, Value]]:
    for step in route(case):
        yield {
            "step": step.number,
            "kind": step.kind,
            "what": step.what,
            "share": near(step.share),
            "leads_to": " ".join(map(str, step.leads_to)),
        }


def _alarms(case: Case) -> Iterator[Mapping[str, Value]]:
    """The alarms about anything that the lot is made of."""
    seen = {case.graph.nodes[index].event for index in case.nodes}
    told: set[tuple[str, str, tuple[str, ...]]] = set()
    for alarm in case.graph.alarms:
        key = (alarm.kind, alarm.at.date().isoformat(), alarm.events)
        if key not in told and seen.intersection(alarm.events):
            told.add(key)
            yield {
                "kind": alarm.kind,
                "on": alarm.at.date().isoformat(),
                "what": alarm.text,
                "events": " ".join(alarm.events),
            }


def _behind(case: Case, events: Mapping[str, Event], site: str) -> Iterator[Mapping[str, Value]]:
    """What the deciding half used and what it met, none of which may leave."""
    nodes = [case.graph.nodes[index] for index in case.nodes]
    for node in nodes:
        farm = case.facility(node)
        if node.kind is NodeKind.ORIGIN and farm is not None:
            yield {
                "farm": farm.name,
                "latitude": str(farm.latitude),
                "longitude": str(farm.longitude),
                "county": farm.county,
            }
    for event in dict.fromkeys(node.event for node in nodes):
        prices = (events[event].facts.get(name) for name in PRICES if event in events)
        yield from ({"price": price} for price in prices if price)
    yield from _others(case.graph, {node.lot for node in nodes}, site)


def _others(graph: Graph, lots: set[str], site: str) -> Iterator[Mapping[str, Value]]:
    """To whom else these lots went, and how much of them."""
    for lot in lots:
        for to, portions in graph.deliveries.get(lot, {}).items():
            kg = total([each.kg for each in portions])
            if to != site:
                yield {"customer": to, "customer_kg": None if kg is None else near(kg)}
