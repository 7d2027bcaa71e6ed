"""Which lots a run looks at: what was sent to a buyer, or what was asked for by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from commonweal.model.errors import Invalid, NotFound
from commonweal.use.food.graph import Graph, Portion
from commonweal.use.food.local.case import Case
from commonweal.use.food.master import Facility, FacilityKind, Master
from commonweal.use.food.question import Question
from commonweal.use.food.trace import portions


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A lot, and the site it went to; without a site, the lot as it stands."""

    lot: str
    site: str
    since: datetime
    """When the first of it was there to be sent."""
    portions: tuple[Portion, ...]

    def part(self, of: int) -> int:
        """The slice it belongs to, by a hash of the lot."""
        return int.from_bytes(sha256(self.lot.encode()).digest()[:8]) % of

    def case(self, graph: Graph, master: Master, on: date) -> Case:
        """The delivery before the rules of a day."""
        buyer = master.facility(self.site, on) if self.site else None
        return Case.of(graph, master, lot=self.lot, portions=self.portions, buyer=buyer, on=on)


def deliveries(graph: Graph, master: Master, asked: Question, on: date) -> tuple[Delivery, ...]:
    """What a question asks for, oldest first.

    Raises:
        Invalid: nothing describes the buyer.
        NotFound: no event names a lot that was asked for.
    """
    if asked.buyer and master.facility(asked.buyer, on) is None:
        raise Invalid(
            detail=f"No facility is described under the buyer's id on {on}.",
            hint="Give the id of a facility in facilities.json.",
            field="buyer",
        )
    found = _named(graph, master, asked, on) if asked.lots else _sent(graph, master, asked, on)
    return tuple(sorted(found, key=lambda each: (each.since, each.lot, each.site)))


def _sent(graph: Graph, master: Master, asked: Question, on: date) -> Iterator[Delivery]:
    for lot, sites in graph.deliveries.items():
        for site in sites:
            if site == asked.buyer if asked.buyer else _institution(master.facility(site, on)):
                yield _delivery(graph, lot, site)


def _named(graph: Graph, master: Master, asked: Question, on: date) -> Iterator[Delivery]:
    for lot in asked.lots:
        sent = graph.deliveries.get(lot, {})
        if asked.buyer:
            if asked.buyer not in sent:
                raise NotFound(kind="delivery of lot", id=lot)
            yield _delivery(graph, lot, asked.buyer)
            continue
        sites = [site for site in sent if _institution(master.facility(site, on))]
        yield from (_delivery(graph, lot, site) for site in sites or ("",))


def _delivery(graph: Graph, lot: str, site: str) -> Delivery:
    found = portions(graph, lot, site)
    since = min(graph.nodes[each.node].at for each in found)
    return Delivery(lot=lot, site=site, since=since, portions=found)


def _institution(facility: Facility | None) -> bool:
    return facility is not None and facility.kind is FacilityKind.INSTITUTION
