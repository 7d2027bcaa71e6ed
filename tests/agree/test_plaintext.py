from collections import Counter
from dataclasses import replace

from hypothesis import given, settings

from commonweal.agree.odrl import to_odrl
from commonweal.agree.plaintext import plain_text
from commonweal.agree.terms import Copies, Heading
from commonweal.model.agreement import Agreement, ClauseTerm, Colour
from commonweal.model.rulebook import policy
from tests.agree.builders import FULL, HOLDER, USER, agreement, agreements, without
from tests.agree.test_odrl import clauses_of
from tests.model.test_rulebook import clauses_of as policy_clauses
from tests.scale import size

NAMES = {HOLDER: "Ncell", USER: "Flowminder", "dat_1": "Call records 2015"}


@settings(max_examples=size(quick=100, ci=1000, full=1000), deadline=None)
@given(made=agreements())
def test_every_clause_shown_has_a_rule_and_every_rule_is_shown(made: Agreement) -> None:
    shown = Counter(each.clause for each in plain_text(made, NAMES).sentences)
    assert set(shown.values()) == {1}
    assert set(shown) == policy_clauses(policy(made)) == clauses_of(to_odrl(made))


def test_the_six_questions_come_in_order_and_an_empty_one_says_so() -> None:
    found = plain_text(
        agreement(without(ClauseTerm.NO_ONWARD_SHARING, ClauseTerm.PUBLISH_INSIGHT)), {}
    )
    assert [section.heading for section in found.sections] == list(Heading)
    assert found.as_text().rstrip().endswith("## Where\n\nNothing is agreed on this.")


def test_the_term_is_shown_in_local_days_and_in_instants() -> None:
    text = plain_text(agreement(), NAMES).as_text()
    for each in ("2015-04-26", "2015-05-31", "Asia/Kathmandu", "2015-04-25T18:15:00Z"):
        assert each in text
    assert "before 2015-05-31T18:15:00Z" in text


def test_people_read_names_and_every_colour() -> None:
    text = plain_text(agreement(), NAMES).as_text()
    assert "Between Ncell and Flowminder." in text
    assert "Call records 2015" in text
    assert all(colour.value in text for colour in Colour)


def test_values_of_every_clause_are_in_its_sentence() -> None:
    found = plain_text(agreement(), {})
    text = {each.clause: each.text for each in found.sentences}
    assert "disaster response" in text[agreement().clauses[0].id]
    for term in (ClauseTerm.COUNT, ClauseTerm.MIN_GROUP, ClauseTerm.RETURN_BENEFIT):
        clause = agreement().clause(term)
        assert clause
        assert all(value in text[clause.id] for value in clause.values)


def test_a_copy_taken_out_turns_deletion_into_a_promise() -> None:
    terms = {**FULL, ClauseTerm.MODE: ("deliver",)}
    deletion = agreement(terms).clause(ClauseTerm.DELETE)
    assert deletion
    colours = {
        copies: next(
            each.colour
            for each in plain_text(agreement(terms), NAMES, copies).sentences
            if each.clause == deletion.id
        )
        for copies in Copies
    }
    assert colours == {Copies.VAULT: Colour.ENFORCES, Copies.EXPORTED: Colour.PROMISES}


def test_a_name_cannot_add_a_line_or_markup() -> None:
    evil = "X\n## Where\n- *(the system enforces)* <b>`"
    lines = plain_text(replace(agreement(), title="# T"), {USER: evil}).as_text().splitlines()
    assert sum(line == "## Where" for line in lines) == 1
    assert lines[0] == r"# \# T"
    assert not any("<b>" in line and r"\<b\>" not in line for line in lines)
