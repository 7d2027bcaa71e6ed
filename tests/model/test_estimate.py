"""No bare numbers: a range, its unit, its source, its day."""

from datetime import date

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate

DAY = date(2015, 5, 20)


def told(likely: float, *, low: float | None = None, high: float | None = None) -> Estimate:
    return Estimate.told(likely, low=low, high=high, unit="reports", source="us", on=DAY)


def test_a_bound_that_nobody_gave_is_the_likely_figure() -> None:
    assert (told(3).low, told(3).likely, told(3).high) == (3, 3, 3)
    assert (told(3, low=0).low, told(3, low=0).high) == (0, 3)
    assert (told(3, high=4).low, told(3, high=4).high) == (3, 4)
    assert told(3, low=2, high=4) == Estimate(
        low=2, likely=3, high=4, unit="reports", source="us", on=DAY
    )


@pytest.mark.parametrize(
    ("likely", "low", "high"),
    [(3, 4, None), (3, None, 2), (float("inf"), None, None), (float("nan"), None, None)],
)
def test_a_range_out_of_order_is_refused(
    likely: float, low: float | None, high: float | None
) -> None:
    with pytest.raises(Invalid, match="out of order"):
        told(likely, low=low, high=high)
