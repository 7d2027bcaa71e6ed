"""Injected errors: each changes a declaration or its papers, and says what was changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from commonweal.use.trade.finding import FindingType
from commonweal.use.trade.synth import catalogue
from commonweal.use.trade.synth.entry import Declared, Entry, worth
from commonweal.use.trade.synth.shipment import Chance, Invoice, Shipment, Sold, cents, one
from commonweal.use.trade.synth.world import World

KINDS: tuple[FindingType, ...] = tuple(FindingType)
TENTH = Decimal("0.1")
TOO_LOW, TOO_HIGH = (0.40, 0.85), (1.18, 1.80)
"""By what a wrong measure is multiplied."""
WORTH_FALSIFYING = 50
"""EUR; an error in the value of less would be noise."""
WEIGHS = 3
"""kg; a smaller difference in mass would be noise."""
TELLING = 2
"""Items of an invoice from which another currency shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What was made wrong: of these, the item or the line is named by its place in the papers."""

    type: FindingType
    declared: Declared | None = None
    document: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A shipment, its declarations, and what is wrong with them."""

    shipment: Shipment
    entries: tuple[Entry, ...]
    errors: tuple[Error, ...] = ()
    reissued: tuple[Invoice, ...] = ()
    """Earlier issues of invoices, with other content."""
    dropped: frozenset[str] = frozenset()
    """Numbers of invoices that nobody shared."""
    unseen: tuple[str, ...] = field(default=())
    """What was falsified on both papers alike."""


def mistaken(world: World, right: Dossier, number: int) -> Dossier:
    """The dossier with one error, if it is to have one and one can be made in it."""
    chance = world.chance(3, number)
    if len(right.entries) > 1 or chance.random() >= world.dirty:
        return right
    for at in chance.permutation(len(KINDS)):
        made = MAKERS[KINDS[at]](chance, right)
        if made is not None:
            return made
    return right


Maker = Callable[[Chance, Dossier], Dossier | None]


def _scaled(type: FindingType, change: Callable[[Declared, Decimal], Declared | None]) -> Maker:
    """An error that multiplies one measure of one item."""

    def make(chance: Chance, right: Dossier) -> Dossier | None:
        either = (TOO_LOW, TOO_HIGH)
        ends = {FindingType.UNDERVALUATION: TOO_LOW, FindingType.OVERVALUATION: TOO_HIGH}
        factor = Decimal(
            repr(round(float(chance.uniform(*ends.get(type, one(chance, either)))), 3))
        )
        item = one(chance, right.entries[0].items)
        wrong = change(item, factor)
        return _with(right, type, item, wrong) if wrong else None

    return make


def _with(right: Dossier, type: FindingType, item: Declared, wrong: Declared) -> Dossier:
    items = tuple(wrong if each is item else each for each in right.entries[0].items)
    return _declaring(right, items, Error(type=type, declared=wrong))


def _declaring(right: Dossier, items: Sequence[Declared], *errors: Error) -> Dossier:
    entry = replace(right.entries[0], items=tuple(items))
    return replace(right, entries=(entry,), errors=errors)


def _value(item: Declared, factor: Decimal) -> Declared | None:
    return (
        replace(item, value=cents(item.value * factor)) if item.value > WORTH_FALSIFYING else None
    )


def _stems(item: Declared, factor: Decimal) -> Declared | None:
    return replace(item, stems=int(item.stems * factor)) if item.stems else None


def _net(item: Declared, factor: Decimal) -> Declared | None:
    net = (item.net_kg * factor).quantize(TENTH)
    fits = net <= item.gross_kg and abs(net - item.net_kg) > WEIGHS
    return replace(item, net_kg=net) if fits else None


def _gross(item: Declared, factor: Decimal) -> Declared | None:
    gross = (item.gross_kg * factor).quantize(TENTH)
    return replace(item, gross_kg=gross) if abs(gross - item.gross_kg) > WEIGHS else None


def _origin(chance: Chance, right: Dossier) -> Dossier | None:
    items = right.entries[0].items
    item = one(chance, items)
    taken = {each.origin for each in items if each.code == item.code}
    free = tuple(sorted(set(catalogue.ORIGINS) - taken))
    if not free:
        return None
    return _with(right, FindingType.ORIGIN, item, replace(item, origin=one(chance, free)))


