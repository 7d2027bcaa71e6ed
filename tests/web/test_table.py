from urllib.parse import urlencode

from fastapi import Request

from commonweal.web.table import MOST_ROWS, Link, Sheet, State, asked

NUMBERS = Sheet(
    name="numbers",
    title="Numbers",
    columns=("number", "told"),
    rows=tuple((number, f"row {number}") for number in range(MOST_ROWS + 5)),
)


def ask(sheet: Sheet, **query: str) -> Sheet:
    text = urlencode({name.replace("_", "."): told for name, told in query.items()})
    return asked(sheet, Request({"type": "http", "query_string": text.encode()}))


def test_of_many_rows_a_page_shows_the_first_and_says_how_many_follow() -> None:
    shown = ask(NUMBERS)
    assert (len(shown.rows), shown.left_out) == (MOST_ROWS, 5)
    assert shown.rows[0] == (0, "row 0")


def test_a_row_beyond_them_is_found_by_the_filter_and_by_sorting() -> None:
    last = MOST_ROWS + 4
    assert ask(NUMBERS, find_numbers=f"ROW {last}").rows == ((last, f"row {last}"),)
    assert ask(NUMBERS, sort_numbers="-number").rows[0] == (last, f"row {last}")


def test_the_file_of_a_table_has_every_row() -> None:
    assert len(NUMBERS.output().rows) == MOST_ROWS + 5


def test_a_table_that_fits_leaves_nothing_out() -> None:
    assert ask(Sheet(name="a", title="A", columns=("b",), rows=(("c",),))).left_out == 0


def test_an_unknown_column_sorts_nothing_and_words_that_no_row_has_are_said_back() -> None:
    assert ask(NUMBERS, sort_numbers="-forged").rows[0] == (0, "row 0")
    none = ask(NUMBERS, find_numbers="nowhere")
    assert (none.rows, none.empty) == ((), "No row has 'nowhere'.")


def test_links_and_states_sort_and_leave_as_their_words() -> None:
    rows = ((Link(text="b", href="/b"), 1), (State(word="a"), None))
    sheet = Sheet(name="numbers", title="Mixed", columns=("what", "number"), rows=rows)
    assert ask(sheet, sort_numbers="what").rows == rows[::-1]
    assert sheet.output().rows == (("b", 1), ("a", None))


def test_unit_and_label_stand_in_each_row_of_the_file_and_not_on_the_page() -> None:
    sheet = Sheet(
        name="nets", title="Nets", columns=("net",), rows=((1,), (2,)), unit="EUR", label="invented"
    )
    made = sheet.output()
    assert (made.columns, made.rows) == (
        ("net", "unit", "label"),
        ((1, "EUR", "invented"), (2, "EUR", "invented")),
    )
    assert sheet.columns == ("net",)
