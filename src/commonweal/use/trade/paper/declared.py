"""WCO Data Model declaration: a `Declaration`, alone or inside a `MetaData`.

Document codes are category and type together: category N and type 935 are N935, a commercial
invoice. `reference` is the functional reference, else the MRN; one of them must stand there. The
commodity code is the first classification of type TSP (8 digits). The statistical value comes
before the customs value; the price of the item is kept beside both. An amendment or a cancellation
(function 13) is a declaration too, and says so in `function`.
"""

from collections.abc import Iterator
from dataclasses import replace

from commonweal.use.trade.consignment import Declaration, Item, Known, TradeParty
from commonweal.use.trade.paper import commodity
from commonweal.use.trade.paper.goods import total
from commonweal.use.trade.paper.place import Place

TRANSPORT = frozenset({"703", "704", "705", "714", "720", "722", "730", "740", "741", "750", "760"})
"""Document types that are transport documents, such as 740 air waybill (UN/EDIFACT 1001)."""

INVOICE = "N935"
"""Code of the commercial invoice among supporting documents."""

NON_PREFERENTIAL = "1"

_Supports = tuple[tuple[str, Known[str]], ...]


def declaration(root: Place) -> Declaration:
    """A declaration. Raises Invalid."""
    stated = root.one("Declaration") if root.path.endswith("MetaData") else root
    if stated is None:
        raise root.wrong("has no Declaration")
    shipment = stated.one("GoodsShipment")
    mrn = stated.text("ID")
    reference = stated.text("FunctionalReferenceID") or mrn
    if reference is None:
        raise stated.wrong("has neither FunctionalReferenceID nor ID", "Name one of them.")
    return Declaration(
        sha256=root.paper.sha256,
        file=root.paper.file,
        reference=reference,
        mrn=mrn,
        accepted=stated.moment("AcceptanceDateTime"),
        kind=stated.text("TypeCode"),
        function=stated.text("FunctionCode"),
        parties=tuple(_parties(stated, shipment)),
        transport_document=_transport_document(stated, shipment),
        invoiced=stated.money("InvoiceAmount"),
        incoterm=_incoterm(shipment),
        exchange_rate=stated.decimal("CurrencyExchange", "RateNumeric"),
        supports=(*_supports(stated), *_invoice(shipment)),
        items=tuple(_item(each) for each in _items(shipment)),
    )


def _parties(stated: Place, shipment: Place | None) -> Iterator[TradeParty]:
    places = {
        "exporter": stated.one("Exporter"),
        "declarant": stated.one("Declarant"),
        "importer": shipment.one("Importer") if shipment else None,
        "seller": shipment.one("Seller") if shipment else None,
        "buyer": shipment.one("Buyer") if shipment else None,
    }
    for role, place in places.items():
        name, id_ = (place.text("Name"), place.text("ID")) if place else (None, None)
        if name or id_:
            yield TradeParty(role=role, name=name, ids=(id_,) if id_ else ())


def _items(shipment: Place | None) -> Iterator[Place]:
    yield from shipment.each("GovernmentAgencyGoodsItem") if shipment else ()


def _transport_document(stated: Place, shipment: Place | None) -> Known[str] | None:
    """The first waybill or its like among previous and supporting documents."""
    holders = [stated, *([shipment] if shipment else []), *_items(shipment)]
    for holder in holders:
        for name in ("AdditionalDocument", "PreviousDocument"):
            for place in holder.each(name):
                kind = place.text("TypeCode")
                if kind and kind.value in TRANSPORT and (found := place.text("ID")):
                    return found
    return None


def _incoterm(shipment: Place | None) -> Known[str] | None:
    terms = shipment.one("TradeTerms") if shipment else None
    code = terms.text("ConditionCode") if terms else None
    if terms is None or code is None:
        return None
    location = terms.text("LocationName") or terms.text("LocationID")
    if location is None:
        return code
    origin = replace(code.origin, transform="with its place")
    return Known(value=f"{code.value} {location.value}", origin=origin)


def _supports(holder: Place) -> _Supports:
    """(category and type, number) of the supporting documents named here."""
    found = []
    for place in holder.each("AdditionalDocument"):
        category, kind = place.text("CategoryCode"), place.text("TypeCode")
        code = f"{category.value if category else ''}{kind.value if kind else ''}"
        if named := place.text("ID"):
            found.append((code, named))
    return tuple(found)


def _invoice(shipment: Place | None) -> _Supports:
    named = shipment.text("Invoice", "ID") if shipment else None
    return ((INVOICE, named),) if named else ()


def _item(place: Place) -> Item:
    number = place.text("SequenceNumeric")
    if number is None:
        raise place.wrong("has no SequenceNumeric")
    goods = place.one("Commodity")
    measure = goods.one("GoodsMeasure") if goods else None
    counts = [each.decimal("QuantityQuantity") for each in place.each("Packaging")]
    return Item(
        number=number.value,
        text=goods.text("Description") if goods else None,
        commodity_code=_commodity_code(goods),
        origin=_origin(place),
        net_kg=measure.mass("NetNetWeightMeasure") if measure else None,
        gross_kg=measure.mass("GrossMassMeasure") if measure else None,
        supplementary=measure.quantity("TariffQuantity") if measure else None,
        packages=total([each for each in counts if each]),
        value=place.money("StatisticalValueAmount") or place.money("CustomsValueAmount"),
        price=goods.money("InvoiceLine", "ItemChargeAmount") if goods else None,
        supports=_supports(place),
    )


def _commodity_code(goods: Place | None) -> Known[str] | None:
    for place in goods.each("Classification") if goods else ():
        kind = place.text("IdentificationTypeCode")
        if kind and kind.value == "TSP":
            return commodity.code(place.one("ID"))
    return None


def _origin(place: Place) -> Known[str] | None:
    """The non-preferential origin, else the first that is named."""
    found = [(each.text("TypeCode"), each.text("CountryCode")) for each in place.each("Origin")]
    plain = [country for kind, country in found if kind and kind.value == NON_PREFERENTIAL]
    return next((each for each in (*plain, *(country for _, country in found)) if each), None)
