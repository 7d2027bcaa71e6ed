"""UBL 2.1 PackingList.

Its goods are the `cac:GoodsItem` of its one `cac:Shipment`; where there are none there, those of
the `cac:TransportHandlingUnit`s. A line is a goods item: `cbc:ID` (else `cbc:SequenceNumberID`,
else its position), `cac:Item` or `cbc:Description`, `cbc:RequiredCustomsID` where the item has no
commodity code, `cbc:Quantity`, masses, packages and `cbc:ValueAmount`. Cited are its
`cac:DocumentReference`s and what carriers call its consignments; the consignor counts as exporter
unless an exporter is named.
"""

from collections.abc import Iterator

from commonweal.use.trade.consignment import Document, DocumentKind, Known, Line, TradeParty
from commonweal.use.trade.paper import commodity, goods
from commonweal.use.trade.paper.invoice import number, terms
from commonweal.use.trade.paper.place import Place
from commonweal.use.trade.paper.trader import party


def packing_list(root: Place) -> Document:
    """A packing list. Raises Invalid."""
    shipment = root.one("cac:Shipment")
    lines = tuple(_lines(shipment)) if shipment else ()
    if not lines:
        raise (shipment or root).wrong("names no goods", "Put them in cac:Shipment/cac:GoodsItem.")
    consignment = shipment.one("cac:Consignment") if shipment else None
    return Document(
        kind=DocumentKind.PACKING_LIST,
        sha256=root.paper.sha256,
        file=root.paper.file,
        number=number(root),
        issued=root.day("cbc:IssueDate"),
        currency=None,
        incoterm=terms(consignment.one("cac:DeliveryTerms")) if consignment else None,
        parties=_parties(root, consignment),
        cites=tuple(_cites(root, shipment)),
        lines=lines,
    )


def _parties(root: Place, consignment: Place | None) -> tuple[TradeParty, ...]:
    stated = party(consignment.one("cac:ExporterParty"), "exporter") if consignment else ()
    importer = consignment and (
        consignment.one("cac:ImporterParty") or consignment.one("cac:ConsigneeParty")
    )
    consignor = party(root.one("cac:ConsignorParty"), "exporter")
    return (*(stated or consignor), *party(importer, "importer"))


def _cites(root: Place, shipment: Place | None) -> Iterator[Known[str]]:
    cited = [each.text("cbc:ID") for each in root.each("cac:DocumentReference")]
    for place in shipment.each("cac:Consignment") if shipment else ():
        cited.append(place.text("cbc:CarrierAssignedID"))
    yield from (each for each in cited if each)


def _lines(shipment: Place) -> Iterator[Line]:
    listed = tuple(shipment.each("cac:GoodsItem")) or tuple(
        each
        for unit in shipment.each("cac:TransportHandlingUnit")
        for each in unit.each("cac:GoodsItem")
    )
    yield from (_line(each, position) for position, each in enumerate(listed, 1))


def _line(place: Place, position: int) -> Line:
    item = place.one("cac:Item")
    named = place.text("cbc:ID") or place.text("cbc:SequenceNumberID")
    return Line(
        number=named.value if named else str(position),
        text=goods.text(item) or place.text("cbc:Description"),
        product_code=goods.product_code(item),
        commodity_code=goods.commodity_code(item)
        or commodity.code(place.one("cbc:RequiredCustomsID")),
        origin=goods.origin(item),
        quantity=place.quantity("cbc:Quantity"),
        net_kg=goods.net_kg(place),
        gross_kg=goods.gross_kg(place),
        packages=goods.packages(place),
        amount=place.money("cbc:ValueAmount"),
    )
