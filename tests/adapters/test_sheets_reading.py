"""Reading a stranger's CSV or XLSX: understood, or refused with file, line and column."""

import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.adapters.sheets import Limits, Page, Sheet, read_rows, read_rows_in, write_xlsx
from commonweal.model.errors import CommonwealError, Invalid, NotFound, UnknownTerm
from tests.scale import size

COLUMNS = ("party", "unit")


def csv(folder: Path, content: str | bytes, name: str = "offers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [tuple(row.cells.values()) for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiter_encoding_and_line_ends_are_detected(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    rows = [["party", "unit"], ["Bäckerei", "€"], ['"a, b; c"', "kg"]]
    text = "".join(delimiter.join(row) + end for row in rows)
    sheet = read_rows(csv(tmp_path, text.encode(encoding)), columns=COLUMNS)
    assert cells(sheet) == [("Bäckerei", "€"), ("a, b; c", "kg")]


def test_a_row_knows_the_line_it_began_on(tmp_path: Path) -> None:
    text = 'party,unit\n"two\nlines",kg\n\nlast,t\n'
    sheet = read_rows(csv(tmp_path, text), columns=COLUMNS)
    assert [(row.line, row.cells["party"]) for row in sheet.rows] == [
        (2, "two\nlines"),
        (5, "last"),
    ]


def test_a_told_delimiter_counts_as_a_line_of_its_own(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "sep=;\nparty;unit\nAcme, Inc;kg\n"), columns=COLUMNS)
    assert [(row.line, row.cells["party"]) for row in sheet.rows] == [(3, "Acme, Inc")]


def test_an_optional_column_that_is_absent_reads_as_empty(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "unit,party\nkg,A\n"), columns=COLUMNS, optional=("note",))
    assert dict(sheet.rows[0].cells) == {"party": "A", "unit": "kg", "note": ""}


def test_other_columns_are_kept_as_they_stood(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "x,party,unit\n1,A,kg\n"), columns=COLUMNS)
    assert sheet.rows[0].original == ("1", "A", "kg")


def test_a_column_of_another_spelling_is_guessed_and_told(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "Party ,UNITS\nA,kg\n"), columns=COLUMNS)
    assert cells(sheet) == [("A", "kg")]
    assert dict(sheet.guessed) == {"party": "Party", "unit": "UNITS"}
    assert any("'UNITS' was taken as 'unit'" in note for note in sheet.notes)


def test_a_told_mapping_is_followed_and_is_no_guess(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "wer,unit\nA,kg\n"), columns=COLUMNS, mapping={"party": "wer"})
    assert cells(sheet) == [("A", "kg")]
    assert not sheet.guessed


@pytest.mark.parametrize(
    ("mapping", "word"), [({"party": "whom"}, "whom"), ({"partei": "who"}, "partei")]
)
def test_a_mapping_of_an_unknown_column_is_refused(
    tmp_path: Path, mapping: dict[str, str], word: str
) -> None:
    with pytest.raises(UnknownTerm, match=word):
        read_rows(csv(tmp_path, "who,unit\nA,kg\n"), columns=COLUMNS, mapping=mapping)


