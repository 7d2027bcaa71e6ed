import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.row import Row, row, shown
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.text import LONGEST_TEXT

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(anything)
def test_whatever_a_row_is_it_is_read_or_refused_in_one_printable_sentence(given: object) -> None:
    said = _said(given)
    assert said.isprintable()
    assert 0 < len(said) < 200


def _said(given: object) -> str:
    try:
        return row(given, where="ratings[0]", known=("a",)).text("a")[:100]
    except Invalid as refused:
        return refused.detail


def test_a_value_is_shown_short_and_printable() -> None:
    assert shown("a\nb\x1b[31m") == "a?b?[31m"
    assert shown("x" * 100) == "x" * 40 + "..."
    assert shown(-2) == "-2"
    assert shown(16**5000) == "a value of type int"
    assert shown(float("nan")) == "a value of type float"


def test_blank_text_counts_as_absent() -> None:
    told = Row(where="Line 3", fields={"a": "  ", "b": None, "c": "x", "d": 0})
    assert [told.has(field) for field in "abcde"] == [False, False, True, True, False]


def test_a_row_with_a_line_is_named_by_it() -> None:
    assert row({"line": 3}, where="ratings[1]", known=()).where == "Line 3"
    assert row({"line": True}, where="ratings[1]", known=()).where == "ratings[1]"


def test_an_unknown_key_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UnknownTerm) as refused:
        row({"plattform": 1}, where="ratings[0]", known=("platform", "value"))
    assert "ratings[0]" in refused.value.detail
    assert "'platform'" in refused.value.hint


@pytest.mark.parametrize("given", [None, 3, "text", ["list"]])
def test_what_is_no_mapping_is_refused(given: object) -> None:
    with pytest.raises(Invalid, match=r"ratings\[4\] is "):
        row(given, where="ratings[4]", known=("value",))


@pytest.mark.parametrize("text", ["", " ", "x" * (LONGEST_TEXT + 1), "a\x00b", None, 5])
def test_text_is_printable_and_neither_empty_nor_endless(text: object) -> None:
    with pytest.raises(Invalid, match="Line 2 has") as refused:
        Row(where="Line 2", fields={"source": text}).text("source")
    assert "source" in refused.value.detail


def test_text_is_kept_with_single_spaces() -> None:
    assert Row(where="", fields={"a": " two\n  lines "}).text("a") == "two lines"
