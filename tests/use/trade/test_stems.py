from decimal import Decimal

import pytest

from commonweal.use.trade.consignment import Quantity
from commonweal.use.trade.stems import stems


@pytest.mark.parametrize(
    ("amount", "unit", "text", "low", "high"),
    [
        ("1250", "H87", "", 1250, 1250),
        ("1250", "PCE", "", 1250, 1250),
        ("10", "DZN", "", 120, 120),
        ("40", "BH", "Amber Dawn, bunch of 10", 400, 400),
        ("40", "NMP", "Amber Dawn 20 stems per bunch", 800, 800),
        ("40", "BH", "Amber Dawn", 200, 1000),
        ("12", "KGM", "", 100, 1200),
    ],
)
def test_stems_are_exact_where_the_paper_says_so_and_else_a_range(
    amount: str, unit: str, text: str, low: int, high: int
) -> None:
    found = stems(Quantity(amount=Decimal(amount), unit=unit), text)
    assert found is not None
    assert [int(found.low), int(found.high)] == [low, high]
    assert found.exact == (low == high) == (not found.why)


def test_a_box_tells_no_stems() -> None:
    assert stems(Quantity(amount=Decimal(3), unit="BX")) is None
