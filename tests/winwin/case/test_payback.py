"""When what is spent once has come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.estimate import Estimate
from commonweal.winwin.case.payback import NEVER, Payback, payback
from commonweal.winwin.item import Item, ItemKind
from commonweal.winwin.table.stated import Stated
from tests.winwin.invented import HOLDER, figure


def flow(kind: ItemKind, sign: int, amount: Estimate) -> Stated:
    return Stated(
        path="", what="", item=Item(kind=kind, id="x"), party=HOLDER, sign=sign, figure=amount
    )


def found(*, spent: Estimate, gained: Estimate, risk: float = 0, period: int = 12) -> Payback:
    return payback(
        (
            flow(ItemKind.ELEMENT, -1, spent),
            flow(ItemKind.SERVICE, 1, gained),
            flow(ItemKind.USE, -1, figure(risk)),
        ),
        period,
    )


def test_what_is_spent_once_comes_back_from_the_gains_less_the_risks_of_each_month() -> None:
    assert found(spent=figure(10), gained=figure(24), risk=4).likely == 6
    assert found(spent=figure(10), gained=figure(24), risk=4, period=36).likely == 18


def test_it_is_quickest_with_least_spent_and_most_gained() -> None:
    made = found(spent=figure(10, 5, 20), gained=figure(20, 10, 40))
    assert (made.quickest, made.likely, made.slowest) == (1.5, 6, 24)


def test_giving_a_service_is_spent_once_and_a_risk_comes_again() -> None:
    giving = flow(ItemKind.SERVICE, -1, figure(6))
    gain, risk = flow(ItemKind.USE, 1, figure(14)), flow(ItemKind.USE, -1, figure(2))
    assert payback((giving, gain, risk), 12).likely == 6


def test_nothing_comes_back_where_gains_do_not_exceed_the_risks() -> None:
    assert found(spent=figure(10), gained=figure(4), risk=4).likely is None
    assert found(spent=figure(10), gained=figure(0)).slowest is None


def test_who_spends_nothing_has_nothing_to_wait_for() -> None:
    assert found(spent=figure(0), gained=figure(-5)).likely == 0


def test_words_tell_never_and_not_within_the_period_apart() -> None:
    made = found(spent=figure(10), gained=figure(20))
    assert made.told(None) == NEVER
    assert made.told(13) == "not within the 12 months"
    assert made.told(12) == "12.0 months"
    assert made.told(0.01) == "within days"
    assert "nothing is spent" in made.told(0)


def test_a_gain_too_small_to_count_pays_back_never() -> None:
    assert found(spent=figure(1e12), gained=figure(1e-308)).likely is None


amounts = (
    st.tuples(*[st.floats(0, 1e6)] * 3).map(sorted).map(lambda one: figure(one[1], one[0], one[2]))
)


@given(spent=amounts, gained=amounts, risk=st.floats(0, 1e3))
def test_never_is_it_quicker_than_quickest_or_slower_than_slowest(
    spent: Estimate, gained: Estimate, risk: float
) -> None:
    made = found(spent=spent, gained=gained, risk=risk)
    ends = [
        float("inf") if each is None else each
        for each in (made.quickest, made.likely, made.slowest)
    ]
    assert ends == sorted(ends)


@pytest.mark.parametrize("period", [1, 12, 60])
@given(spent=st.floats(0.5, 1e6), gained=st.floats(0.5, 1e6))
def test_after_the_payback_exactly_what_was_spent_is_gained(
    spent: float, gained: float, period: int
) -> None:
    months = found(spent=figure(spent), gained=figure(gained), period=period).likely
    assert months is not None
    assert gained * months / period == pytest.approx(spent)
