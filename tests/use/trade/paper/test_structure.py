from pathlib import Path

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.trade.paper import markup, structure, table
from commonweal.use.trade.paper.table import LEAVES, Table
from commonweal.use.trade.reading import paper
from tests.use.trade.paper.golden import GOLDENS, text

BROKEN = {
    "invoice-without-number": "line 5, /Invoice: has no cbc:ID (UBL 2.1 Invoice, cbc:ID 1..1)",
    "invoice-decimal-comma": "line 45, /Invoice/LegalMonetaryTotal/LineExtensionAmount: "
    "is '1.335,00', which is not a decimal number; XML writes decimals with a point",
    "invoice-two-dates": "line 9, /Invoice/IssueDate[2]: stands more often than allowed "
    "(UBL 2.1 Invoice, cbc:IssueDate 1..1)",
    "packing-list-litres": "line 22, /PackingList/Shipment/GoodsItem[1]/GrossWeightMeasure: "
    "has the unit 'LTR'; a mass is read in KGM, GRM, TNE, LBR",
    "packing-list-without-goods": "line 11, /PackingList/Shipment: names no goods",
    "credit-note-unknown-element": "line 27, /CreditNote/CreditNoteLine/CreditedQuantum: "
    "is not an element of CreditNoteLine in UBL 2.1",
    "declaration-negative-mass": "/Commodity/GoodsMeasure/NetNetWeightMeasure: is negative",
    "declaration-late-element": "line 16, /MetaData/Declaration/TypeCode: stands too late",
    "declaration-no-such-day": "is '20260230083000+01', a day that does not exist",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_golden_is_refused_with_file_line_path_and_rule(name: str) -> None:
    content = (GOLDENS / "broken" / f"{name}.xml").read_bytes()
    with pytest.raises(Invalid) as refused:
        paper(content, file=f"{name}.xml")
    assert refused.value.detail.startswith(f"{name}.xml, line ")
    assert BROKEN[name] in refused.value.detail


def test_every_broken_golden_is_tried() -> None:
    assert {path.stem for path in Path(GOLDENS, "broken").iterdir()} == set(BROKEN)


def test_the_first_few_gaps_are_named_and_no_more() -> None:
    content = text("invoice").replace('currencyID="USD"', 'currencyID="US$"').encode()
    with pytest.raises(Invalid) as refused:
        paper(content, file="a.xml")
    assert refused.value.hint.count("; line ") == structure.FEW - 2
    assert refused.value.fields["path"] == "/Invoice/AllowanceCharge/Amount"


@pytest.mark.parametrize(
    "standard", [table.ubl(), table.declaration()], ids=lambda each: each.standard
)
def test_every_shape_can_be_reached_from_a_root(standard: Table) -> None:
    reached: set[str] = set()
    open_ = set(standard.roots.values())
    while open_:
        name = open_.pop()
        reached.add(name)
        kinds = {rule.kind for rule in standard.shapes[name].rules.values()}
        open_ |= kinds - LEAVES - reached
    assert reached == set(standard.shapes)


def test_a_prefix_is_never_compared() -> None:
    strange = text("invoice").replace("cbc:", "Sally:").replace("xmlns:cbc", "xmlns:Sally")
    root = markup.root(strange.encode(), file="a.xml")
    assert structure.gaps(root, table.ubl()) == ()
