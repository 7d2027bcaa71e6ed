"""Terms carried over into another collaboration."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.agree.earlier import beginning, carried, first_day
from commonweal.model.agreement import ClauseTerm as T
from tests.agree.builders import FULL, HOLDER, USER, agreement

EARLIER = agreement()
ALL = {value for each in EARLIER.clauses for value in each.values}
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.requirement(34)
@given(days)
def test_the_term_is_as_long_as_it_was_wherever_it_begins(begins: date) -> None:
    found = carried(EARLIER, datasets=ALL, members=ALL, begins=begins)
    first, last, zone = found[T.TERM]
    assert date.fromisoformat(first) == begins
    span = EARLIER.term
    assert date.fromisoformat(last) - begins == span.last_day - span.first_day
    assert zone == span.zone


@given(days)
def test_every_day_in_a_clause_moves_with_the_term(begins: date) -> None:
    found = carried(EARLIER, datasets=ALL, members=ALL, begins=begins)
    shift = begins - EARLIER.term.first_day
    for term in (T.PUBLISH_INSIGHT, T.RETURN_BENEFIT):
        clause = EARLIER.clause(term)
        if clause:
            moved = (date.fromisoformat(clause.values[0]) + shift).isoformat()
            assert found[term] == (moved, *clause.values[1:])


@pytest.mark.requirement(34)
def test_data_and_parties_that_are_not_there_go_and_the_rest_stays() -> None:
    begins = EARLIER.term.first_day
    assert carried(EARLIER, datasets=ALL, members=ALL, begins=begins) == {
        each.term: each.values for each in EARLIER.clauses
    }
    found = carried(EARLIER, datasets=(), members=(HOLDER,), begins=begins)
    assert T.DATASET not in found
    assert T.RECIPIENT not in found
    assert found[T.PURPOSE] == FULL[T.PURPOSE]
    assert found[T.REVOCABLE] == (HOLDER,)
    assert USER not in {value for values in found.values() for value in values}


def test_terms_begin_today_unless_they_are_still_to_come() -> None:
    first = EARLIER.term.first_day
    assert beginning(EARLIER, first + timedelta(9)) == first + timedelta(9)
    assert beginning(EARLIER, first - timedelta(9)) == first


def test_a_day_that_is_given_anew_is_found_and_no_day_is_none() -> None:
    assert first_day([(T.COUNT, ("1",)), (T.TERM, ("2026-01-02", "2026-02-02", "UTC"))]) == date(
        2026, 1, 2
    )
    assert first_day([(T.TERM, ("soon",))]) is None
    assert first_day([(T.TERM, ())]) is None
    assert first_day([]) is None


def test_no_day_is_moved_beyond_what_a_clause_can_name() -> None:
    found = carried(EARLIER, datasets=ALL, members=ALL, begins=date(2999, 12, 31))
    assert found[T.TERM][:2] == ("2999-12-31", "2999-12-31")
