from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commonweal.use.trade.consignment import Money
from tests.use.trade.builders import (
    OTHER,
    declaration,
    eur,
    findings,
    item,
    known,
    line,
    packing,
    paper,
    told,
)

BOTH = [line("1"), line("2", stems=700, net="30", gross="36", amount="310.00")]
SECOND = {"stems": 700, "net": "30", "gross": "36", "value": "310.00"}


def differing(**wrong: Any) -> list[tuple[str, str]]:
    return told(
        findings(declaration("D", item(**wrong), item("2", **SECOND)), paper("INV-1", *BOTH))
    )


@pytest.mark.parametrize(
    ("wrong", "type"),
    [
        ({"value": "300.00"}, "undervaluation"),
        ({"value": "800.00"}, "overvaluation"),
        ({"stems": 1250}, "quantity"),
        ({"net": "30"}, "net_mass"),
        ({"gross": "66"}, "gross_mass"),
        ({"gross": "39"}, "gross_mass"),
        ({"code": OTHER}, "commodity_code"),
        ({"origin": "ET"}, "origin"),
    ],
)
def test_each_kind_of_difference_is_found_alone(wrong: dict[str, object], type: str) -> None:
    assert set(differing(**wrong)) == {(type, "1")}


def test_what_is_right_has_no_finding() -> None:
    assert differing() == []


@pytest.mark.parametrize(
    "noise",
    [{"value": "500.01"}, {"value": "499"}, {"value": "501.00"}, {"net": "40.4"}, {"gross": "51"}],
)
def test_a_cent_a_rounded_euro_and_a_wobbling_scale_are_no_finding(
    noise: dict[str, object],
) -> None:
    assert differing(**noise) == []


def test_the_sentence_can_be_checked_against_paper() -> None:
    invoice = paper("INV-17", line("2", stems=2500))
    (found,) = findings(declaration("D", item("2", stems=1250), names=("INV-17",)), invoice)
    assert found.sentence == "Item 2 declares 1,250 stems; invoice INV-17, line 2 says 2,500 stems."
    assert found.difference is not None
    assert (found.difference.value, found.difference.unit) == ("-1250", "stems")
    assert [each.path for each in (*found.in_declaration, *found.in_papers)] == ["/x", "/x"]


def test_missing_and_extra_lines_are_told_from_each_other() -> None:
    extra = item("3", code=OTHER, stems=90, net="2", value="61.00")
    found = findings(declaration("D", item(), extra), paper("INV-1", *BOTH))
    assert told(found) == [("missing_line", ""), ("extra_line", "3")]
    assert [each.sentence for each in found] == [
        "Invoice INV-1, line 2 (code 06031100, 700 stems, 30 kg net) is on no item declared.",
        "Item 3 (code 06031970, 90 stems, 2 kg net) stands on no invoice that was shared.",
    ]


def test_without_any_invoice_nothing_is_extra() -> None:
    (found,) = findings(declaration("D", item()))
    assert found.type == "document_missing"


def test_an_assumed_stem_weight_gives_a_range_and_never_a_false_exact() -> None:
    by_weight = line("1", stems=40, unit="KGM")
    assert findings(declaration("D", item(stems=1000)), paper("INV-1", by_weight)) == []
    (found,) = findings(declaration("D", item(stems=9000)), paper("INV-1", by_weight))
    assert found.sentence == (
        "Item 1 declares 9,000 stems; invoice INV-1, line 1 says between 333 and 4,000 stems "
        "(a stem is assumed to weigh 10 to 120 g)."
    )


def test_freight_lines_are_no_goods_and_stated_freight_is_exact() -> None:
    freight = line(
        "3", text="Air freight", code=None, stems=None, net=None, gross=None, amount="86.00",
        goods=False,
    )  # fmt: skip
    invoice = paper("INV-1", *BOTH, freight, term="FCA Nairobi")
    right = [item(value="550.00"), item("2", **{**SECOND, "value": "346.00"})]
    assert findings(declaration("D", *right), invoice) == []
    found = findings(declaration("D", right[0], item("2", **SECOND)), invoice)
    assert told(found) == [("undervaluation", "2")]
    assert "EUR 346.00 (EUR 310.00, with EUR 36.00 of freight and charges)" in found[0].sentence


def test_unknown_freight_widens_what_is_tolerated() -> None:
    invoice = paper("INV-1", line(), term="FCA Nairobi")
    assert findings(declaration("D", item(value="600.00")), invoice) == []
    assert told(findings(declaration("D", item(value="400.00")), invoice)) == [
        ("undervaluation", "1")
    ]
    assert findings(declaration("D", item(value="600.00")), paper("INV-1", line()))


