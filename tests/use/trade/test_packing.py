from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.use.trade.consignment import Line
from commonweal.use.trade.packing import Placed, packed
from tests.use.trade.builders import line, packing, paper


def numbers(invoiced: list[Line], listed: list[Line]) -> dict[str, str]:
    """Invoice line number -> packing line number."""
    lines = [Placed(document=paper("INV-1", *invoiced), line=each) for each in invoiced]
    packs = [Placed(document=packing("PL-1", *listed), line=each) for each in listed]
    return {lines[at].line.number: found.line.number for at, found in packed(lines, packs).items()}


def test_the_product_code_and_quantity_tell_which_line_is_packed() -> None:
    invoiced = [line("1", product="A", stems=500), line("2", product="B", stems=500)]
    listed = [line("7", product="B", stems=500), line("8", product="A", stems=500)]
    assert numbers(invoiced, listed) == {"1": "8", "2": "7"}


def test_without_product_codes_the_trade_name_and_then_code_and_origin_tell() -> None:
    invoiced = [line("1", text="Pink Ibis"), line("2", text="Lake Violet"), line("3", text=None)]
    listed = [line("1", text="Lake Violet"), line("2", text="Pink Ibis"), line("3", text="?")]
    assert numbers(invoiced, listed) == {"1": "2", "2": "1", "3": "3"}


def test_goods_that_are_not_packed_stay_without() -> None:
    assert numbers([line("1", stems=500)], [line("1", stems=501)]) == {}


@settings(deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_lines_changes_nothing(order: list[int]) -> None:
    listed = [line("1"), line("2"), line("3", stems=4), line("4", product="A")]
    invoiced = [line("1"), line("2"), line("3", stems=4), line("4", product="A")]
    assert numbers(invoiced, [listed[at] for at in order]) == numbers(invoiced, listed)
