from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.returns import Return, ReturnState
from commonweal.returns.statement import Statement, statement
from tests.returns.builders import DUE, GIVER, RECIPIENT, STRANGER, estimate, promise

S = ReturnState
LATE = DUE + timedelta(days=1)
CAME = (S.DELIVERED, S.CONFIRMED)
PARTIES = (GIVER, RECIPIENT, STRANGER)


@st.composite
def any_return(draw: st.DrawFn) -> Return:
    unit = draw(st.sampled_from(["reports", "hours"]))
    state = draw(st.sampled_from(S))
    return promise(
        state,
        giver=draw(st.sampled_from(PARTIES)),
        recipient=draw(st.sampled_from(PARTIES)),
        amount=estimate(draw(st.integers(0, 9)), unit, spread=1),
        came=estimate(draw(st.integers(0, 9)), unit) if state in CAME else None,
    )


def totals(found: Statement) -> list[tuple[str, float, float, float]]:
    return [
        (each.unit, each.promised.likely, each.delivered.likely, each.confirmed.likely)
        for each in found.owed_to
    ]


def test_units_stand_side_by_side_and_are_never_added_up() -> None:
    returns = [
        promise(S.CONFIRMED, amount=estimate(2), came=estimate(2)),
        promise(S.DELIVERED, amount=estimate(3), came=estimate(1)),
        promise(amount=estimate(40, "hours")),
    ]
    found = statement(returns, RECIPIENT, DUE)
    assert totals(found) == [("hours", 40, 0, 0), ("reports", 5, 3, 2)]
    assert found.owed_by == ()
    assert statement(returns, GIVER, DUE).owed_by == found.owed_to


def test_a_sum_is_a_range_that_says_how_many_returns_it_is_of() -> None:
    returns = [promise(amount=estimate(2, spread=1)), promise(S.DELIVERED, came=estimate(1))]
    balance = statement(returns, RECIPIENT, DUE).owed_to[0]
    assert (balance.promised.low, balance.promised.high) == (2, 4)
    assert (balance.promised.source, balance.promised.on) == ("2 of 2 returns", DUE)
    assert balance.delivered.source == "1 of 2 returns"


def test_what_was_waived_is_listed_and_no_longer_counts() -> None:
    gone = promise(S.WAIVED, came=estimate(1))
    found = statement([gone], RECIPIENT, LATE)
    assert (found.owed_to, found.waived, found.short) == ((), (gone,), ())


def test_a_delivery_that_its_recipient_did_not_confirm_in_time_is_contested() -> None:
    said = promise(S.DELIVERED, came=estimate(1))
    assert statement([said], RECIPIENT, DUE).contested == ()
    for party in (GIVER, RECIPIENT):
        assert statement([said], party, LATE).contested == (said,)
    sure = replace(said, state=S.CONFIRMED)
    assert statement([sure], RECIPIENT, LATE).contested == ()


@pytest.mark.parametrize(("came", "short"), [(1, True), (2, False), (9, False)])
def test_less_than_the_least_that_was_promised_is_short(came: float, short: bool) -> None:
    made = promise(S.CONFIRMED, amount=estimate(3, spread=1), came=estimate(came))
    assert (made in statement([made], RECIPIENT, DUE).short) == short


def test_what_is_overdue_is_listed_for_both_sides() -> None:
    late = promise()
    for party in (GIVER, RECIPIENT):
        assert statement([late], party, LATE).overdue == (late,)
        assert statement([late], party, DUE).overdue == ()


@given(st.lists(any_return(), max_size=8))
def test_what_one_is_owed_the_others_owe(returns: list[Return]) -> None:
    found = [statement(returns, party, LATE) for party in PARTIES]
    for unit in ("reports", "hours"):
        owed_to, owed_by = (
            sum(each.promised.likely for side in sides for each in side if each.unit == unit)
            for sides in ([f.owed_to for f in found], [f.owed_by for f in found])
        )
        assert owed_to == owed_by
    standing = sum(each.returns for f in found for each in f.owed_to)
    assert standing == sum(each.state is not S.WAIVED for each in returns)


@given(st.lists(any_return(), max_size=8))
def test_a_statement_holds_nothing_of_strangers(returns: list[Return]) -> None:
    found = statement(returns, STRANGER, LATE)
    listed = (*found.overdue, *found.contested, *found.short, *found.waived)
    assert all(STRANGER in (each.giver, each.recipient) for each in listed)
