"""Rows of a file of ratings: understood one by one, refused one by one."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.framework import framework
from commonweal.diagnose.motive import motives
from commonweal.diagnose.record import COLUMNS, Record, records
from commonweal.diagnose.row import Row
from commonweal.model.assessment import Degree, Evidence
from commonweal.model.errors import Invalid

CELL = {
    "respondent": "Ann", "party": "Port", "dimension": "orientation", "platform": "social_issue",
    "rating": "2",
}  # fmt: skip
DEVIATION = {
    "respondent": "Ann", "party": "Port", "dimension": "timeframe", "degree": "partly",
    "deviation": "It goes on",
}  # fmt: skip


def party(row: Row) -> str:
    return row.text("party")


def lines(*given: Mapping[str, object]) -> list[Row]:
    return [Row(where=f"Line {at}", fields=each) for at, each in enumerate(given, start=2)]


def read(**more: object) -> Record:
    (found,), bad = records(lines({**CELL, **more}), party)
    assert not bad
    return found


def refused(**more: object) -> str:
    """The reason for which a row among good ones is refused."""
    good = [{**CELL, "platform": each} for each in ("resource_dependence", "societal_sector")]
    found, (bad,) = records(lines(*good, {**CELL, **more}), party)
    assert (len(found), bad.index) == (2, 2)
    return bad.reason


@pytest.mark.requirement(10, 11)
def test_a_bare_text_of_evidence_is_the_respondents_own_statement() -> None:
    (found,) = read(evidence="We met").evidence
    assert found == Evidence(kind="statement", text="We met", period="not stated", source="Ann")


@pytest.mark.requirement(10)
def test_evidence_says_its_kind_its_period_and_who_gave_it() -> None:
    told = {"evidence": "We met", "kind": "meeting", "period": "2015", "source": "the minutes"}
    (found,) = read(**told).evidence
    assert found == Evidence(kind="meeting", text="We met", period="2015", source="the minutes")


@pytest.mark.parametrize("empty", ["", " ", None])
def test_an_empty_rating_is_a_skipped_cell(empty: object) -> None:
    assert read(rating=empty).value is None


@pytest.mark.parametrize("rating", ["2", " 2 ", "2.0", 2, 2.0])
def test_a_rating_comes_as_text_or_number(rating: object) -> None:
    assert read(rating=rating).value == 2


@pytest.mark.parametrize("rating", ["4", "-1", "1.5", "two", 4, True, [2], float("nan")])
def test_a_rating_outside_0_to_3_names_its_line_and_the_scale(rating: object) -> None:
    said = refused(rating=rating)
    assert said.startswith("Line 4 has the rating ")
    assert "0 (not at all)" in said


@pytest.mark.parametrize(
    ("column", "given", "meant"),
    [
        ("dimension", "orientatoin", "orientation"),
        ("platform", "social issue", "social_issue"),
        ("closeness", "insider", "inside"),
        ("motives", "nonsense", ""),
        ("party_kind", "goverment", "government"),
    ],
)
def test_a_word_outside_the_vocabulary_names_line_and_column(
    column: str, given: str, meant: str
) -> None:
    said = refused(**{column: given})
    assert said.startswith(f"Line 4: {column} is '{given}'.")
    assert meant in said


def test_evidence_is_asked_for_where_only_its_kind_is_given() -> None:
    assert "has a kind and no evidence" in refused(kind="meeting")


def test_a_row_whose_columns_are_shifted_says_so() -> None:
    said = refused(rating="They met", evidence="3")
    assert said.startswith("Line 4 has the rating They met, and a number 0 to 3 as evidence.")
    assert "columns of this row are shifted" in said


def test_shifted_columns_of_a_whole_file_are_one_sentence() -> None:
    shifted = {**CELL, "platform": "2", "rating": "We met", "dimension": "social_issue"}
    with pytest.raises(Invalid, match="the column 'platform' does: the columns are shifted"):
        records(lines(shifted, shifted, CELL), party)


def test_two_versions_of_the_framework_in_one_file_are_refused() -> None:
    one, other = {**CELL, "framework": "0.1"}, {**CELL, "framework": framework().version}
    with pytest.raises(Invalid, match=r"Line 2 .* version 0.1 .* line 3 against"):
        records(lines(one, other), party)


def test_an_unknown_version_of_the_framework_is_refused() -> None:
    with pytest.raises(Invalid, match=f"here it is version {framework().version}"):
        records(lines({**CELL, "framework": "9.9"}), party)


def test_motives_come_in_the_order_of_the_framework() -> None:
    first, second, *_ = motives()
    assert read(motives=f"{second} ; {first};").said["motives"] == f"{first};{second}"


def test_a_deviation_in_words_has_a_row_of_its_own() -> None:
    (found,), _ = records(lines(DEVIATION), party)
    assert found.stated
    assert found.stated.degree is Degree.PARTLY
    assert "states a deviation" in refused(**DEVIATION)


@pytest.mark.parametrize(
    "text", ["=1+1", "<script>alert(1)</script>", "[bold]x[/bold]", "@SUM(A1)"]
)
def test_formulas_and_markup_are_kept_as_the_text_they_are(text: str) -> None:
    (found,) = read(evidence=text).evidence
    assert found.text == text


ANYTHING = st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.lists(st.text())


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), ANYTHING), max_size=5))
def test_whatever_stands_in_a_row_is_read_or_refused_in_a_sentence(
    given: list[dict[str, object]],
) -> None:
    try:
        found, bad = records(lines(*given), party)
    except Invalid:
        return  # of all rows together: columns, versions
    places = [*(each.index for each in found), *(each.index for each in bad)]
    assert sorted(places) == list(range(len(given)))
    assert all(each.reason.endswith((".", "?")) for each in bad)
