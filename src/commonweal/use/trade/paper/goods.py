"""What UBL says of goods: the item of a line, and the goods item of a shipment.

Masses are read in a goods item: of a packing list, or below an invoice line at
`cac:Delivery/cac:Shipment/cac:GoodsItem`, as an invoice line has none of its own. Net is
`cbc:NetNetWeightMeasure` (no packaging at all) where it stands, else `cbc:NetWeightMeasure`.
"""

from dataclasses import replace
from decimal import Decimal

from commonweal.use.trade.consignment import Known
from commonweal.use.trade.paper import commodity
from commonweal.use.trade.paper.place import Place

CUSTOMS_LISTS = frozenset({"HS", "CN", "TARIC", "CN8", "HS6"})
"""`listID` of a classification that customs uses; UNSPSC, CPV and the like are left alone."""


def text(item: Place | None) -> Known[str] | None:
    """What the goods are called."""
    if item is None:
        return None
    return item.text("cbc:Name") or item.text("cbc:Description")


def product_code(item: Place | None) -> Known[str] | None:
    """The seller's code of the product, else the standard one, such as a GTIN."""
    if item is None:
        return None
    return item.text("cac:SellersItemIdentification", "cbc:ID") or item.text(
        "cac:StandardItemIdentification", "cbc:ID"
    )


def commodity_code(item: Place | None) -> Known[str] | None:
    """`cbc:CommodityCode`, else a classification by a list that customs uses."""
    for place in item.each("cac:CommodityClassification") if item else ():
        stated = place.one("cbc:CommodityCode")
        listed = place.one("cbc:ItemClassificationCode")
        if listed and listed.element.get("listID", "").upper() not in CUSTOMS_LISTS:
            listed = None
        if found := commodity.code(stated or listed):
            return found
    return None


def origin(item: Place | None) -> Known[str] | None:
    """Country of origin."""
    if item is None:
        return None
    return item.text("cac:OriginCountry", "cbc:IdentificationCode") or item.text(
        "cac:OriginAddress", "cac:Country", "cbc:IdentificationCode"
    )


def net_kg(goods: Place | None) -> Known[Decimal] | None:
    """Net mass of a goods item, in kilograms."""
    if goods is None:
        return None
    return goods.mass("cbc:NetNetWeightMeasure") or goods.mass("cbc:NetWeightMeasure")


def gross_kg(goods: Place | None) -> Known[Decimal] | None:
    """Gross mass of a goods item, in kilograms."""
    return goods.mass("cbc:GrossWeightMeasure") if goods else None


def packages(goods: Place | None) -> Known[Decimal] | None:
    """Packages of a goods item: the sum over `cac:ContainingPackage`."""
    if goods is None:
        return None
    counts = [each.decimal("cbc:Quantity") for each in goods.each("cac:ContainingPackage")]
    return total([each for each in counts if each])


def total(counts: list[Known[Decimal]]) -> Known[Decimal] | None:
    """The sum, known from the first; None where there is nothing to sum."""
    if not counts:
        return None
    first, *more = counts
    if not more:
        return first
    origin = replace(first.origin, transform=f"sum of {len(counts)}")
    return Known(value=sum((each.value for each in counts), Decimal(0)), origin=origin)