def test_free_samples_are_goods_and_negative_lines_reduce_the_line_they_refer_to() -> None:
    sample = line("2", stems=20, net="1", gross="2", amount="0.00", code=OTHER)
    back = line("3", stems=None, net=None, gross=None, amount="-50.00")
    items = [
        item(value="450.00"),
        item("2", code=OTHER, stems=20, net="1", gross="2", value="0"),
    ]
    assert findings(declaration("D", *items), paper("INV-1", line(), sample, back)) == []


@pytest.mark.parametrize("stated", ["KES", "USD"])
def test_a_wrong_currency_label_is_a_currency_finding_and_no_undervaluation(stated: str) -> None:
    lines = [
        line(str(n), stems=500 + n, amount=f"{40000 + 700 * n}.00", currency="KES") for n in (1, 2)
    ]
    rates = {"KES": Decimal("170.89"), "USD": Decimal("1.0846")}
    wrong = {"KES": "USD", "USD": "KES"}[stated]
    items = [
        item(str(n), stems=500 + n, value=str(round((40000 + 700 * n) / rates[wrong], 2)))
        for n in (1, 2)
    ]
    lines = [
        line(str(n), stems=500 + n, amount=f"{40000 + 700 * n}.00", currency=stated) for n in (1, 2)
    ]
    (found,) = findings(declaration("D", *items), paper("INV-1", *lines, currency=stated))
    assert (found.type, found.level, found.document) == ("currency", "consignment", "INV-1")
    assert f"Invoice INV-1 is in {stated}" in found.sentence
    assert f"as if its amounts were {wrong}" in found.sentence


def test_mixed_currencies_in_one_dossier_are_no_difference() -> None:
    invoices = [
        paper("INV-1", line(amount="542.30", currency="USD"), currency="USD"),
        paper("INV-2", line(stems=700, net="30", gross="36", amount="266.44", currency="GBP")),
    ]
    items = [item(), item("2", **SECOND)]
    assert findings(declaration("D", *items, names=("INV-1", "INV-2")), *invoices) == []


def test_a_rate_of_another_day_is_a_currency_finding() -> None:
    usd = known(Money(amount=Decimal(500), currency="USD"))
    declared = declaration("D", item(value="400.00"), rate="1.25", invoiced=usd)
    invoice = paper("INV-1", line(amount="500.00", currency="USD"), currency="USD")
    (found,) = findings(declared, invoice)
    assert found.sentence == (
        "The declaration reckons EUR 1 as USD 1.2500; "
        "the invented rate table, March 2024 says 1.0846."
    )


def test_an_unknown_currency_is_not_compared() -> None:
    invoice = paper("INV-1", line(amount="9.00", currency="JPY"), currency="JPY")
    assert findings(declaration("D", item()), invoice) == []


def test_prices_declared_as_invoiced_are_compared_without_freight() -> None:
    declared = declaration("D", item(value=None, price=eur("500.00")))
    assert findings(declared, paper("INV-1", line(), term="FCA Nairobi")) == []
    low = declaration("D", item(value=None, price=eur("300.00")))
    assert told(findings(low, paper("INV-1", line(), term="FCA Nairobi"))) == [
        ("undervaluation", "1")
    ]


def test_masses_come_from_the_packing_list() -> None:
    invoice = paper("INV-1", line(net=None, gross=None))
    pack = packing("PL-1", line("4", net="60", gross="70", amount=None), cites=("INV-1",))
    found = findings(declaration("D", item()), invoice, pack)
    assert told(found) == [("gross_mass", "1"), ("net_mass", "1")]
    assert found[1].sentence == (
        "Item 1 declares 40 kg net; packing list PL-1, line 4 says 60 kg net."
    )


def test_a_paper_younger_than_the_declaration_is_dated_too_late() -> None:
    invoice = paper("INV-1", line(), issued=date(2024, 3, 9))
    (found,) = findings(declaration("D", item()), invoice)
    assert found.sentence == (
        "Invoice INV-1 is dated 2024-03-09, after the declaration was accepted on 2024-03-04."
    )


def test_roses_that_grew_elsewhere_than_they_left_from_are_right_if_both_papers_say_so() -> None:
    declared = declaration("D", item(origin="ET"))
    assert findings(declared, paper("INV-1", line(origin="ET"), seller="Ziwa Blooms Ltd")) == []


def test_both_papers_falsified_alike_cannot_be_seen() -> None:
    declared = declaration("D", item(value="5.00"))
    assert findings(declared, paper("INV-1", line(amount="5.00"))) == []
