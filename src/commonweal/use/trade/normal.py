"""Both sides of a component in the same terms: stems, kilograms, and the declaration's currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commonweal.use.trade.consignment import (
    Consignment,
    Declaration,
    Document,
    DocumentKind,
    Item,
    Known,
    Line,
    Money,
)
from commonweal.use.trade.credit import credited, goods_lines
from commonweal.use.trade.freight import NO_CHARGES, Charges, charges, shares
from commonweal.use.trade.packing import Placed, packed
from commonweal.use.trade.rates import Rate, rate
from commonweal.use.trade.stems import Stems, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A goods item as declared."""

    consignment: str
    item: Item
    code: str
    origin: str
    stems: Stems | None
    net_kg: Decimal | None
    gross_kg: Decimal | None
    value: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """A line of goods as the papers have it."""

    invoice: Document
    line: Line
    packing: Placed | None
    """Where its masses stand, if a packing list holds it."""
    consignments: tuple[str, ...]
    """Who declares its invoice; several share it."""
    code: str
    origin: str
    stems: Stems | None
    net_kg: Decimal | None
    gross_kg: Decimal | None
    amount: Decimal | None
    """Price in the declaration's currency, less credits; without charges."""
    credited: Decimal
    """What credits took off, in the invoice's own currency."""
    charged: Decimal
    """Its share of freight and other stated charges, in the declaration's currency."""
    freight_kg: Decimal | None
    """Weight that unknown freight rests on; 0 where freight is known, None where neither is."""
    rate: Rate | None
    day: date | None
    """The day whose rates hold: the declaration's acceptance, or the invoice's own."""
    currency: str
    """The declaration's."""
    text: str

    @property
    def value(self) -> Decimal | None:
        """What the papers say it is worth at the frontier, but for unknown freight."""
        return None if self.amount is None else self.amount + self.charged


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """The two sides of a component, in an order that only their content decides."""

    claims: tuple[Claim, ...]
    goods: tuple[Goods, ...]


def normal(consignments: Sequence[Consignment]) -> Normal:
    """Every declared item and every documented line of goods, in the same terms."""
    declared = [_claim(each, item) for each in consignments for item in each.declaration.items]
    sharing: dict[str, list[Consignment]] = {}
    papers: dict[str, Document] = {}
    for each in consignments:
        for paper in each.documents:
            papers[paper.sha256] = paper
            sharing.setdefault(paper.sha256, []).append(each)
    invoices = [paper for paper in papers.values() if paper.kind is DocumentKind.INVOICE]
    packs = _packs(invoices, papers.values())
    documented = [
        goods
        for invoice in invoices
        for goods in _goods(invoice, sharing[invoice.sha256], packs, tuple(papers.values()))
    ]
    return Normal(
        claims=tuple(sorted(declared, key=_claim_order)),
        goods=tuple(sorted(documented, key=_goods_order)),
    )


def currency_of(declaration: Declaration) -> str:
    """The currency a declaration values its goods in."""
    values = (_declared(item) for item in declaration.items)
    return next((value.value.currency for value in values if value), "EUR")


def at_price(declaration: Declaration) -> bool:
    """True if items state what was invoiced, not what they are worth at the frontier."""
    return all(item.value is None for item in declaration.items)


def _declared(item: Item) -> Known[Money] | None:
    return item.value or item.price


def _claim(consignment: Consignment, item: Item) -> Claim:
    quantity, value = item.supplementary, _declared(item)
    return Claim(
        consignment=consignment.id,
        item=item,
        code=_text(item.commodity_code),
        origin=_text(item.origin),
        stems=stems(quantity.value, _text(item.text)) if quantity else None,
        net_kg=_number(item.net_kg),
        gross_kg=_number(item.gross_kg),
        value=value.value.amount if value else None,
        currency=value.value.currency if value else "",
    )


