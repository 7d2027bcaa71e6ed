from dataclasses import asdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.rating import (
    CLOSENESS,
    EVIDENCE_KINDS,
    ratings,
    respondent,
    stated_deviations,
)
from commonweal.model.assessment import Degree, Dimension, PlatformType
from commonweal.model.errors import Invalid, UnknownTerm
from tests.diagnose.builders import PARTY

ROW = {"dimension": "orientation", "platform": "social_issue", "value": 2}
NOTE = {"kind": "policy", "text": "A note", "period": "2017", "source": "us"}
ALL = [(d.value, p.value) for d, p in product(Dimension, PlatformType)]


@given(st.dictionaries(st.sampled_from(ALL), st.integers(0, 3), min_size=1))
def test_what_was_rated_reads_back_cell_by_cell(given: dict[tuple[str, str], int]) -> None:
    rows = [{"dimension": d, "platform": p, "value": v} for (d, p), v in given.items()]
    assert {(r.dimension, r.platform): r.value for r in ratings(rows)} == given


@pytest.mark.parametrize("value", [2, "2", " 2 ", 2.0])
def test_a_value_may_come_as_a_number_or_as_text(value: object) -> None:
    assert ratings([{**ROW, "value": value}])[0].value == 2


@pytest.mark.parametrize("value", [-1, 4, 2.5, "4", "-1", "two", "02", True, float("nan"), [2]])
def test_a_value_outside_0_to_3_is_refused_and_says_where(value: object) -> None:
    with pytest.raises(Invalid, match=r"^ratings\[1\] has the value ") as refused:
        ratings([ROW, {**ROW, "platform": "societal_sector", "value": value}])
    assert "3 (fully)" in refused.value.hint
    assert refused.value.fields["field"] == "ratings[1]"


def test_a_value_outside_the_scale_names_the_line_of_the_file() -> None:
    with pytest.raises(Invalid, match=r"^Line 7 has the value 9"):
        ratings([{**ROW, "value": "9", "line": 7}])


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_row_without_a_value_is_a_skipped_cell(blank: object) -> None:
    skipped = {**ROW, "platform": "societal_sector", "value": blank}
    assert [each.platform for each in ratings([ROW, skipped])] == ["social_issue"]


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("dimension", "orientatoin", "orientation"),
        ("platform", "social issue", "social_issue"),
        ("kind", "documents", "document"),
    ],
)
def test_a_word_outside_the_vocabulary_is_refused_with_the_nearest(
    field: str, typed: str, meant: str
) -> None:
    with pytest.raises(UnknownTerm) as refused:
        ratings([{**ROW, **NOTE, field: typed}])
    assert typed in refused.value.detail
    assert meant in refused.value.hint


def test_a_cell_rated_twice_is_refused_and_names_both_rows() -> None:
    with pytest.raises(Invalid, match=r"Line 9 rates .* again, after Line 2"):
        ratings([{**ROW, "line": 2}, {**ROW, "line": 9}])


def test_nothing_rated_is_refused() -> None:
    for rows in ([], [{**ROW, "value": ""}]):
        with pytest.raises(Invalid, match="No cell is rated"):
            ratings(rows)


@pytest.mark.parametrize("kind", EVIDENCE_KINDS)
def test_evidence_stands_in_a_list_or_beside_the_value(kind: str) -> None:
    note = {**NOTE, "kind": kind}
    listed = ratings([{**ROW, "evidence": [note]}])
    assert listed == ratings([{**ROW, **note}])
    assert asdict(listed[0].evidence[0]) == note


def test_blank_evidence_columns_are_no_evidence() -> None:
    blank = dict.fromkeys(NOTE, "")
    assert ratings([{**ROW, **blank}])[0].evidence == ()
    assert ratings([{**ROW, "evidence": []}])[0].evidence == ()


@pytest.mark.parametrize("field", NOTE)
def test_evidence_in_part_is_refused_and_names_what_is_missing(field: str) -> None:
    part = {**NOTE, field: ""}
    with pytest.raises(Invalid, match=rf"^ratings\[0\] has no {field}"):
        ratings([{**ROW, **part}])
    with pytest.raises(Invalid, match=rf"^ratings\[0\], evidence\[0\] has no {field}"):
        ratings([{**ROW, "evidence": [part]}])


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"evidence": [NOTE], **NOTE}, "has evidence twice"),
        ({"evidence": "a note"}, "has no list as evidence"),
        ({"evidence": [NOTE] * 101}, "has no list as evidence"),
        ({"evidence": ["a note"]}, r"evidence\[0\] is a note"),
        ({"value": None, **NOTE}, "has evidence but no value"),
    ],
)
def test_evidence_that_cannot_be_read_is_refused(extra: dict[str, object], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        ratings([{**ROW, **extra}])


@pytest.mark.parametrize("closeness", CLOSENESS)
def test_a_respondent_stood_inside_or_remote(closeness: str) -> None:
    assert respondent(name="A. Clerk", party=PARTY, closeness=closeness).closeness == closeness


def test_a_respondent_of_another_closeness_or_no_name_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="The respondent: closeness is"):
        respondent(name="A. Clerk", party=PARTY, closeness="near")
    with pytest.raises(Invalid, match="The respondent has no name"):
        respondent(name=" ", party=PARTY, closeness="inside")


def test_a_stated_deviation_keeps_the_coders_words() -> None:
    row = {"dimension": "timeframe", "degree": "partly", "text": "It outlasts the project"}
    made = stated_deviations([row])[0]
    assert (made.dimension, made.degree, made.text) == (
        Dimension.TIMEFRAME,
        Degree.PARTLY,
        row["text"],
    )


def test_a_stated_fit_is_no_deviation_and_a_dimension_is_stated_once() -> None:
    row = {"dimension": "timeframe", "degree": "fits", "text": "x"}
    with pytest.raises(UnknownTerm, match="degree is 'fits'"):
        stated_deviations([row])
    twice = [{**row, "degree": "partly"}] * 2
    with pytest.raises(Invalid, match=r"stated\[1\] states timeframe again"):
        stated_deviations(twice)
