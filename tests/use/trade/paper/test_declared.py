from datetime import date
from decimal import Decimal

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import Declaration, Money, Quantity
from commonweal.use.trade.reading import paper
from tests.use.trade.paper.golden import declaration, text, value


def test_a_declaration_says_what_is_declared_as_a_whole() -> None:
    declared = declaration()
    assert declared.reference.value == "LRN-2026-0042"
    assert value(declared.mrn) == "26NL000000000000A1"
    assert value(declared.accepted) == date(2026, 2, 12)
    assert value(declared.kind) == "IMA"
    assert value(declared.function) == "9"
    assert value(declared.transport_document) == "706-12345675"
    assert value(declared.invoiced) == Money(amount=Decimal("1645.50"), currency="USD")
    assert value(declared.incoterm) == "FCA Nairobi"
    assert value(declared.exchange_rate) == Decimal("1.085")
    assert {each.role for each in declared.parties} == {"exporter", "declarant", "importer"}


def test_an_item_says_what_is_declared_of_it() -> None:
    roses = declaration().items[0]
    assert roses.number == "1"
    assert value(roses.commodity_code) == "06031100"
    assert value(roses.net_kg) == Decimal(140)
    assert value(roses.gross_kg) == Decimal("152.4")
    assert value(roses.supplementary) == Quantity(amount=Decimal(4000), unit="")
    assert value(roses.packages) == Decimal(10)
    assert value(roses.value) == Money(amount=Decimal("921.40"), currency="EUR")
    assert value(roses.price) == Money(amount=Decimal("840.00"), currency="USD")


def test_the_origin_is_the_non_preferential_one() -> None:
    assert value(declaration().items[0].origin) == "KE"


def test_an_item_names_its_invoice() -> None:
    ((code, number),) = declaration().items[0].supports
    assert (code, number.value) == ("N935", "INV-2026-0117")
    assert number.origin.path == (
        "/MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/AdditionalDocument/ID"
    )


def test_a_declaration_may_stand_alone() -> None:
    whole = text("declaration")
    start, end = whole.index("  <Declaration>"), whole.index("</md:MetaData>")
    bare = whole[start:end].replace(
        "<Declaration>",
        '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2" '
        'xmlns:ds="urn:wco:datamodel:WCO:Declaration_DS:DMS:2">',
    )
    read = paper(bare.encode(), file="bare.xml")
    assert isinstance(read, Declaration)
    assert read.reference.value == "LRN-2026-0042"
    assert read.reference.origin.path == "/Declaration/FunctionalReferenceID"


def test_the_movement_number_stands_in_for_a_missing_reference() -> None:
    own = "<FunctionalReferenceID>LRN-2026-0042</FunctionalReferenceID>"
    assert declaration((own, "")).reference.value == "26NL000000000000A1"


def test_a_mass_may_be_declared_in_grams() -> None:
    roses = declaration((">140<", ' unitCode="GRM">140000<')).items[0]
    assert value(roses.net_kg) == Decimal(140)


@pytest.mark.parametrize("code", ["cut flowers", "060", "06031100000", "0603-11"])
def test_a_commodity_code_is_four_to_ten_digits(code: str) -> None:
    with pytest.raises(Invalid, match="is not 4 to 10 digits"):
        declaration(("06031100", code))