def _packs(
    invoices: Iterable[Document], papers: Iterable[Document]
) -> dict[tuple[str, str], Placed]:
    """(SHA-256 of the invoice, line number) -> the packing line of its goods."""
    lines = [Placed(document=paper, line=line) for paper in invoices for line in goods_lines(paper)]
    packing = [
        Placed(document=paper, line=line)
        for paper in papers
        if paper.kind is DocumentKind.PACKING_LIST
        for line in paper.lines
    ]
    return {
        (lines[at].document.sha256, lines[at].line.number): placed
        for at, placed in packed(lines, packing).items()
    }


def _goods(
    invoice: Document,
    declared: Sequence[Consignment],
    packs: dict[tuple[str, str], Placed],
    papers: Sequence[Document],
) -> Iterable[Goods]:
    lines = goods_lines(invoice)
    placed = [packs.get((invoice.sha256, line.number)) for line in lines]
    net = [_mass("net_kg", *both) for both in zip(lines, placed, strict=True)]
    gross = [_mass("gross_kg", *both) for both in zip(lines, placed, strict=True)]
    added = NO_CHARGES if at_price(declared[0].declaration) else charges(invoice)
    kg = [g or n for g, n in zip(gross, net, strict=True)]
    charged = shares(lines, kg, added.amount)
    less = credited(invoice, papers)
    for at, line in enumerate(lines):
        exchange = _rate(invoice, line, declared[0].declaration)
        credit = less.get(at, Decimal(0))
        price = line.amount.value.amount - credit if line.amount else None
        yield Goods(
            invoice=invoice,
            line=line,
            packing=placed[at],
            consignments=tuple(each.id for each in declared),
            code=_text(line.commodity_code) or _packed_text(placed[at], "commodity_code"),
            origin=_text(line.origin) or _packed_text(placed[at], "origin"),
            stems=stems(line.quantity.value, _text(line.text)) if line.quantity else None,
            net_kg=net[at],
            gross_kg=gross[at],
            amount=exchange.converted(price) if exchange and price is not None else None,
            credited=credit,
            charged=exchange.converted(charged[at]) if exchange else Decimal(0),
            freight_kg=_freight_kg(added, kg[at]),
            rate=exchange,
            day=_day(invoice, declared[0].declaration),
            currency=currency_of(declared[0].declaration),
            text=_text(line.text),
        )


def _rate(invoice: Document, line: Line, declaration: Declaration) -> Rate | None:
    currency = line.amount.value.currency if line.amount else _text(invoice.currency)
    day = _day(invoice, declaration)
    return rate(declaration, currency, currency_of(declaration), day)


def _day(invoice: Document, declaration: Declaration) -> date | None:
    known = declaration.accepted or invoice.issued
    return known.value if known else None


def _freight_kg(added: Charges, kg: Decimal | None) -> Decimal | None:
    return kg if added.freight_unknown else Decimal(0)


def _mass(field: str, line: Line, placed: Placed | None) -> Decimal | None:
    """From the packing list, or else from the invoice itself."""
    packed_as = getattr(placed.line, field) if placed else None
    return _number(packed_as or getattr(line, field))


def _packed_text(placed: Placed | None, field: str) -> str:
    return _text(getattr(placed.line, field)) if placed else ""


def _number(known: Known[Decimal] | None) -> Decimal | None:
    return known.value if known else None


def _text(known: Known[str] | None) -> str:
    return known.value if known else ""


def _claim_order(claim: Claim) -> tuple[object, ...]:
    measures = (claim.net_kg, claim.value, claim.gross_kg, _least(claim.stems))
    return (
        *(claim.code, claim.origin, *(_zero(each) for each in measures)),
        *(claim.consignment, len(claim.item.number), claim.item.number),
    )


def _goods_order(goods: Goods) -> tuple[object, ...]:
    measures = (goods.net_kg, goods.value, goods.gross_kg, _least(goods.stems))
    return (
        *(goods.code, goods.origin, *(_zero(each) for each in measures)),
        *(goods.invoice.number.value, len(goods.line.number), goods.line.number),
    )


def _least(stems: Stems | None) -> Decimal | None:
    return stems.low if stems else None


def _zero(measure: Decimal | None) -> Decimal:
    return Decimal(-1) if measure is None else measure