def test_a_spreadsheets_apostrophe_is_taken_off_again(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "party,unit\n'=1+1,it's\n"), columns=COLUMNS)
    assert cells(sheet) == [("=1+1", "it's")]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 0, "empty"),
        (b" \n\n", 0, "empty"),
        (b",,\n", 0, "header"),
        (PNG, 0, "PNG picture"),
        (b"%PDF-1.7 ...", 0, "PDF document"),
        (b"PK\x03\x04...", 0, "XLSX workbook"),
        (b"party,unit\nA\x00,kg\n", 2, "control character"),
        ("party,unit\nA,kg\nBäckerei,kg\n".encode("latin-1"), 3, "0xe4"),
        (b"\xff\xfep", 1, "UTF-16"),
        (b"party,unit\nA,kg,3\n", 2, "3 cells"),
        (b"party,unit\nA\n", 2, "1 cells"),
        (b'party,unit\nA,kg\n"A,kg\n', 3, "quotes"),
        (b'party,unit\n"A"x,kg\n', 2, "quotes"),
        (b"party,unit,party\nA,kg,B\n", 1, "twice"),
        (b"party,amount\nA,3\n", 1, "'unit'"),
        (b"party,unit\n" + b"A" * 33_000 + b",kg\n", 2, "characters"),
        (b"party,unit\n" + b"A" * 200_000 + b",kg\n", 2, "larger than"),
    ],
)
def test_a_bad_csv_is_a_sentence_with_file_and_line(
    tmp_path: Path, content: bytes, line: int, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as problem:
        read_rows(csv(tmp_path, content), columns=COLUMNS)
    assert problem.value.fields["file"] == "offers.csv"
    assert problem.value.fields.get("line", 0) == line
    assert problem.value.hint


@pytest.mark.parametrize(
    "limits", [Limits(rows=2), Limits(bytes=20), Limits(columns=1), Limits(characters=2)]
)
@pytest.mark.parametrize("name", ["offers.csv", "offers.xlsx"])
def test_more_than_the_limit_is_refused(tmp_path: Path, limits: Limits, name: str) -> None:
    path = tmp_path / name
    rows = (("one", "kg"), ("two", "kg"), ("three", "kg"))
    if path.suffix == ".csv":
        csv(tmp_path, "party,unit\n" + "".join(f"{a},{b}\n" for a, b in rows))
    else:
        write_xlsx(path, [Page(name="x", columns=COLUMNS, rows=rows)])
    assert len(read_rows(path, columns=COLUMNS).rows) == 3
    with pytest.raises(Invalid):
        read_rows(path, columns=COLUMNS, limits=limits)


def test_a_missing_file_a_folder_and_another_ending_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name, error in (
        ("gone.csv", NotFound),
        ("folder.csv", Invalid),
        ("offers.ods", UnknownTerm),
    ):
        with pytest.raises(error, match=name):
            read_rows(tmp_path / name, columns=COLUMNS)


def workbook(folder: Path, fill: dict[tuple[int, int], object], name: str = "offers.xlsx") -> Path:
    with xlsxwriter.Workbook(folder / name) as book:
        sheet = book.add_worksheet("Offers")
        for (row, column), value in fill.items():
            sheet.write(row, column, value)
    return folder / name


def test_numbers_truths_and_texts_of_a_workbook_become_text(tmp_path: Path) -> None:
    fill: dict[tuple[int, int], object] = {
        (2, 0): "party",
        (2, 1): "unit",
        (3, 0): 5,
        (3, 1): 1.5,
        (4, 0): True,
        (4, 1): "007",
    }
    sheet = read_rows(workbook(tmp_path, fill), columns=COLUMNS)
    assert [(row.line, *row.cells.values()) for row in sheet.rows] == [
        (4, "5", "1.5"),
        (5, "true", "007"),
    ]


def test_a_workbook_with_more_sheets_says_which_one_was_read(tmp_path: Path) -> None:
    page = Page(name="Offers", columns=COLUMNS, rows=(("A", "kg"),))
    write_xlsx(tmp_path / "two.xlsx", [page, Page(name="Other", columns=("x",), rows=())])
    sheet = read_rows(tmp_path / "two.xlsx", columns=COLUMNS)
    assert sheet.notes == ("two.xlsx: sheet 'Offers' was read, the first of 2.",)


def test_a_number_too_long_for_a_workbook_is_not_taken_for_exact(tmp_path: Path) -> None:
    fill: dict[tuple[int, int], object] = {
        (0, 0): "party",
        (0, 1): "unit",
        (1, 0): 10**17,
        (1, 1): 1,
    }
    with pytest.raises(Invalid, match="last digits are lost"):
        read_rows(workbook(tmp_path, fill), columns=COLUMNS)


def test_a_formula_in_error_is_told_and_not_read_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "offers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    with pytest.raises(Invalid, match="B2") as problem:
        read_rows(path, columns=COLUMNS)
    assert problem.value.fields["line"] == 2


def test_two_cells_in_opposite_corners_do_not_exhaust_memory(tmp_path: Path) -> None:
    fill: dict[tuple[int, int], object] = {(0, 0): "party", (1_048_575, 16_383): "unit"}
    with pytest.raises(Invalid, match="XFD1048576"):
        read_rows(workbook(tmp_path, fill), columns=COLUMNS)


def rezipped(path: Path, change: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (parts | change).items():
            new.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = workbook(tmp_path, {(0, 0): "party", (0, 1): "unit"})
    bomb = b"<a>" + b" " * 3_000_000 + b"</a>"
    rezipped(path, {"xl/media.xml": bomb})
    assert path.stat().st_size < 20_000
    with pytest.raises(Invalid, match="unpacks to too much"):
        read_rows(path, columns=COLUMNS, limits=Limits(bytes=1_000_000))


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet", "damaged"),
        ("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (
            "xl/_rels/workbook.xml.rels",
            b'<Relationships xmlns="r"><Relationship Type="x" Target="a.vml"/></Relationships>',
            "'a.vml', which is no sheet",
        ),
    ],
)
def test_a_hostile_part_of_a_workbook_is_refused(
    tmp_path: Path, part: str, content: bytes, words: str
) -> None:
    path = rezipped(workbook(tmp_path, {(0, 0): "party", (0, 1): "unit"}), {part: content})
    with pytest.raises(Invalid, match=words):
        read_rows(path, columns=COLUMNS)


