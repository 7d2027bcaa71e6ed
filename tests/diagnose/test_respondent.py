"""Records of one respondent belong together, and contradict each other in no point."""

from collections.abc import Mapping

import pytest

from commonweal.diagnose.record import records
from commonweal.diagnose.respondent import Answered, kinds, notes, respondents
from commonweal.model.party import PartyKind
from tests.diagnose.test_record import CELL, DEVIATION, lines, party

OTHER = {**CELL, "platform": "societal_sector"}


def read(*given: Mapping[str, object]) -> tuple[list[Answered], list[str], tuple[str, ...]]:
    found, bad = records(lines(*given), party)
    assert not bad
    answered, contradicting = respondents(found)
    return answered, [each.reason for each in contradicting], notes(found, answered)


def test_each_respondent_is_one_assessments_worth() -> None:
    ann, bob = (
        {**CELL, "closeness": "inside"},
        {**CELL, "respondent": "Bob", "rating": "0", "evidence": "A note"},
    )
    answered, refused, _ = read(ann, bob, {**OTHER, "rating": "3"}, DEVIATION)
    assert not refused
    assert [(each.name, each.closeness, len(each.ratings)) for each in answered] == [
        ("Ann", "inside", 2),
        ("Bob", "not stated", 1),
    ]
    assert [each.text for each in answered[0].stated] == ["It goes on"]


def test_a_cell_rated_twice_by_one_respondent_is_refused_and_names_both_lines() -> None:
    _, (said,), _ = read(CELL, OTHER, CELL)
    assert said.startswith("Line 4: Ann has orientation / social_issue already, at line 2.")


def test_a_name_in_two_parties_is_two_respondents_and_told() -> None:
    answered, refused, told = read(CELL, {**CELL, "party": "City"})
    assert (len(answered), refused) == (2, [])
    assert told == ("Counted once for each of several parties: Ann.",)


@pytest.mark.requirement(10)
def test_a_cell_can_rest_on_several_pieces_of_evidence() -> None:
    more = {**CELL, "rating": "", "evidence": "Again"}
    (answered,), refused, told = read({**CELL, "evidence": "First"}, more)
    assert [each.text for each in answered.ratings[0].evidence] == ["First", "Again"]
    assert (refused, told) == ([], ())


def test_more_evidence_than_one_cell_may_have_is_refused() -> None:
    more = {**CELL, "rating": "", "evidence": "Again"}
    _, refused, _ = read(CELL, *[more] * 101)
    assert [each.partition(":")[0] for each in refused] == ["Line 103"]


def test_evidence_for_a_skipped_cell_is_told_to_be_lost() -> None:
    _, _, told = read(CELL, {**OTHER, "rating": "", "evidence": "Unsure"})
    assert told == ("Evidence for a cell without a rating is not kept: line 3.",)


def test_whoever_rates_nothing_is_left_out_and_told() -> None:
    answered, _, told = read(CELL, {**CELL, "respondent": "Bob", "rating": ""})
    assert [each.name for each in answered] == ["Ann"]
    assert told == ("Left out, as no cell is rated: Bob.",)


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [("closeness", "inside", "remote"), ("party_kind", "ngo", "government")],
)
def test_what_holds_of_a_respondent_or_a_party_is_said_once(
    column: str, one: str, other: str
) -> None:
    _, (said,), _ = read({**CELL, column: one}, {**OTHER, column: other})
    assert said.startswith(f"Line 3: {column} is '{other}', at line 2 it is '{one}'.")
    answered, refused, _ = read({**CELL, column: one}, OTHER)
    assert (len(answered), refused) == (1, [])


def test_a_party_of_which_nothing_is_said_is_other() -> None:
    found, _ = records(lines(CELL, {**CELL, "party": "City", "party_kind": "government"}), party)
    assert kinds(found) == {"Port": PartyKind.OTHER, "City": PartyKind.GOVERNMENT}