def _code(chance: Chance, right: Dossier) -> Dossier | None:
    """A line under another code: the whole item, or one line moved to another item or a new one."""
    if not right.shipment.invoices[0].coded:
        return None
    items = right.entries[0].items
    item = one(chance, items)
    other = one(chance, tuple(code for code in catalogue.TARIFF if code != item.code))
    clash = next((e for e in items if (e.code, e.origin) == (other, item.origin)), None)
    if not right.shipment.aggregate or (len(item.parts) == 1 and clash is None):
        return _with(right, FindingType.COMMODITY_CODE, item, replace(item, code=other))
    if len(item.parts) == 1 or clash is None:
        return None
    moved = one(chance, item.parts)
    less, more = _without(item, moved, right), _joined(clash, moved, right)
    new = [less if each is item else more if each is clash else each for each in items]
    return _declaring(right, new, Error(type=FindingType.COMMODITY_CODE, declared=more))


def _missing(chance: Chance, right: Dossier) -> Dossier | None:
    items = right.entries[0].items
    item = one(chance, items)
    if len(items) == 1 and len(item.parts) == 1:
        return None
    part = one(chance, item.parts)
    error = Error(type=FindingType.MISSING_LINE, document=part[0].number, line=part[1].number)
    rest = [_without(each, part, right) if each is item else each for each in items]
    return _declaring(right, [each for each in rest if each.parts], error)


def _extra(chance: Chance, right: Dossier) -> Dossier | None:
    """An item that nobody sold, made in the likeness of another."""
    items = right.entries[0].items
    like = one(chance, items)
    taken = {(each.code, each.origin) for each in items}
    kinds = [(code, like.origin) for code in catalogue.TARIFF]
    free = tuple(kind for kind in kinds if kind not in taken)
    code = one(chance, free)[0] if free else ""
    factor = Decimal(repr(round(float(chance.uniform(0.45, 0.8)), 3)))
    if not code:
        return None
    made = replace(
        like,
        code=code,
        text=catalogue.TARIFF[code],
        stems=int(like.stems * factor) + 7 if like.stems else None,
        net_kg=(like.net_kg * factor).quantize(TENTH),
        gross_kg=(like.gross_kg * factor).quantize(TENTH),
        value=cents(like.value * factor) + Decimal("11.40"),
        parts=(),
    )
    at = int(chance.integers(len(items) + 1))
    error = Error(type=FindingType.EXTRA_LINE, declared=made)
    return _declaring(right, [*items[:at], made, *items[at:]], error)


def _currency(chance: Chance, right: Dossier) -> Dossier | None:
    """All items of an invoice, declared as if it were in another currency."""
    entry = right.entries[0]
    invoice = one(chance, right.shipment.invoices)
    items = [i for i in entry.items if {part[0].number for part in i.parts} == {invoice.number}]
    mixed = [i for i in entry.items if invoice.number in {part[0].number for part in i.parts}]
    if len(items) < len(mixed) or len(items) < TELLING:
        return None
    other = one(chance, ("USD", "EUR", "GBP") if invoice.currency == "KES" else ("KES",))
    day = _day(right)
    wrong = {id(item): replace(item, value=_as_if(item, day, other)) for item in items}
    new = [wrong.get(id(each), each) for each in entry.items]
    return _declaring(right, new, Error(type=FindingType.CURRENCY, document=invoice.number))


def _as_if(item: Declared, day: date, currency: str) -> Decimal:
    return cents(sum((worth(part, day, currency) for part in item.parts), Decimal(0)))


def _twice(chance: Chance, right: Dossier) -> Dossier | None:
    invoice = one(chance, right.shipment.invoices)
    first, *rest = invoice.lines
    other = replace(first, units=first.units + 3, amount=cents(first.price * (first.units + 3)))
    early = replace(
        invoice, issued=invoice.issued - timedelta(days=1), lines=(other, *rest), credit=""
    )
    error = Error(type=FindingType.DUPLICATE_DOCUMENT, document=invoice.number)
    return replace(right, reissued=(early,), errors=(error,))


