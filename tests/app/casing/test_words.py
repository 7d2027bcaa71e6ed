"""What a case says in words."""

from datetime import UTC, date, datetime

import pytest

from commonweal.app.casing.words import approval, net_range, number, paid_back, source
from commonweal.model.estimate import Estimate
from commonweal.model.figure import Range
from commonweal.model.winwin import ApprovalState
from commonweal.winwin.case.approval import Review
from commonweal.winwin.case.payback import Payback


@pytest.mark.parametrize(
    ("value", "told"),
    [(-0.0, "0"), (-0.001, "0"), (1234.5, "1,234.5"), (1e12, "1,000,000,000,000")],
)
def test_a_figure_is_written_as_people_read_it(value: float, told: str) -> None:
    assert number(value) == told


def test_a_net_has_its_range_behind_it() -> None:
    assert net_range(Range(category="net", low=-1, likely=2, high=3)) == "2 (-1 to 3)"


def test_a_source_tells_stars_and_who_put_the_figure_here() -> None:
    made = Estimate(
        low=1, likely=2, high=3, unit="points", source="Ann", on=date(2026, 3, 1), by="Telecom",
        said="3 stars",
    )  # fmt: skip
    assert source(made) == "Ann, 3 stars, put here by Telecom, 2026-03-01"
    told = Estimate.told(2, unit="points", source="Ann", on=date(2026, 3, 1))
    assert source(told) == "Ann, 2026-03-01"


def test_a_payback_tells_its_range_where_it_has_one() -> None:
    made = Payback(quickest=1, likely=6, slowest=None, period=12)
    assert paid_back(made) == "6.0 months (1.0 months at best, never at worst)"
    assert paid_back(Payback(quickest=None, likely=None, slowest=None, period=12)) == "never"


def test_an_approval_tells_by_whom_and_of_which_package() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    said = Review(state=ApprovalState.APPROVED, by="board", at=at, earlier=True)
    assert approval(said) == "approved by board, 2026-03-01 (of an earlier package)"
    assert approval(Review()) == "nothing is said yet"
