from datetime import date
from decimal import Decimal

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import DocumentKind, Money, Quantity
from tests.use.trade.paper.golden import document, value


def usd(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="USD")


def test_an_invoice_says_who_sold_what_to_whom() -> None:
    invoice = document("invoice")
    assert invoice.kind is DocumentKind.INVOICE
    assert invoice.number.value == "INV-2026-0117"
    assert value(invoice.issued) == date(2026, 2, 11)
    assert value(invoice.currency) == "USD"
    assert value(invoice.incoterm) == "FCA Nairobi"
    seller, buyer = invoice.parties
    assert (seller.role, value(seller.name)) == ("seller", "Example Blooms Ltd")
    assert [each.value for each in seller.ids] == ["KE-P0512345"]
    assert [each.value for each in buyer.ids] == ["NL000000000B00", "8700000000003"]
    assert [each.value for each in invoice.cites] == ["706-12345675"]
    assert value(invoice.total) == usd("1645.50")
    assert value(invoice.freight) == usd("310.50")
    assert invoice.insurance is None


def test_a_line_says_all_that_stands_below_it() -> None:
    line = document("invoice").lines[0]
    assert line.number == "1"
    assert value(line.text) == "Rose Invented Red 50 cm"
    assert value(line.product_code) == "R-RED-50"
    assert value(line.commodity_code) == "060311"
    assert value(line.origin) == "KE"
    assert value(line.quantity) == Quantity(amount=Decimal(4000), unit="H87")
    assert value(line.net_kg) == Decimal(140)
    assert value(line.gross_kg) == Decimal("152.4")
    assert value(line.packages) == Decimal(10)
    assert value(line.unit_price) == usd("0.21")
    assert value(line.amount) == usd("840.00")


def test_every_field_says_where_it_stood_and_what_was_done() -> None:
    line = document("invoice").lines[0]
    assert line.commodity_code is not None
    origin = line.commodity_code.origin
    assert (
        origin.path == "/Invoice/InvoiceLine[1]/Item/CommodityClassification/ItemClassificationCode"
    )
    assert (origin.line, origin.raw, origin.transform) == (69, "0603.11", "digits alone")
    assert len(origin.document) == 64
    assert line.unit_price is not None
    assert line.unit_price.origin.transform == "per 100 as per 1"


def test_a_charge_is_not_goods_unless_it_is_classified() -> None:
    roses, carnations, handling = document("invoice").lines
    assert (roses.is_goods, carnations.is_goods, handling.is_goods) == (True, True, False)
    renamed = document("invoice", ("Carnation Invented White", "Freight rose"))
    assert renamed.lines[1].is_goods


def test_freight_among_the_lines_is_freight() -> None:
    invoice = document(
        "invoice",
        ("<cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode>", ""),
        ("Handling charge", "Air freight NBO-AMS"),
    )
    assert value(invoice.freight) == usd("45.00")
    assert not invoice.lines[2].is_goods


def test_an_allowance_is_no_freight() -> None:
    invoice = document("invoice", ("<cbc:ChargeIndicator>true", "<cbc:ChargeIndicator>false"))
    assert invoice.freight is None


def test_a_list_that_customs_does_not_use_gives_no_commodity_code() -> None:
    assert document("invoice", ('listID="HS"', 'listID="UNSPSC"')).lines[0].commodity_code is None


def test_a_credit_note_cites_its_invoice() -> None:
    note = document("credit-note")
    assert note.kind is DocumentKind.CREDIT_NOTE
    assert [each.value for each in note.cites] == ["INV-2026-0117"]
    assert value(note.total) == usd("21.00")
    assert value(note.lines[0].quantity) == Quantity(amount=Decimal(100), unit="H87")


def test_a_price_for_no_quantity_is_refused_with_its_place() -> None:
    with pytest.raises(Invalid, match=r"line \d+, /Invoice/InvoiceLine\[1\]/Price: the price is"):
        document("invoice", (">100</cbc:BaseQuantity>", ">0</cbc:BaseQuantity>"))