def _absent(chance: Chance, right: Dossier) -> Dossier | None:
    invoice = one(chance, right.shipment.invoices)
    error = Error(type=FindingType.DOCUMENT_MISSING, document=invoice.number)
    return replace(right, dropped=frozenset({invoice.number}), errors=(error,))


def _late(chance: Chance, right: Dossier) -> Dossier | None:
    accepted = right.entries[0].accepted
    if accepted is None:
        return None
    invoice = one(chance, right.shipment.invoices)
    late = replace(invoice, issued=accepted + timedelta(days=int(chance.integers(2, 20))))
    papers = (invoice.number, invoice.packing)
    errors = tuple(Error(type=FindingType.DATE, document=number) for number in papers)
    return replace(_reinvoiced(right, invoice, late), errors=errors)


def _reinvoiced(right: Dossier, old: Invoice, new: Invoice) -> Dossier:
    """The dossier with an invoice in place of another, also where items point at it."""
    twin = dict(zip(map(id, old.lines), new.lines, strict=True))

    def part(pair: tuple[Invoice, Sold]) -> tuple[Invoice, Sold]:
        return (new, twin[id(pair[1])]) if pair[0] is old else pair

    entries = tuple(
        replace(
            entry,
            items=tuple(replace(item, parts=tuple(map(part, item.parts))) for item in entry.items),
        )
        for entry in right.entries
    )
    invoices = tuple(new if each is old else each for each in right.shipment.invoices)
    return replace(right, entries=entries, shipment=replace(right.shipment, invoices=invoices))


def _without(item: Declared, part: tuple[Invoice, Sold], right: Dossier) -> Declared:
    """The item as it would be without the line: its noise stays in proportion."""
    kept = tuple(each for each in item.parts if each is not part)
    lines, day = [line for _, line in item.parts], _day(right)
    whole = sum((worth(each, day) for each in item.parts), Decimal(0))
    left = 1 - worth(part, day) / whole if whole else Decimal(0)
    net = 1 - part[1].net_kg / sum(line.net_kg for line in lines)
    gross = 1 - part[1].gross_kg / sum(line.gross_kg for line in lines)
    return replace(
        item,
        net_kg=(item.net_kg * net).quantize(TENTH),
        gross_kg=(item.gross_kg * gross).quantize(TENTH),
        stems=None if item.stems is None else item.stems - part[1].stems,
        value=cents(item.value * left),
        boxes=max(1, item.boxes - part[1].boxes),
        parts=kept,
    )


def _joined(item: Declared, part: tuple[Invoice, Sold], right: Dossier) -> Declared:
    """The item with the line."""
    line = part[1]
    return replace(
        item,
        net_kg=item.net_kg + line.net_kg,
        gross_kg=item.gross_kg + line.gross_kg,
        stems=None if item.stems is None else item.stems + line.stems,
        value=cents(item.value + worth(part, _day(right))),
        boxes=item.boxes + line.boxes,
        parts=(*item.parts, part),
    )


def _day(right: Dossier) -> date:
    """Whose rates hold: acceptance, or the issue of the first invoice."""
    return right.entries[0].accepted or right.shipment.invoices[0].issued


MAKERS: dict[FindingType, Maker] = {
    FindingType.UNDERVALUATION: _scaled(FindingType.UNDERVALUATION, _value),
    FindingType.OVERVALUATION: _scaled(FindingType.OVERVALUATION, _value),
    FindingType.QUANTITY: _scaled(FindingType.QUANTITY, _stems),
    FindingType.NET_MASS: _scaled(FindingType.NET_MASS, _net),
    FindingType.GROSS_MASS: _scaled(FindingType.GROSS_MASS, _gross),
    FindingType.ORIGIN: _origin,
    FindingType.COMMODITY_CODE: _code,
    FindingType.MISSING_LINE: _missing,
    FindingType.EXTRA_LINE: _extra,
    FindingType.CURRENCY: _currency,
    FindingType.DUPLICATE_DOCUMENT: _twice,
    FindingType.DOCUMENT_MISSING: _absent,
    FindingType.DATE: _late,
}
