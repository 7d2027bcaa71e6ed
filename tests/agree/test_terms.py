import pytest

from commonweal.agree.terms import TABLE, Copies, Heading, made, mode
from commonweal.model.agreement import Clause, ClauseTerm, Colour, Mode
from commonweal.model.ids import ClauseId
from tests.agree.builders import FULL, agreement, without


def colour(term: ClauseTerm, mode: Mode, copies: Copies = Copies.VAULT) -> Colour:
    return made(Clause(id=ClauseId("c1"), term=term, values=FULL[term]), mode, copies).colour


def test_every_term_has_a_row_and_every_question_a_term() -> None:
    assert set(TABLE) == set(ClauseTerm)
    assert {row.heading for row in TABLE.values()} == set(Heading)


@pytest.mark.requirement(9)
def test_the_smallest_group_is_enforced_on_a_visit_and_promised_once_files_are_handed_over() -> (
    None
):
    assert colour(ClauseTerm.MIN_GROUP, Mode.VISIT) is Colour.ENFORCES
    assert colour(ClauseTerm.MIN_GROUP, Mode.DELIVER) is Colour.PROMISES


def test_deletion_is_enforced_in_the_vault_and_promised_once_a_copy_is_out() -> None:
    assert colour(ClauseTerm.DELETE, Mode.DELIVER) is Colour.ENFORCES
    assert colour(ClauseTerm.DELETE, Mode.DELIVER, Copies.EXPORTED) is Colour.PROMISES


def test_the_purpose_is_enforced_on_the_declaration_and_says_so() -> None:
    clause = Clause(id=ClauseId("c1"), term=ClauseTerm.PURPOSE, values=("research",))
    found = made(clause, Mode.VISIT)
    assert found.colour is Colour.ENFORCES
    assert "declared, not observed" in found.note


@pytest.mark.parametrize(
    "term",
    [ClauseTerm.NO_REIDENTIFICATION, ClauseTerm.NO_ONWARD_SHARING, ClauseTerm.INFORM],
)
def test_what_nobody_can_enforce_is_shown_as_a_promise(term: ClauseTerm) -> None:
    assert {colour(term, each) for each in Mode} == {Colour.PROMISES}


def test_the_gate_says_that_an_exported_copy_is_beyond_it() -> None:
    clause = Clause(id=ClauseId("c1"), term=ClauseTerm.TERM, values=FULL[ClauseTerm.TERM])
    assert "beyond" in made(clause, Mode.DELIVER, Copies.EXPORTED).note


def test_without_a_mode_the_weaker_one_is_assumed() -> None:
    assert mode(agreement()) is Mode.VISIT
    assert mode(agreement(without(ClauseTerm.MODE))) is Mode.DELIVER
