"""A season, day by day: harvests, hubs that mix and pack, kitchens, deliveries; and its flaws."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from math import floor
from random import Random

from commonweal.use.food.synth.happening import (
    Json,
    Quantity,
    event,
    moment,
    moving,
    respelt,
    sent,
)
from commonweal.use.food.synth.land import CROPS, UNITS, Land, Site
from commonweal.use.food.synth.mix import WATER, Mix, Shelf, together
from commonweal.use.food.synth.world import World

FLAWS = {"missing harvest": 1, "duplicate": 2, "rework": 3, "error": 4, "missing receipt": 5}
"""Flaw -> the number of the day from which it happens, once."""
SOUP_EVERY = 3
"""Days from soup to soup."""
WATER_PART = Fraction(3, 10)
"""Kilograms of water for a kilogram of vegetables (assumed)."""
A_MIX = 2
"""Lots from which packing mixes; one lot is no mix."""
WHOLE_LOT = 0.6
"""How often all of a lot is packed, and not three quarters of it (assumed)."""


@dataclass(slots=True, kw_only=True)
class Season:
    """What happens, and the true mix of everything that was delivered."""

    world: World
    places: Land
    shelf: Shelf = field(default_factory=Shelf)
    delivered: dict[tuple[str, str], list[Mix]] = field(default_factory=dict)
    """(lot, buyer's id) -> what truly came there."""
    _events: list[Json] = field(default_factory=list)
    _made: int = 0
    _waiting: dict[tuple[int, str], list[Quantity]] = field(default_factory=dict)
    """(hub, crop) -> farm lots that lie there."""
    _kept: list[tuple[int, str, Quantity]] = field(default_factory=list)
    """What a hub kept of a packed lot for the soup: hub, crop, goods."""
    _flawed: set[str] = field(default_factory=set)
    _chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = self.world.chance("season")

    def days(self) -> Iterator[tuple[date, list[Json]]]:
        """Each day with its events, in order of time."""
        for number, day in enumerate(self.world.dates):
            self._events = []
            for place in range(len(self.places.farms)):
                self._harvest(number, day, place)
            for hub in range(len(self.places.hubs)):
                self._pack_all(number, day, hub)
                if number % SOUP_EVERY == SOUP_EVERY - 1:
                    self._cook(day, hub)
            yield day, self._events

    def _tell(self, kind: str, at: datetime, site: Site, **fields: object) -> Json:
        self._made += 1
        made = event(self._made, kind, at, site, **fields)
        self._events.append(made)
        return made

    def _flaw(self, name: str, number: int) -> bool:
        """True once, on the flaw's day or the first chance after it."""
        if not self.world.flaws or name in self._flawed or number < FLAWS[name]:
            return False
        self._flawed.add(name)
        return True

    def _harvest(self, number: int, day: date, place: int) -> None:
        if self._chance.random() >= self.world.harvesting and place:
            return
        farm, hub = self.places.farms[place], place % len(self.places.hubs)
        goods = Quantity(
            lot=f"{farm.product(1)}/10/F{day:%m%d}",
            amount=self._chance.randint(10, 40) * (1 if farm.unit == "CS" else 18),
            unit=farm.unit,
        )
        unseen = self._flaw("missing harvest", number)
        self.shelf.put(goods.lot, farm.id, Mix(parts={farm.id: _kg(goods)}, unseen=unseen))
        made = self._tell(
            "ObjectEvent",
            moment(day, 6, place % 60),
            farm,
            bizStep="commissioning",
            **moving("ADD", [goods]),
        )
        if unseen:
            self._events.remove(made)
        elif self._flaw("duplicate", number):
            self._events.append(respelt(made, {goods.lot: farm.urn(1, f"F{day:%m%d}")}))
        self._ship(day, 9, farm, self.places.hubs[hub], goods)
        if not self._flaw("missing receipt", number):
            self._receive(day, 11, self.places.hubs[hub], farm, goods)
        self._waiting.setdefault((hub, farm.crop), []).append(goods)

    def _ship(self, day: date, hour: int, sender: Site, to: Site, goods: Quantity) -> Json:
        self.shelf.put(goods.lot, to.id, self.shelf.take(goods.lot, sender.id, _kg(goods)))
        return self._tell(
            "ObjectEvent",
            moment(day, hour),
            sender,
            bizStep="shipping",
            disposition="in_transit",
            **moving("OBSERVE", [goods]),
            **sent(sender, to),
            **{"cw:price": f"{self._chance.uniform(1, 9):.4f}", "cw:currency": "USD"},
        )

    def _receive(self, day: date, hour: int, site: Site, sender: Site, goods: Quantity) -> Json:
        return self._tell(
            "ObjectEvent",
            moment(day, hour),
            site,
            bizStep="receiving",
            **moving("OBSERVE", [goods]),
            sourceList=[{"type": "location", "source": sender.id}],
        )

    def _pack_all(self, number: int, day: date, hub: int) -> None:
        for item, crop in enumerate(CROPS, start=1):
            waiting = self._waiting.get((hub, crop), [])
            if len(waiting) < A_MIX:
                continue
            inputs = [self._part(goods) for goods in waiting]
            lot = f"{self.places.hubs[hub].product(item)}/10/H{day:%m%d}"
            packed = self._transform(day, 13, self.places.hubs[hub], inputs, lot)
            self._waiting[hub, crop] = _rest(waiting, inputs)
            if self._waiting[hub, crop] and self._flaw("rework", number):
                packed = self._rework(day, hub, packed, self._waiting[hub, crop])
            self._deliver(number, day, hub, crop, packed)

    def _part(self, goods: Quantity) -> Quantity:
        """All of a lot, or most of it."""
        whole = self._chance.random() < WHOLE_LOT
        most = goods.amount if whole else goods.amount * 3 // 4 or 1
        return Quantity(lot=goods.lot, amount=most, unit=goods.unit)

    def _transform(
        self, day: date, hour: int, site: Site, inputs: list[Quantity], lot: str
    ) -> Quantity:
        """Mix inputs into a lot, with a little loss; in whole kilograms."""
        mixed = together([self.shelf.take(each.lot, site.id, _kg(each)) for each in inputs])
        made = Quantity(
            lot=lot, amount=floor(mixed.kg * (1 - Fraction(str(self.world.loss)))), unit="KGM"
        )
        self.shelf.put(lot, site.id, mixed.of(Fraction(made.amount)))
        self._tell(
            "TransformationEvent",
            moment(day, hour),
            site,
            bizStep="creating_class_instance",
            inputQuantityList=[each.json() for each in inputs],
            outputQuantityList=[made.json()],
        )
        return made

    def _rework(self, day: date, hub: int, packed: Quantity, more: list[Quantity]) -> Quantity:
        """Trim of a packed lot goes back into the lot itself, with what else lies there."""
        trim = Quantity(lot=packed.lot, amount=packed.amount // 5, unit="KGM")
        again = self._transform(day, 14, self.places.hubs[hub], [trim, *more], packed.lot)
        more.clear()
        left = packed.amount - trim.amount + again.amount
        return Quantity(lot=packed.lot, amount=left, unit="KGM")

    def _deliver(self, number: int, day: date, hub: int, crop: str, packed: Quantity) -> None:
        """Some to one buyer on a pallet, some to another as it is, and the rest stays for soup."""
        buyers = self._chance.sample(self.places.buyers, min(2, len(self.places.buyers)))
        third = packed.amount // 3
        self._by_pallet(day, hub, buyers[0], Quantity(lot=packed.lot, amount=third, unit="KGM"))
        plain = Quantity(lot=packed.lot, amount=third, unit="KGM")
        shipped = self._ship(day, 16, self.places.hubs[hub], buyers[-1], plain)
        if self._flaw("error", number):
            self._declare_wrong(day, self.places.hubs[hub], shipped, plain)
        self._receive(day, 18, buyers[-1], self.places.hubs[hub], plain)
        self._arrived(plain.lot, buyers[-1])
        left = Quantity(lot=packed.lot, amount=packed.amount - 2 * third, unit="KGM")
        self._kept.append((hub, crop, left))

    def _by_pallet(self, day: date, hub: int, buyer: Site, goods: Quantity) -> None:
        site = self.places.hubs[hub]
        pallet = site.pallet(self._made)
        self.shelf.put(goods.lot, buyer.id, self.shelf.take(goods.lot, site.id, _kg(goods)))
        children: Json = {"parentID": pallet, "childQuantityList": [goods.json()]}
        whole: Json = {"action": "OBSERVE", "epcList": [pallet]}
        price = {"cw:price": f"{self._chance.uniform(1, 9):.4f}", "cw:currency": "USD"}
        at = (moment(day, hour) for hour in (15, 16, 18, 19))
        self._tell("AggregationEvent", next(at), site, bizStep="packing", action="ADD", **children)
        self._tell(
            "ObjectEvent", next(at), site, bizStep="shipping", **whole, **sent(site, buyer), **price
        )
        self._tell("ObjectEvent", next(at), buyer, bizStep="receiving", **whole)
        self._tell(
            "AggregationEvent",
            next(at),
            buyer,
            bizStep="unpacking",
            action="DELETE",
            parentID=pallet,
        )
        self._arrived(goods.lot, buyer)

    def _declare_wrong(self, day: date, site: Site, shipped: Json, goods: Quantity) -> None:
        """Before the right shipment there was one with a wrong amount; the hub took it back."""
        wrong = Quantity(lot=goods.lot, amount=goods.amount * 10, unit=goods.unit)
        self._made += 1
        mistake = {
            **shipped,
            **event(self._made, "ObjectEvent", moment(day, 16), site),
            "quantityList": [wrong.json()],
        }
        declared = {
            "declarationTime": moment(day, 17).isoformat(),
            "reason": "incorrect_data",
            "correctiveEventIDs": [shipped["eventID"]],
        }
        self._events += [mistake, {**mistake, "errorDeclaration": declared}]

    def _cook(self, day: date, hub: int) -> None:
        """Soup of all that the hub kept, and water."""
        goods = [each for site, _, each in self._kept if site == hub and each.amount]
        self._kept = [kept for kept in self._kept if kept[0] != hub]
        if not goods:
            return
        site, kitchen = self.places.hubs[hub], self.places.kitchens[hub]
        for each in goods:
            self._ship(day, 17, site, kitchen, each)
            self._receive(day, 19, kitchen, site, each)
        water = Quantity(
            lot=f"{kitchen.product(2)}/10/W{day:%m%d}",
            amount=floor(sum(each.amount for each in goods) * WATER_PART),
            unit="KGM",
        )
        self.shelf.put(water.lot, kitchen.id, Mix(parts={WATER: _kg(water)}))
        self._tell(
            "ObjectEvent",
            moment(day, 19, 30),
            kitchen,
            bizStep="commissioning",
            **moving("ADD", [water]),
        )
        lot = f"{kitchen.product(1)}/10/S{day:%m%d}"
        soup = self._transform(day, 20, kitchen, [*goods, water], lot)
        buyer = self._chance.choice(self.places.buyers)
        self._ship(day, 21, kitchen, buyer, soup)
        self._receive(day, 22, buyer, kitchen, soup)
        self._arrived(lot, buyer)

    def _arrived(self, lot: str, buyer: Site) -> None:
        self.delivered.setdefault((lot, buyer.id), []).append(self.shelf.take(lot, buyer.id))


def _kg(goods: Quantity) -> Fraction:
    return goods.amount * Fraction(UNITS[goods.unit])


def _rest(waiting: list[Quantity], used: list[Quantity]) -> list[Quantity]:
    rest = (
        Quantity(lot=all_of.lot, amount=all_of.amount - part.amount, unit=all_of.unit)
        for all_of, part in zip(waiting, used, strict=True)
    )
    return [each for each in rest if each.amount]
