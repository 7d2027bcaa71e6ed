from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.pictures.words import exact, line, lines, number, width


@given(st.text(max_size=600))
def test_a_line_is_one_short_line_and_stays_as_it_is_when_read_again(text: str) -> None:
    found = line(text, 40)
    assert len(found) <= 40
    assert found.isprintable()
    assert line(found, 40) == found


@given(st.text(max_size=200), st.integers(20, 300), st.integers(1, 4))
def test_lines_keep_every_sign_fit_and_are_no_more_than_asked(
    text: str, room: int, most: int
) -> None:
    found = lines(text, room, 13, most)
    assert len(found) <= most
    assert "".join(found).replace(" ", "") == line(text).replace(" ", "")
    assert all(width(each, 13) <= room for each in found[:-1])


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert width("漢字", 12) == 24
    assert width("illi", 12) < width("WWWW", 12) / 2


def test_numbers_read_as_people_write_them() -> None:
    assert [number(each) for each in (1234.4, 0.25, -7.5, 216.0, 0, 143.5)] == [
        "1,234", "0.25", "−7.5", "216", "0", "144"
    ]  # fmt: skip
    assert number(float("nan")) == exact(float("inf")) == "no number"
    assert exact(1234567.0) == "1.23457e+06"
