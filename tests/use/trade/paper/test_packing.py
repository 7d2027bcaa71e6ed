from decimal import Decimal

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import DocumentKind
from tests.use.trade.paper.golden import document, text


def test_a_packing_list_says_masses_and_packages() -> None:
    packed = document("packing-list")
    roses, carnations = packed.lines
    assert packed.kind is DocumentKind.PACKING_LIST
    assert packed.number.value == "PL-2026-0117"
    assert roses.gross_kg is not None
    assert roses.gross_kg.value == Decimal("152.4")
    assert roses.packages is not None
    assert (roses.packages.value, roses.packages.origin.transform) == (Decimal(10), "sum of 2")
    assert carnations.text is not None
    assert carnations.text.value == "Carnation Invented White"
    assert carnations.commodity_code is not None
    assert carnations.commodity_code.value == "06031200"


def test_net_is_without_any_packaging_and_in_kilograms() -> None:
    roses, carnations = document("packing-list").lines
    assert roses.net_kg is not None
    assert (roses.net_kg.value, roses.net_kg.origin.transform) == (Decimal(140), "GRM as kg")
    assert roses.net_kg.origin.raw == "140000"
    assert carnations.net_kg is not None
    assert carnations.net_kg.value == Decimal("63.5029318")
    assert carnations.net_kg.origin.transform == "LBR as kg"


def test_a_packing_list_cites_its_invoice_and_air_waybill() -> None:
    packed = document("packing-list")
    assert [each.value for each in packed.cites] == ["INV-2026-0117", "706-12345675"]
    assert [each.role for each in packed.parties] == ["exporter", "importer"]


def test_goods_may_lie_in_handling_units() -> None:
    whole = text("packing-list")
    start, end = whole.index("    <cac:GoodsItem>"), whole.index("  </cac:Shipment>")
    items = whole[start:end]
    unit = f"<cac:TransportHandlingUnit>{items}</cac:TransportHandlingUnit>"
    lines = document("packing-list", (items, unit)).lines
    assert [line.number for line in lines] == ["1", "2"]
    assert lines[1].gross_kg is not None
    assert lines[1].gross_kg.origin.path == (
        "/PackingList/Shipment/TransportHandlingUnit/GoodsItem[2]/GrossWeightMeasure"
    )


def test_a_goods_item_without_number_is_known_by_its_position() -> None:
    lines = document("packing-list", ("      <cbc:ID>2</cbc:ID>\n", "")).lines
    assert [line.number for line in lines] == ["1", "2"]


def test_a_packing_list_without_goods_is_refused() -> None:
    whole = text("packing-list")
    start, end = whole.index("    <cac:GoodsItem>"), whole.index("  </cac:Shipment>")
    with pytest.raises(Invalid, match="line 11, /PackingList/Shipment: names no goods"):
        document("packing-list", (whole[start:end], ""))
