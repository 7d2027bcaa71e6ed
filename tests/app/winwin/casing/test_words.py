"""What a case says in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commonweal.app.winwin.casing.words import (
    approval,
    computed,
    net_range,
    number,
    paid_back,
    source,
    unsold,
)
from commonweal.model.estimate import Estimate
from commonweal.model.figure import Range
from commonweal.model.winwin import ApprovalState, Ended
from commonweal.winwin.case.approval import Gate, Review
from commonweal.winwin.case.payback import Payback
from commonweal.winwin.package import solve
from tests.winwin.invented import AT, HOLDER, NOW, THIRD, element, figure, table, use

OFFERED = table([element("records", figure(2))], [use("map", 20, private=6, risk=0)])


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
    assert approval(said, "points") == "approved by board, 2026-03-01 (of an earlier package)"
    assert approval(Review(), "points") == "nothing is said yet"


def test_an_approval_of_other_figures_tells_at_which_it_was_given() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    said = Review(state=ApprovalState.APPROVED, by="board", at=at, given_at=35)
    assert approval(said, "points") == (
        "approved by board, 2026-03-01, given at 35 points; figures have changed since, so it does "
        "not count now"
    )


def test_who_has_not_approved_is_told_from_who_approved_other_figures() -> None:
    found = Gate(approved=(), withheld=(HOLDER, THIRD), changed=(THIRD,))
    silent, changed = unsold(found, {HOLDER: "Telecom", THIRD: "Survey"})
    assert silent == "Not approved yet: Telecom."
    assert changed.startswith("Approved, but the figures have changed since: Survey. ")
    assert unsold(Gate(approved=(HOLDER,), withheld=()), {}) == ()


def test_a_search_says_what_parties_were_held_to_and_that_less_can_give_more() -> None:
    plain = solve(OFFERED, NOW, at=AT)
    held = replace(plain, margin=3.0, caution=0.2)
    assert computed(plain) == (
        "no package in which each joined party outside government nets at least 0 points, or a "
        "higher limit of its own, has more public value; chances over 10,000 draws, seed 20240229"
    )
    assert (
        "nets at least 3 points with every figure 20 % of the way to its worse end, or"
        in computed(held)
    )
    assert "holding parties to less can give more public value, less surely" in computed(held)
    assert "less surely" not in computed(plain)
    late = replace(plain, ended=Ended.TIME, gap=0.02, seconds=20.0)
    assert computed(late).startswith("the search was ended by the time limit after 20 s: a package")