@pytest.mark.parametrize(
    "content", [PNG, b"PK\x03\x04garbage", b"party,unit\nA,kg\n", b"\xd0\xcf\x11\xe0" + bytes(600)]
)
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Invalid, match="XLSX workbook"):
        read_rows(csv(tmp_path, content, "offers.xlsx"), columns=COLUMNS)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Invalid, match="XLSX workbook"):
        read_rows(csv(tmp_path, made.getvalue(), "offers.xlsx"), columns=COLUMNS)


def answer(path: Path) -> str:
    """What the person is told: the file was read, or what is wrong with it."""
    try:
        return f"{read_rows(path, columns=COLUMNS).path}: read"
    except CommonwealError as problem:
        return problem.detail


@settings(max_examples=size(quick=150, ci=1000, full=20_000), deadline=None)
@given(
    st.binary(max_size=60)
    | st.text(st.sampled_from("party,unit;\t\"\n\r='é"), max_size=40).map(str.encode)
    | st.text(max_size=20).map(lambda text: text.encode("utf-16", "surrogatepass"))
)
@example(b"\xff\xfe")
@example(b"sep=;\n")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_a_sheet_or_an_error_of_the_tree(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        assert "any.csv" in answer(csv(Path(folder), content, "any.csv"))


def test_a_workbook_cut_or_bent_anywhere_is_an_error_of_the_tree(tmp_path: Path) -> None:
    whole = workbook(tmp_path, {(0, 0): "party", (0, 1): "unit", (1, 0): "A"}).read_bytes()
    for place in range(0, len(whole), 97):
        for content in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            path = csv(tmp_path, content, "bent.xlsx")
            assert "bent.xlsx" in answer(path)


def test_a_steps_own_complaint_names_file_line_and_their_column(tmp_path: Path) -> None:
    sheet = read_rows(csv(tmp_path, "Party,unit\nA,kg\n"), columns=COLUMNS)
    problem = sheet.invalid(sheet.rows[0], "party", "'A' is not known.", "Add it.")
    assert problem.detail == "offers.csv, line 2, column 'Party': 'A' is not known."
    assert problem.fields == {"file": "offers.csv", "line": 2, "column": "Party"}


def test_bytes_are_read_as_the_file_that_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n1,2\n")
    found = read_rows_in(path.read_bytes(), name="x.csv", columns=("a",))
    assert found.rows == read_rows(path, columns=("a",)).rows
    for content, name in ((b"", "x.csv"), (b"a\n1\n" * 9, "x.csv"), (b"a\n1\n", "x.doc")):
        with pytest.raises(Invalid):
            read_rows_in(content, name=name, columns=("a",), limits=Limits(bytes=20))
