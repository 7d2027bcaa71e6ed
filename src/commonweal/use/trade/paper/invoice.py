"""UBL 2.1 Invoice and CreditNote, and what profiles them: EN 16931, Peppol BIS 3.

Read of the whole: number, issue date, currency, delivery terms (`cac:DeliveryTerms`, also below
`cac:Delivery`), seller, buyer, every document cited, freight and insurance among the charges, and
the total: `cbc:TaxExclusiveAmount`, else `cbc:PayableAmount`. `goods` says what is read of a line.
Amounts of a credit note stay as written: positive is credited.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from commonweal.use.trade.consignment import Document, DocumentKind, Known, Line, Money
from commonweal.use.trade.paper import charge, goods
from commonweal.use.trade.paper.place import Place
from commonweal.use.trade.paper.trader import party

INVOICED_OBJECT = "130"
"""UN/EDIFACT 1001: an AdditionalDocumentReference with it names an object, such as a meter."""


def invoice(root: Place) -> Document:
    """An invoice. Raises Invalid."""
    return _document(root, DocumentKind.INVOICE, "cac:InvoiceLine", "cbc:InvoicedQuantity")


def credit_note(root: Place) -> Document:
    """A credit note. Raises Invalid."""
    return _document(root, DocumentKind.CREDIT_NOTE, "cac:CreditNoteLine", "cbc:CreditedQuantity")


def number(root: Place) -> Known[str]:
    """The document's own number, which our table requires."""
    found = root.text("cbc:ID")
    if found is None:
        raise root.wrong("has no number")
    return found


def terms(place: Place | None) -> Known[str] | None:
    """Delivery term and place of a `cac:DeliveryTerms`, such as `FCA Nairobi`."""
    stated = place.text("cbc:ID") if place else None
    if place is None or stated is None:
        return None
    location = place.text("cac:DeliveryLocation", "cbc:Name") or place.text(
        "cac:DeliveryLocation", "cbc:ID"
    )
    if location is None:
        return stated
    whole = f"{stated.value} {location.value}"
    return Known(value=whole, origin=replace(stated.origin, transform="with its place"))


def _document(root: Place, kind: DocumentKind, line: str, quantity: str) -> Document:
    lines = tuple(_line(each, quantity) for each in root.each(line))
    return Document(
        kind=kind,
        sha256=root.paper.sha256,
        file=root.paper.file,
        number=number(root),
        issued=root.day("cbc:IssueDate"),
        currency=root.text("cbc:DocumentCurrencyCode"),
        incoterm=terms(root.one("cac:DeliveryTerms"))
        or terms(root.one("cac:Delivery", "cac:DeliveryTerms")),
        parties=(
            *party(_seller(root), "seller"),
            *party(_buyer(root), "buyer"),
        ),
        cites=tuple(_cites(root)),
        lines=lines,
        total=_total(root),
        freight=charge.freight(root, lines),
        insurance=charge.insurance(root, lines),
    )


def _seller(root: Place) -> Place | None:
    return root.one("cac:SellerSupplierParty", "cac:Party") or root.one(
        "cac:AccountingSupplierParty", "cac:Party"
    )


def _buyer(root: Place) -> Place | None:
    return root.one("cac:BuyerCustomerParty", "cac:Party") or root.one(
        "cac:AccountingCustomerParty", "cac:Party"
    )


def _total(root: Place) -> Known[Money] | None:
    whole = root.one("cac:LegalMonetaryTotal")
    if whole is None:
        return None
    return whole.money("cbc:TaxExclusiveAmount") or whole.money("cbc:PayableAmount")


def _cites(root: Place) -> Iterator[Known[str]]:
    """Invoices billed before, despatch advices, waybills and other documents it names."""
    cited: list[Known[str] | None] = []
    for place in root.each("cac:BillingReference"):
        cited.append(place.text("cac:InvoiceDocumentReference", "cbc:ID"))
        cited.append(place.text("cac:CreditNoteDocumentReference", "cbc:ID"))
    cited += [each.text("cbc:ID") for each in root.each("cac:DespatchDocumentReference")]
    for place in root.each("cac:AdditionalDocumentReference"):
        kind = place.text("cbc:DocumentTypeCode")
        if not (kind and kind.value == INVOICED_OBJECT):
            cited.append(place.text("cbc:ID"))
    shipped = root.one("cac:Delivery", "cac:Shipment")
    for place in shipped.each("cac:Consignment") if shipped else ():
        cited.append(place.text("cbc:CarrierAssignedID"))
    yield from (each for each in cited if each)


def _line(place: Place, quantity: str) -> Line:
    item = place.one("cac:Item")
    shipped = place.one("cac:Delivery", "cac:Shipment", "cac:GoodsItem")
    text, classified = goods.text(item), goods.commodity_code(item)
    return Line(
        number=number(place).value,
        text=text,
        product_code=goods.product_code(item),
        commodity_code=classified,
        origin=goods.origin(item),
        quantity=place.quantity(quantity),
        net_kg=goods.net_kg(shipped),
        gross_kg=goods.gross_kg(shipped),
        packages=goods.packages(shipped),
        unit_price=_unit_price(place.one("cac:Price")),
        amount=place.money("cbc:LineExtensionAmount"),
        is_goods=charge.is_goods(text.value if text else "", classified=classified is not None),
    )


def _unit_price(place: Place | None) -> Known[Money] | None:
    """The price of one unit; a price per 100 is divided, and the transform says so."""
    price = place.money("cbc:PriceAmount") if place else None
    base = place.decimal("cbc:BaseQuantity") if place else None
    if place is None or price is None or base is None or base.value == 1:
        return price
    if base.value <= Decimal(0):
        raise place.wrong("the price is for no quantity (cbc:BaseQuantity)")
    one = Money(amount=price.value.amount / base.value, currency=price.value.currency)
    return Known(value=one, origin=replace(price.origin, transform=f"per {base.value} as per 1"))
