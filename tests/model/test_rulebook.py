from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Term
from commonweal.model.errors import Invalid
from commonweal.model.ids import ClauseId
from commonweal.model.policy import Policy
from commonweal.model.rulebook import REQUIRED, day_end, policy, utc
from tests.agree.builders import HOLDER, agreement, agreements, without


def clauses_of(found: Policy) -> set[str]:
    inner = {each.clause for rule in found.rules for each in rule.constraints}
    return inner | {rule.clause for rule in found.rules}


@given(made=agreements())
def test_every_clause_gives_a_rule_and_every_rule_has_a_clause(made: Agreement) -> None:
    assert clauses_of(policy(made)) == {each.id for each in made.clauses}


@pytest.mark.parametrize("term", REQUIRED)
def test_without_a_required_clause_there_is_no_policy(term: ClauseTerm) -> None:
    with pytest.raises(Invalid, match=term.value):
        policy(agreement(without(term)))


def test_a_term_clause_that_says_another_term_gives_no_policy() -> None:
    longer = Term(first_day=date(2015, 4, 26), last_day=date(2016, 5, 31), zone="Asia/Kathmandu")
    with pytest.raises(Invalid, match="another term"):
        policy(replace(agreement(), term=longer))


def test_a_clause_that_cannot_be_read_gives_no_policy() -> None:
    for values in ((), ("never",), ("2015-02-30",), ("PXD",)):
        broken = Clause(id=ClauseId("c99"), term=ClauseTerm.DELETE, values=values)
        found = agreement(without(ClauseTerm.DELETE))
        with pytest.raises(Invalid, match="c99"):
            policy(replace(found, clauses=(*found.clauses, broken)))


def test_the_holder_assigns() -> None:
    assert policy(agreement()).assigner == HOLDER


def test_a_day_ends_where_the_next_begins_in_its_zone() -> None:
    assert utc(day_end("2015-05-31", "Asia/Kathmandu")) == "2015-05-31T18:15:00Z"
    assert utc(day_end("2015-10-25", "Europe/Amsterdam")) == "2015-10-25T23:00:00Z"
