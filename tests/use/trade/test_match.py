from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.use.trade.case import Case
from commonweal.use.trade.consignment import Declaration, Document
from tests.use.trade.builders import (
    CARNATION,
    OTHER,
    declaration,
    findings,
    item,
    line,
    paper,
    told,
    worked,
)


def pairs(case: Case) -> set[tuple[str, str]]:
    return {
        (claim.item.number, goods.line.number)
        for pairing in case.pairings
        for claim in pairing.claims
        for goods in pairing.goods
    }


def test_every_item_finds_its_line() -> None:
    sizes = [(str(n), 300 + 217 * n, 11 + 7 * n, 140 + 91 * n) for n in range(1, 9)]
    lines = [line(n, stems=s, net=str(k), gross=None, amount=str(v)) for n, s, k, v in sizes]
    items = [
        item(f"{9 - int(n)}", stems=s, net=str(k), gross=None, value=str(v)) for n, s, k, v in sizes
    ]
    (case,) = worked(declaration("D", *items), paper("INV-1", *lines))
    assert pairs(case) == {(str(9 - n), str(n)) for n in range(1, 9)}
    assert all(each.loglikelihood > 10 and (each.margin or 0) > 1 for each in case.pairings)
    assert case.findings == ()


def test_lines_that_were_declared_together_are_found_as_a_bundle() -> None:
    lines = [
        line("1", stems=900, net="30", amount="400.00"),
        line("2", stems=650, net="21", amount="260.00"),
        line("3", stems=480, net="25", amount="333.00"),
        line("4", stems=777, net="41", amount="512.00"),
    ]
    items = [
        item("1", stems=1380, net="55", gross=None, value="733.00"),
        item("2", stems=777, net="41", value="512.00"),
        item("3", stems=650, net="21", value="260.00"),
    ]
    (case,) = worked(declaration("D", *items), paper("INV-1", *lines))
    assert pairs(case) == {("1", "1"), ("1", "3"), ("2", "4"), ("3", "2")}
    assert case.findings == ()


def aggregate(move: bool) -> tuple[Declaration, Document]:
    lines = [
        line(str(n), code=code, stems=s, net=str(k), gross=str(k + 9), amount=f"{v}.00")
        for n, code, s, k, v in (
            (1, ROSE_, 900, 30, 400), (2, ROSE_, 650, 21, 260), (3, ROSE_, 480, 25, 333),
            (4, CARNATION, 1700, 33, 210), (5, CARNATION, 800, 17, 120),
        )
    ]  # fmt: skip
    roses = item("1", stems=2030, net="76", gross="103", value="993.00")
    carnations = item("2", code=CARNATION, stems=2500, net="50", gross="68", value="330.00")
    if move:
        roses = item("1", stems=1380, net="55", gross="73", value="733.00")
        carnations = item("2", code=CARNATION, stems=3150, net="71", gross="98", value="590.00")
    return declaration("D", roses, carnations), paper("INV-1", *lines)


ROSE_ = "06031100"


def test_one_item_for_each_code_and_origin_is_compared_by_its_sums() -> None:
    declared, invoice = aggregate(move=False)
    (case,) = worked(declared, invoice)
    assert pairs(case) == {("1", "1"), ("1", "2"), ("1", "3"), ("2", "4"), ("2", "5")}
    assert case.findings == ()


def test_a_line_that_was_moved_to_another_code_is_named() -> None:
    (found,) = findings(*aggregate(move=True))
    assert (found.type, found.item, found.line) == ("commodity_code", "2", "2")
    assert found.sentence == (
        "Item 2 declares invoice INV-1, line 2 under code 06031200; the paper says 06031100."
    )


def test_a_split_line_closes_as_a_group_and_nothing_is_missing_or_extra() -> None:
    items = [
        item("1", stems=400, net="16", gross="20", value="200.00"),
        item("2", stems=600, net="24", gross="30", value="300.00"),
    ]
    assert findings(declaration("D", *items), paper("INV-1", line())) == []


@settings(deadline=None)
@given(st.permutations(range(5)), st.permutations(range(5)))
def test_findings_do_not_depend_on_twins_or_on_the_order_of_lines_and_items(
    lines: list[int], items: list[int]
) -> None:
    numbers = [str(at + 1) for at in range(5)]
    sold = [line(numbers[at]) for at in range(4)] + [line("5", stems=300, net="9", amount="70.00")]
    declared = [item(numbers[at]) for at in range(3)]
    declared += [item("4", value="250.00"), item("5", stems=300, net="9", value="70.00")]
    found = findings(
        declaration("D", *(declared[at] for at in items)),
        paper("INV-1", *(sold[at] for at in lines)),
    )
    assert told(found) == [("undervaluation", "4")]
    (only,) = found
    assert only.difference is not None
    assert only.difference.value == "-250.00"


def test_twins_have_no_margin_and_others_do() -> None:
    items = [item("1"), item("2"), item("3", code=OTHER, stems=70, net="3", value="45.00")]
    lines = [line("1"), line("2"), line("3", code=OTHER, stems=70, net="3", amount="45.00")]
    (case,) = worked(declaration("D", *items), paper("INV-1", *lines))
    margins = {each.claims[0].item.number: each.margin for each in case.pairings}
    assert margins["1"] == margins["2"] == 0
    assert (margins["3"] or 0) > 5


def test_a_missing_field_costs_nothing() -> None:
    bare = item("1", stems=None, value=None)
    priced = item("2", stems=700, net="30", value="310.00")
    lines = [line("1"), line("2", stems=700, net="30", amount="310.00")]
    (case,) = worked(declaration("D", bare, priced), paper("INV-1", *lines))
    assert pairs(case) == {("1", "1"), ("2", "2")}
    assert case.findings == ()


def test_papers_without_codes_are_still_matched() -> None:
    lines = [line("1", code=None), line("2", code=None, stems=700, net="30", amount="310.00")]
    items = [item("1"), item("2", code=OTHER, stems=700, net="30", value="310.00")]
    (case,) = worked(declaration("D", *items), paper("INV-1", *lines))
    assert pairs(case) == {("1", "1"), ("2", "2")}
    assert case.findings == ()


def test_a_very_large_component_is_compared_by_its_groups() -> None:
    lines = [line(str(n), stems=1 + n, net="1", gross="2", amount="3.00") for n in range(2001)]
    items = [item(str(n), stems=1 + n, net="1", gross="2", value="3.00") for n in range(1, 2001)]
    items.append(item("2001", stems=1, net="1", gross="2", value="3.00"))
    (case,) = worked(declaration("D", *items), paper("INV-1", *lines))
    assert len(case.pairings) == 1
    assert case.findings == ()
    (was,) = [each.net_kg for each in items[:1] if each.net_kg]
    wrong = replace(items[0], net_kg=replace(was, value=Decimal(900)))
    assert told(findings(declaration("D", wrong, *items[1:]), paper("INV-1", *lines)))
