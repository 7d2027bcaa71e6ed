"""How a shipment is declared: items with innocent noise, by line or by code and origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commonweal.use.trade.rates import rate_table
from commonweal.use.trade.synth import catalogue
from commonweal.use.trade.synth.catalogue import Trader
from commonweal.use.trade.synth.shipment import Chance, Invoice, Shipment, Sold, cents, one
from commonweal.use.trade.synth.world import World

Part = tuple[Invoice, Sold]

SMALLEST_DIVIDED = 4
"""Lines from which a shipment may be divided between two declarations."""
STATES_RATE = 0.3
"""How often a declaration of one foreign currency states its own rate (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An item of a declaration, and the lines it truly stands for."""

    code: str
    origin: str
    text: str
    net_kg: Decimal
    gross_kg: Decimal
    stems: int | None
    value: Decimal
    boxes: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A declaration; its items are numbered from 1 in their order."""

    reference: str
    mrn: str
    """Empty for a draft."""
    accepted: date | None
    waybill: str
    declarant: Trader
    exporter: Trader
    cited: tuple[str, ...]
    """Numbers of the invoices it names."""
    rate: tuple[str, Decimal] | None
    """(currency, units for EUR 1) where it states its own rate."""
    invoiced: Decimal | None
    items: tuple[Declared, ...]

    @property
    def name(self) -> str:
        """What the declaration is called."""
        return self.mrn or self.reference


def entries(world: World, shipped: Shipment, number: int) -> tuple[Entry, ...]:
    """The declarations of a shipment: mostly one, sometimes two that divide its invoices."""
    chance = world.chance(2, number)
    parts = [(invoice, line) for invoice in shipped.invoices for line in invoice.lines]
    halves = [parts]
    if not shipped.aggregate and len(parts) >= SMALLEST_DIVIDED and chance.random() < world.shared:
        halves = [parts[::2], parts[1::2]]
    lodged = bool(chance.random() < world.lodged)
    return tuple(_entry(world, chance, shipped, half, lodged=lodged) for half in halves)


def worth(part: Part, day: date, currency: str = "") -> Decimal:
    """The value of a line at the frontier in EUR; as if invoiced in another currency if given."""
    invoice, line = part
    rate = rate_table().per_base(currency or invoice.currency, day) or Decimal(1)
    flown = rate_table().per_base(invoice.currency, day) or Decimal(1)
    freight = invoice.freight_of(line) / (rate if invoice.freight_as else flown)
    return invoice.paid(line) / rate + freight


def _entry(
    world: World, chance: Chance, shipped: Shipment, parts: Sequence[Part], *, lodged: bool
) -> Entry:
    groups = _kinds(parts) if shipped.aggregate else _merged(world, chance, parts)
    whole = bool(chance.random() < world.whole_euros)
    day = shipped.day if lodged else shipped.invoices[0].issued
    items = [_item(world, chance, group, day, whole=whole) for group in groups]
    first = shipped.invoices[0]
    currencies = {invoice.currency for invoice in shipped.invoices}
    foreign = len(currencies) == 1 and currencies != {"EUR"}
    own = foreign and bool(chance.random() < STATES_RATE)
    per_eur = rate_table().per_base(first.currency, day) or Decimal(1)
    paid = (invoice.paid(line) for invoice, line in parts)
    return Entry(
        reference=f"LRN{chance.integers(10**9, 10**10)}",
        mrn=f"24NL{chance.integers(10**12, 10**13)}" if lodged else "",
        accepted=shipped.day if lodged else None,
        waybill=shipped.waybill,
        declarant=first.buyer,
        exporter=first.seller,
        cited=tuple(dict.fromkeys(invoice.number for invoice, _ in parts)),
        rate=(first.currency, per_eur) if own else None,
        invoiced=sum(paid, Decimal(0)) if own else None,
        items=tuple(items[at] for at in chance.permutation(len(items))),
    )


def _kinds(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    found: dict[tuple[str, str], list[Part]] = {}
    for invoice, line in parts:
        found.setdefault((line.code, line.origin), []).append((invoice, line))
    return [tuple(group) for group in found.values()]


def _merged(world: World, chance: Chance, parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    groups: list[tuple[Part, ...]] = []
    for kind in _kinds(parts):
        rest = list(kind)
        while rest:
            size = int(chance.integers(2, 4)) if chance.random() < world.merged else 1
            groups.append(tuple(rest[:size]))
            rest = rest[size:]
    return groups


def _item(
    world: World, chance: Chance, parts: tuple[Part, ...], day: date, *, whole: bool
) -> Declared:
    lines = [line for _, line in parts]
    value = sum((worth(part, day) for part in parts), Decimal(0))
    value *= _about(chance, world.value_noise)
    net = sum((line.net_kg for line in lines), Decimal(0)) * _about(chance, world.mass_noise)
    gross = sum((line.gross_kg for line in lines), Decimal(0)) * _about(chance, world.mass_noise)
    stems = None if chance.random() < world.no_stems else sum(line.stems for line in lines)
    return Declared(
        code=lines[0].code,
        origin=lines[0].origin,
        text=_text(world, chance, lines[0]),
        net_kg=net.quantize(Decimal("0.1")),
        gross_kg=max(gross, net).quantize(Decimal("0.1")),
        stems=stems,
        value=value.quantize(Decimal(1)) if whole else cents(value),
        boxes=sum(line.boxes for line in lines),
        parts=parts,
    )


def _about(chance: Chance, share: float) -> Decimal:
    return Decimal(repr(1 + float(chance.uniform(-share, share))))


def _text(world: World, chance: Chance, line: Sold) -> str:
    if chance.random() < world.tariff_text:
        return catalogue.TARIFF[line.code]
    name = line.name.partition(",")[0]
    if chance.random() < world.typos:
        at = int(chance.integers(1, len(name)))
        return (
            name[: at - 1] + name[at:] if one(chance, (True, False)) else name[:at] + name[at - 1 :]
        )
    return name
