from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from commonweal.agree.clause import check_agreement, clause
from commonweal.model.agreement import Agreement, ClauseTerm, Term
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import AgreementId, ClauseId, PartyId
from commonweal.model.rulebook import REQUIRED
from tests.agree.builders import FULL, HOLDER, TERM, agreement, agreements, without


@pytest.mark.parametrize("term", ClauseTerm)
def test_every_term_makes_a_clause_from_values_in_its_form(term: ClauseTerm) -> None:
    assert clause(term, *FULL[term], id=ClauseId("c1")).values == FULL[term]


@pytest.mark.parametrize("term", ClauseTerm)
def test_every_term_refuses_values_out_of_form(term: ClauseTerm) -> None:
    with pytest.raises(Invalid) as gap:
        clause(term, "no such <thing>", id=ClauseId("c1"))
    assert term.value in gap.value.detail
    assert gap.value.hint


def test_an_unknown_purpose_is_an_unknown_term() -> None:
    with pytest.raises(UnknownTerm, match="marketing"):
        clause(ClauseTerm.PURPOSE, "marketing", id=ClauseId("c1"))


@given(made=agreements())
def test_a_whole_agreement_passes(made: Agreement) -> None:
    check_agreement(made)


@pytest.mark.parametrize("term", REQUIRED)
def test_a_required_clause_that_is_missing_is_named(term: ClauseTerm) -> None:
    with pytest.raises(Invalid, match=term.value):
        check_agreement(agreement(without(term)))


def _with(term: ClauseTerm, *values: str) -> Agreement:
    return agreement({**FULL, term: values})


VOID: dict[str, Callable[[], Agreement]] = {
    "recipient is no party": lambda: _with(ClauseTerm.RECIPIENT, "par_stranger"),
    "only the holder may use": lambda: _with(ClauseTerm.RECIPIENT, HOLDER),
    "a stranger may withdraw": lambda: _with(ClauseTerm.REVOCABLE, "par_stranger"),
    "term clause differs": lambda: _with(ClauseTerm.TERM, "2015-04-26", "2016-05-31", "UTC"),
    "deleted before the end": lambda: _with(ClauseTerm.DELETE, "2015-05-30"),
    "published before the start": lambda: _with(ClauseTerm.PUBLISH_INSIGHT, "2015-04-25"),
    "returned before the start": lambda: _with(ClauseTerm.RETURN_BENEFIT, "2015-04-25", "tea"),
    "drafted after the term": lambda: replace(
        agreement(), drafted=TERM.end + timedelta(microseconds=0)
    ),
    "one party": lambda: replace(agreement(), parties=(HOLDER,)),
    "a party twice": lambda: replace(agreement(), parties=(HOLDER, HOLDER)),
    "an id with a look-alike": lambda: replace(agreement(), id=AgreementId("аgr_1")),
    "no title": lambda: replace(agreement(), title=" "),
    "a party that is no id": lambda: replace(agreement(), parties=(HOLDER, PartyId("par U"))),
    "a term twice": lambda: replace(
        agreement(),
        clauses=(
            *agreement().clauses,
            clause(ClauseTerm.COUNT, "9", id=ClauseId("c99")),
        ),
    ),
    "a clause id twice": lambda: replace(
        agreement(without(ClauseTerm.COUNT)),
        clauses=(
            *agreement(without(ClauseTerm.COUNT)).clauses,
            clause(ClauseTerm.COUNT, "9", id=ClauseId("c1")),
        ),
    ),
    "a count below one": lambda: replace(
        agreement(),
        clauses=tuple(
            replace(each, values=("0",)) if each.term is ClauseTerm.COUNT else each
            for each in agreement().clauses
        ),
    ),
}


@pytest.mark.parametrize("name", VOID)
def test_an_agreement_that_would_be_void_is_refused_before_anyone_signs(name: str) -> None:
    with pytest.raises(Invalid) as gap:
        check_agreement(VOID[name]())
    assert gap.value.detail
    assert gap.value.hint


def test_a_zone_that_does_not_exist_is_a_sentence() -> None:
    nowhere = Term(first_day=date(2015, 4, 26), last_day=date(2015, 5, 31), zone="Asia/Nowhere")
    with pytest.raises(Invalid, match="term clause"):
        check_agreement(replace(agreement(), term=nowhere))


def test_copies_may_be_deleted_on_the_last_day_itself() -> None:
    check_agreement(_with(ClauseTerm.DELETE, "2015-05-31"))
