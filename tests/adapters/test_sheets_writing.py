"""Writing CSV and XLSX: harmless, whole or not at all, and the same bytes each time."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from commonweal.adapters.sheets import (
    Cell,
    Page,
    read_rows,
    write_csv,
    write_refused,
    write_xlsx,
)
from commonweal.adapters.sheets.formula import freed, guarded
from commonweal.model.errors import Invalid, Unavailable, UnknownTerm
from tests.scale import size

DANGEROUS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1")
HARMLESS = ("", "a=b", "1-2", "-5", "+3.25", "-1e9", "it's", "'quoted'")


@given(st.text())
def test_a_guarded_text_is_freed_to_what_it_was(text: str) -> None:
    assert freed(guarded(text)) == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_csv_has_line_feeds_commas_and_numbers_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows: list[tuple[Cell, ...]] = [
        (-5, -1.5, "=2", None, True, date(2015, 4, 25)),
        ("a,b", "ü", "", 0, False, "x"),
    ]
    write_csv(path, ["-a", "b", "c", "d", "e", "f"], rows)
    assert path.read_bytes() == (
        b"'-a,b,c,d,e,f\n-5,-1.5,'=2,,true,2015-04-25\n" + '"a,b",ü,,0,false,x\n'.encode()
    )


def test_a_workbook_keeps_numbers_as_numbers_and_danger_as_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    page = Page(name="a/b", columns=("n", "t"), rows=((-5, "=1+1"), (10**17, None)))
    write_xlsx(path, [page, page])
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["a-b", "a-b 2"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["n", "t"],
        [-5.0, "=1+1"],
        ["100000000000000000", ""],
    ]


KEPT = st.characters(codec="utf-8", exclude_characters=[chr(n) for n in range(32)])
csv_text = st.text(KEPT | st.sampled_from("\t\r\n,;=+-@'\""), max_size=12)
"""Everything that text can be; line separators of every alphabet among it."""
xlsx_text = st.text(KEPT.filter(str.isprintable), max_size=12)

Rows = list[tuple[str, str]]


def rows(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Rows]:
    return st.lists(st.tuples(texts.filter(str.strip), texts), min_size=1, max_size=5)


def read_again(path: Path) -> Rows:
    sheet = read_rows(path, columns=("first", "second"))
    return [(row.cells["first"], row.cells["second"]) for row in sheet.rows]


def stripped(given: Rows) -> Rows:
    return [(first.strip(), second.strip()) for first, second in given]


@settings(max_examples=size(quick=100, ci=300, full=2000), deadline=None)
@given(rows(csv_text))
def test_what_is_written_as_csv_is_read_again(given: Rows) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv(path, ["first", "second"], given)
        assert read_again(path) == stripped(given)


@settings(max_examples=size(quick=25, ci=100, full=500), deadline=None)
@given(rows(xlsx_text))
def test_what_is_written_as_xlsx_is_read_again(given: Rows) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write_xlsx(path, [Page(name="x", columns=("first", "second"), rows=tuple(given))])
        assert read_again(path) == stripped(given)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    page = Page(name="x", columns=("a",), rows=(("text",), (1.5,)))
    for name in ("one", "two"):
        write_xlsx(tmp_path / f"{name}.xlsx", [page])
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def rows_that_break() -> list[tuple[Cell, ...]]:
    return [(1.0,), (float("nan"),)]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, ["a"], [("old",)])
    with pytest.raises(Invalid, match="nan"):
        write_csv(path, ["a"], rows_that_break())
    assert path.read_text() == "a\nold\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken.csv").mkdir()
    for path in (tmp_path / "nowhere" / "out.csv", tmp_path / "taken.csv"):
        with pytest.raises(Unavailable, match=path.name):
            write_csv(path, ["a"], [])
    assert [found.name for found in tmp_path.iterdir()] == ["taken.csv"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_refused_rows_come_back_with_a_reason_and_can_be_given_again(
    tmp_path: Path, ending: str
) -> None:
    given_in = tmp_path / "in.csv"
    given_in.write_text("extra,Party,unit\n1,A,kg\n2,'=B,stone\n")
    sheet = read_rows(given_in, columns=("party", "unit"))
    back = tmp_path / f"refused{ending}"
    write_refused(back, sheet, [(sheet.rows[1], "unit 'stone' is unknown")])
    again = read_rows(back, columns=("party", "unit"), optional=("reason",))
    assert again.columns == ("extra", "Party", "unit", "reason")
    assert dict(again.rows[0].cells) == {
        "party": "=B",
        "unit": "stone",
        "reason": "unit 'stone' is unknown",
    }
    write_refused(back, again, [(again.rows[0], "still unknown")])
    assert read_rows(back, columns=("party", "unit")).columns == (
        "extra",
        "Party",
        "unit",
        "reason",
    )


def test_refused_rows_are_written_as_csv_or_xlsx_alone(tmp_path: Path) -> None:
    given_in = tmp_path / "in.csv"
    given_in.write_text("a\n1\n")
    sheet = read_rows(given_in, columns=("a",))
    with pytest.raises(UnknownTerm, match=r"\.pdf"):
        write_refused(tmp_path / "back.pdf", sheet, [])
