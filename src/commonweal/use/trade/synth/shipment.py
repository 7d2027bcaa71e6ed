"""What was truly sold and shipped: invoices with their lines, under one air waybill."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

import numpy as np

from commonweal.use.trade.rates import rate_table
from commonweal.use.trade.synth import catalogue
from commonweal.use.trade.synth.catalogue import Trader
from commonweal.use.trade.synth.world import World

FIRST = date(2024, 1, 5)
DAYS = 350
CURRENCIES, CURRENCY_WEIGHTS = ("USD", "EUR", "KES", "GBP"), (0.5, 0.25, 0.12, 0.13)
TERMS = {"FCA": "Nairobi", "FOB": "Nairobi", "CIF": "Amsterdam", "DAP": "Aalsmeer"}
TERM_WEIGHTS = (0.45, 0.2, 0.2, 0.15)
FREIGHT_PER_KG = (1.5, 2.8)
"""EUR for a kilogram by air; one rate for an air waybill."""
UNITS, UNIT_WEIGHTS = ("H87", "NMP", "DZN"), (0.7, 0.25, 0.05)
STEMS_OF = {"H87": 1, "NMP": 10, "DZN": 12}
BASKET = (0.7, 0.9)
"""Share of the gross mass that is flowers."""
PRICE = Decimal("0.0001")
FREE = 0.01
"""Share of lines that are samples at 0.00."""
ELSEWHERE = 0.05
"""Share of lines that grew in another country."""
Chance = np.random.Generator
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """A line of goods as it truly is."""

    number: str
    product_code: str
    name: str
    code: str
    origin: str
    unit: str
    units: int
    net_kg: Decimal
    gross_kg: Decimal
    boxes: int
    price: Decimal
    """Of one unit, in the invoice's currency."""
    amount: Decimal

    @property
    def stems(self) -> int:
        """How many stems it truly is."""
        return self.units * STEMS_OF[self.unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One invoice of a shipment."""

    number: str
    packing: str
    """Number of its packing list."""
    seller: Trader
    buyer: Trader
    currency: str
    term: str
    issued: date
    freight: Decimal
    """What flying it cost, in the invoice's currency; 0 where the prices include it."""
    freight_as: str
    """`charge`, `line`, or empty where it is not stated."""
    credit: str
    """Number of a credit note on its first line; empty for none."""
    credited: Decimal
    coded: bool
    """False where its lines have no commodity code."""
    lines: tuple[Sold, ...]

    def paid(self, line: Sold) -> Decimal:
        """What a line costs in the end."""
        return line.amount - (self.credited if line is self.lines[0] else Decimal(0))

    def freight_of(self, line: Sold) -> Decimal:
        """A line's share by gross mass."""
        whole = sum(each.gross_kg for each in self.lines)
        return self.freight * line.gross_kg / whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """Everything under one air waybill."""

    waybill: str
    day: date
    """When it arrives and is declared."""
    aggregate: bool
    invoices: tuple[Invoice, ...]


def shipment(world: World, number: int) -> Shipment:
    """The shipment of that number; the same world gives the same one."""
    chance = world.chance(1, number)
    day = FIRST + timedelta(days=int(chance.integers(DAYS)))
    aggregate = bool(chance.random() < world.aggregate)
    coded = aggregate or bool(chance.random() >= world.uncoded)
    buyer = one(chance, catalogue.importers())
    per_kg = Decimal(repr(round(float(chance.uniform(*FREIGHT_PER_KG)), 3)))
    count = int(chance.choice([1, 2, 3], p=[0.35, 0.35, 0.3]))
    return Shipment(
        waybill=f"{chance.integers(100, 999)}-{chance.integers(10**7, 10**8)}",
        day=day,
        aggregate=aggregate,
        invoices=tuple(
            _invoice(world, chance, day, buyer, per_kg, coded=coded) for _ in range(count)
        ),
    )


def _invoice(
    world: World, chance: Chance, day: date, buyer: Trader, per_kg: Decimal, *, coded: bool
) -> Invoice:
    currency = str(chance.choice(CURRENCIES, p=CURRENCY_WEIGHTS))
    term = str(chance.choice(tuple(TERMS), p=TERM_WEIGHTS))
    rate = rate_table().per_base(currency, day) or Decimal(1)
    flies = term in {"FCA", "FOB"}
    lines = _lines(world, chance, rate, Decimal(0) if flies else per_kg)
    kg = sum((line.gross_kg for line in lines), Decimal(0))
    stated = "" if chance.random() < world.unknown_freight else one(chance, ("charge", "line"))
    credit = bool(chance.random() < world.credited) and lines[0].amount > 0
    return Invoice(
        number=_number(chance, "INV"),
        packing=_number(chance, "PL"),
        seller=one(chance, catalogue.growers()),
        buyer=buyer,
        currency=currency,
        term=term,
        issued=day - timedelta(days=int(chance.integers(0, 4))),
        freight=cents(per_kg * kg * rate) if flies else Decimal(0),
        freight_as=stated if flies else "",
        credit=_number(chance, "CN") if credit else "",
        credited=cents(lines[0].amount / 10) if credit else Decimal(0),
        coded=coded,
        lines=lines,
    )


def _lines(world: World, chance: Chance, rate: Decimal, per_kg: Decimal) -> tuple[Sold, ...]:
    origin = one(chance, catalogue.ORIGINS)
    found: list[Sold] = []
    for _ in range(1 + int(chance.poisson(4.3))):
        line = _line(chance, str(len(found) + 1), origin, rate, per_kg)
        found.append(line)
        if chance.random() < world.twins:
            found.append(_twin(line, str(len(found) + 1)))
    return tuple(found)


def _line(chance: Chance, number: str, origin: str, rate: Decimal, per_kg: Decimal) -> Sold:
    code = one(chance, catalogue.POPULAR)
    name = one(chance, tuple(catalogue.NAMES[code].split(",")))
    length = one(chance, catalogue.LENGTHS)
    unit = str(chance.choice(UNITS, p=UNIT_WEIGHTS))
    units = max(1, int(chance.integers(20, 400)) * 10 // STEMS_OF[unit])
    stems = units * STEMS_OF[unit]
    net = _kilograms(stems * chance.uniform(*catalogue.GRAMS[code]) / 1000)
    gross = _kilograms(float(net) / chance.uniform(*BASKET))
    usd = Decimal(repr(float(chance.uniform(*catalogue.USD[code]))))
    usd_rate = rate_table().per_base("USD", FIRST) or Decimal(1)
    of_stem = (usd / usd_rate + per_kg * gross / stems) * rate
    free = chance.random() < FREE
    price = Decimal(0) if free else (of_stem * STEMS_OF[unit]).quantize(PRICE)
    return Sold(
        number=number,
        product_code=f"P{chance.integers(10**6, 10**7)}",
        name=f"{name} {length} cm" + (", bunch of 10" if unit == "NMP" else ""),
        code=code,
        origin=one(chance, catalogue.ORIGINS) if chance.random() < ELSEWHERE else origin,
        unit=unit,
        units=units,
        net_kg=net,
        gross_kg=gross,
        boxes=max(1, stems // 350),
        price=price,
        amount=cents(price * units),
    )


def _twin(line: Sold, number: str) -> Sold:
    return replace(line, number=number)


def cents(amount: Decimal) -> Decimal:
    """An amount to the cent."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _kilograms(kg: float) -> Decimal:
    return max(Decimal("0.1"), Decimal(repr(round(kg, 1))))


def _number(chance: Chance, kind: str) -> str:
    return f"{kind}-{chance.integers(10**6, 10**7)}"


def one(chance: Chance, among: tuple[T, ...]) -> T:
    """One of several, each as likely."""
    return among[int(chance.integers(len(among)))]
