"""Small valid papers: a test states only what matters to it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

from commonweal.use.trade.case import Case, cases
from commonweal.use.trade.consignment import (
    Declaration,
    Document,
    DocumentKind,
    Item,
    Known,
    Line,
    Money,
    Origin,
    Quantity,
    TradeParty,
)
from commonweal.use.trade.finding import TradeFinding
from commonweal.use.trade.link import linked

T = TypeVar("T")
ROSE, CARNATION, OTHER = "06031100", "06031200", "06031970"


def known(value: T, path: str = "/x") -> Known[T]:
    origin = Origin(document="d" * 64, path=path, line=1, raw=str(value))
    return Known(value=value, origin=origin)


def eur(amount: str) -> Known[Money]:
    return known(Money(amount=Decimal(amount), currency="EUR"))


def line(number: str = "1", **given: Any) -> Line:
    """1,000 Kenyan roses of 40 kg for EUR 500, unless told otherwise."""
    told = {
        "text": "Amber Dawn", "code": ROSE, "origin": "KE", "stems": 1000, "unit": "H87",
        "net": "40", "gross": "50", "amount": "500.00", "currency": "EUR", "product": None,
        "goods": True, "price": None, **given,
    }  # fmt: skip
    money = None
    if told["amount"] is not None:
        money = known(Money(amount=Decimal(told["amount"]), currency=told["currency"]))
    quantity = None
    if told["stems"] is not None:
        quantity = known(Quantity(amount=Decimal(told["stems"]), unit=told["unit"]))
    return Line(
        number=number,
        text=known(told["text"]) if told["text"] else None,
        product_code=known(told["product"]) if told["product"] else None,
        commodity_code=known(told["code"]) if told["code"] else None,
        origin=known(told["origin"]) if told["origin"] else None,
        quantity=quantity,
        net_kg=known(Decimal(told["net"])) if told["net"] else None,
        gross_kg=known(Decimal(told["gross"])) if told["gross"] else None,
        amount=money,
        is_goods=told["goods"],
    )


def paper(number: str, *lines: Line, **given: Any) -> Document:
    """An invoice, CIF and in EUR, unless told otherwise."""
    told = {
        "kind": DocumentKind.INVOICE, "issued": date(2024, 3, 1), "term": "CIF Amsterdam",
        "cites": (), "seller": "Ziwa Blooms Ltd", "currency": "EUR", "freight": None, **given,
    }  # fmt: skip
    content = repr((number, lines, sorted((name, str(value)) for name, value in told.items())))
    return Document(
        kind=told["kind"],
        sha256=sha256(content.encode()).hexdigest(),
        file=f"{number}.xml",
        number=known(number),
        issued=known(told["issued"]) if told["issued"] else None,
        currency=known(told["currency"]),
        incoterm=known(told["term"]) if told["term"] else None,
        parties=(TradeParty(role="seller", name=known(told["seller"])),),
        cites=tuple(known(each) for each in told["cites"]),
        lines=tuple(lines),
        freight=told["freight"],
    )


def packing(number: str, *lines: Line, **given: Any) -> Document:
    return paper(number, *lines, **{"kind": DocumentKind.PACKING_LIST, **given})


def item(number: str = "1", **given: Any) -> Item:
    """What `line()` invoices, declared as it is."""
    told = {
        "text": "Fresh cut roses", "code": ROSE, "origin": "KE", "stems": 1000, "unit": "NAR",
        "net": "40", "gross": "50", "value": "500.00", "currency": "EUR", "price": None, **given,
    }  # fmt: skip
    value = None
    if told["value"] is not None:
        value = known(Money(amount=Decimal(told["value"]), currency=told["currency"]))
    quantity = None
    if told["stems"] is not None:
        quantity = known(Quantity(amount=Decimal(told["stems"]), unit=told["unit"]))
    return Item(
        number=number,
        text=known(told["text"]),
        commodity_code=known(told["code"]) if told["code"] else None,
        origin=known(told["origin"]) if told["origin"] else None,
        net_kg=known(Decimal(told["net"])) if told["net"] else None,
        gross_kg=known(Decimal(told["gross"])) if told["gross"] else None,
        supplementary=quantity,
        value=value,
        price=told["price"],
    )


def declaration(name: str, *items: Item, **given: Any) -> Declaration:
    """A declaration that names the invoice INV-1, unless told otherwise."""
    told = {
        "names": ("INV-1",), "waybill": "176-12345675", "accepted": date(2024, 3, 4),
        "rate": None, "invoiced": None, "exporter": "Ziwa Blooms Ltd", "packing": (),
        "function": "9", **given,
    }  # fmt: skip
    content = repr((name, items, sorted((key, str(value)) for key, value in told.items())))
    supports = [
        ("N935", known(number, "/Declaration/AdditionalDocument")) for number in told["names"]
    ]
    supports += [("N271", known(number)) for number in told["packing"]]
    return Declaration(
        sha256=sha256(content.encode()).hexdigest(),
        file=f"{name}.xml",
        reference=known(name),
        mrn=None,
        accepted=known(told["accepted"]) if told["accepted"] else None,
        kind=known("IMA"),
        parties=(TradeParty(role="exporter", name=known(told["exporter"])),),
        transport_document=known(told["waybill"]) if told["waybill"] else None,
        invoiced=told["invoiced"],
        incoterm=None,
        exchange_rate=known(Decimal(told["rate"])) if told["rate"] else None,
        supports=tuple(supports),
        items=tuple(items),
        function=known(told["function"]),
    )


def worked(declared: Declaration | Sequence[Declaration], *papers: Document) -> list[Case]:
    """The cases of these papers."""
    declarations = [declared] if isinstance(declared, Declaration) else declared
    found = linked(papers, declarations)
    return [case for component in found.components for case in cases(component)]


def findings(
    declared: Declaration | Sequence[Declaration], *papers: Document
) -> list[TradeFinding]:
    """The findings of these papers."""
    return [each for case in worked(declared, *papers) for each in case.findings]


def told(found: Sequence[TradeFinding]) -> list[tuple[str, str]]:
    """(type, item) of findings."""
    return [(each.type.value, each.item) for each in found]
