from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.trade.paper import datatype

PLAIN = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14
)


@given(PLAIN)
def test_a_decimal_reads_as_it_was_written(value: Decimal) -> None:
    assert datatype.decimal(f"{value:f}") == value


@given(st.text(max_size=12))
def test_any_text_is_a_decimal_or_one_sentence(raw: str) -> None:
    said = ""
    try:
        read = datatype.decimal(raw)
    except ValueError as wrong:
        said = str(wrong)
    else:
        assert read == Decimal(raw.strip())
        assert read.is_finite()
    assert said.isprintable()


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1", "1"), (" +1.50 ", "1.5"), (".5", "0.5"), ("1.", "1"), ("-0", "0"), ("007", "7")],
)
def test_a_decimal_is_what_xml_schema_says(raw: str, value: str) -> None:
    assert datatype.decimal(raw) == Decimal(value)


@pytest.mark.parametrize(
    "raw", ["", "1,5", "1.234,56", "1e3", "NaN", "INF", "--1", "1 000", "٣", "0x1", "1_0", "½"]
)
def test_what_is_no_decimal_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="is not a decimal number"):
        datatype.decimal(raw)


def test_idle_zeros_are_no_digits() -> None:
    assert datatype.digits("0012.3400") == (4, 2)
    assert datatype.digits("-0.0") == (0, 0)


@given(st.dates())
def test_a_day_reads_in_both_standards(day: date) -> None:
    assert datatype.day(day.isoformat()) == day
    assert datatype.moment(f"{day:%Y%m%d}".rjust(8, "0"), "102") == day


def test_a_day_may_name_its_zone() -> None:
    assert datatype.day("2026-02-13Z") == datatype.day("2026-02-13+03:00") == date(2026, 2, 13)


def test_a_moment_is_the_day_it_names() -> None:
    assert datatype.moment("20260213235959-05", "304") == date(2026, 2, 13)


@pytest.mark.parametrize("unit", ["KGM", "LBR", "H87", "NMP", "5", "KGM#G"])
def test_a_unit_has_the_form_of_a_code(unit: str) -> None:
    assert datatype.unit(unit) == unit


@pytest.mark.parametrize("unit", ["", "kg", "stems", "KGMX", "K M"])
def test_what_has_not_the_form_of_a_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="Recommendation 20"):
        datatype.unit(unit)


@given(st.text(max_size=200))
def test_what_is_shown_is_short_and_visible(text: str) -> None:
    words = datatype.shown(text)
    assert words.isprintable()
    assert len(words) <= 10 * datatype.SHOWN + 2
