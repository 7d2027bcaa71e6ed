"""Small events as values; a test states only what matters to it. Everything is invented."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from commonweal.use.food.event import Action, Event, EventKind, LotQuantity
from commonweal.use.food.graph import Graph, NodeKind, Portion
from commonweal.use.food.history import grown
from commonweal.use.food.master import (
    Facility,
    FacilityKind,
    Master,
    Paper,
    Product,
    ProductKind,
)

START = datetime(2025, 7, 1, tzinfo=UTC)
FARM, OTHER_FARM, HUB, BUYER = "urn:x:farm", "urn:x:far-farm", "urn:x:hub", "urn:x:buyer"
Goods = tuple[str, object]
"""(lot, kilograms); None for a whole object, text for an amount that cannot be weighed."""


def lot(name: str) -> str:
    return f"https://hub.example/food/{name}"


def quantity(goods: Goods) -> LotQuantity:
    name, amount = goods
    if amount is None:
        return LotQuantity(lot=lot(name))
    unit = "XX" if isinstance(amount, str) else "KGM"
    return LotQuantity(lot=lot(name), amount=Decimal(str(amount)), unit=unit)


class Story:
    """Events one after the other, an hour apart."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(
        self,
        kind: EventKind,
        site: str,
        *,
        action: Action | None = None,
        step: str = "",
        at: float | None = None,
        **more: object,
    ) -> Event:
        number = len(self.events)
        hours = number if at is None else at
        made = Event(
            hash=f"ni:///{number:04}",
            id=f"urn:uuid:{number}",
            kind=kind,
            action=action,
            at=START + timedelta(hours=hours),
            offset="+00:00",
            biz_step=step,
            read_point=site,
            biz_location="",
            parent=str(more.get("parent", "")),
            objects=_listed(more, "objects"),
            inputs=_listed(more, "inputs"),
            outputs=_listed(more, "outputs"),
            sources=(("location", str(more["source"])),) if "source" in more else (),
            destinations=(("location", str(more["to"])),) if "to" in more else (),
            file="story.json",
            index=number,
        )
        self.events.append(made)
        return made

    def harvest(self, *goods: Goods, site: str = FARM, at: float | None = None) -> Event:
        return self.tell(
            EventKind.OBJECT, site, action=Action.ADD, step="commissioning", at=at, objects=goods
        )

    def ship(self, *goods: Goods, site: str, to: str, at: float | None = None) -> Event:
        return self.tell(
            EventKind.OBJECT,
            site,
            action=Action.OBSERVE,
            step="shipping",
            at=at,
            objects=goods,
            to=to,
        )

    def receive(self, *goods: Goods, site: str, at: float | None = None, **more: object) -> Event:
        return self.tell(
            EventKind.OBJECT,
            site,
            action=Action.OBSERVE,
            step="receiving",
            at=at,
            objects=goods,
            **more,
        )

    def mix(
        self,
        inputs: Iterable[Goods],
        outputs: Iterable[Goods],
        site: str = FARM,
        at: float | None = None,
    ) -> Event:
        return self.tell(
            EventKind.TRANSFORMATION, site, at=at, inputs=tuple(inputs), outputs=tuple(outputs)
        )

    def pack(self, parent: str, *goods: Goods, site: str = FARM, at: float | None = None) -> Event:
        return self.tell(
            EventKind.AGGREGATION,
            site,
            action=Action.ADD,
            step="packing",
            at=at,
            parent=lot(parent),
            objects=goods,
        )

    def unpack(self, parent: str, *goods: Goods, site: str = FARM) -> Event:
        return self.tell(
            EventKind.AGGREGATION,
            site,
            action=Action.DELETE,
            step="unpacking",
            parent=lot(parent),
            objects=goods,
        )

    def graph(self, most: Fraction = Fraction(1)) -> Graph:
        return grown(self.events, weigh=weigh, most=lambda _lot: most)


def weigh(quantity: LotQuantity, _day: object) -> Fraction | None:
    known = quantity.amount is not None and quantity.unit == "KGM"
    return Fraction(quantity.amount) if known and quantity.amount is not None else None


def latest(graph: Graph, name: str) -> tuple[Portion, ...]:
    """The lot as it stands, all of it."""
    index = [i for i in graph.versions[lot(name)] if graph.nodes[i].kind is NodeKind.LOT][-1]
    return (Portion(node=index, kg=graph.nodes[index].kg, whole=True),)


def shares(graph: Graph, origins: dict[int, Fraction]) -> dict[str, Fraction]:
    """Shares by the name of the lot that came into being; `?` for what is not known."""
    found: dict[str, Fraction] = {}
    for index, share in origins.items():
        node = graph.nodes[index] if index >= 0 else None
        known = node is not None and node.kind is NodeKind.ORIGIN
        name = node.lot.rsplit("/", 1)[1] if node and known else "?"
        found[name] = found.get(name, Fraction(0)) + share
    return found


def facility(
    id: str,
    kind: FacilityKind = FacilityKind.FARM,
    *,
    state: str = "NY",
    place: tuple[str, str] = ("42.5", "-76.5"),
    papers: Iterable[str] = (),
) -> Facility:
    first, last = START.date().replace(year=2000), START.date().replace(year=2100)
    return Facility(
        id=id,
        name=f"Name of {id}",
        kind=kind,
        state=state,
        county="Invented",
        latitude=Decimal(place[0]),
        longitude=Decimal(place[1]),
        valid_from=first,
        valid_to=last,
        papers=tuple(Paper(name=paper, valid_from=first, valid_to=last) for paper in papers),
    )


def product(
    name: str,
    kind: ProductKind = ProductKind.RAW,
    *,
    group: str = "produce",
    kg_per_litre: object = None,
    most: object = 1,
) -> Product:
    return Product(
        id=lot(name),
        name=name,
        kind=kind,
        group=group,
        kg_per_litre=None if kg_per_litre is None else Fraction(str(kg_per_litre)),
        max_yield=Fraction(str(most)),
    )


def described(facilities: Iterable[Facility], products: Iterable[Product]) -> Master:
    """Products here are described lot by lot."""
    return Master(
        facilities={each.id: (each,) for each in facilities},
        products={each.id: each for each in products},
    )


def _listed(more: dict[str, object], name: str) -> tuple[LotQuantity, ...]:
    goods = more.get(name, ())
    assert isinstance(goods, tuple)
    return tuple(map(quantity, goods))
