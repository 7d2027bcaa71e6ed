"""Rows to CSV and XLSX: nothing runs as a formula, same rows give the same bytes."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.adapters.sheets.formula import guarded, risky
from commonweal.adapters.sheets.placing import place
from commonweal.adapters.sheets.sheet import Limits, Row, Sheet
from commonweal.model.errors import Invalid, UnknownTerm

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | date | datetime | None

REASON = "reason"
"""The column in which a refused row says why."""

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone; fixed for same bytes
_SPLITS = re.compile(r'[,;"\t\r\n]')
_NAME_LENGTH = 31
_NARROWEST, _WIDEST = 8, 60
_LONGEST_EXACT = 10**15
_LONGEST_TEXT = Limits().characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet of a workbook to be written."""

    name: str
    """Up to 31 characters are kept, and none of []:*?/\\."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file: UTF-8, commas, line feeds, at once or not at all.

    Text that begins like a formula gets a leading apostrophe; numbers stay numbers, None is an
    empty cell, dates are ISO 8601.

    Raises:
        Invalid: a number that is not finite.
        Unavailable: the file cannot be written.
    """
    place(path, csv_bytes(columns, rows))


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes that `write_csv` writes. Raises Invalid for a number that is not finite."""
    lines = []
    for row in ([*columns], *rows):
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} cells under {len(columns)} columns")
        lines.append(_csv_line([_csv_cell(cell) for cell in row]))
    return "".join(lines).encode("utf-8")


def write_xlsx(path: Path, pages: Sequence[Page]) -> None:
    """Write a workbook, at once or not at all; its times are fixed, so same pages, same bytes.

    Text is written as text whatever it begins with; a long whole number is written as text too.

    Raises:
        Invalid: a number that is not finite, or a text too long for a cell.
        Unavailable: the file cannot be written.
    """
    place(path, xlsx_bytes(pages))


def xlsx_bytes(pages: Sequence[Page]) -> bytes:
    """The bytes that `write_xlsx` writes. Raises Invalid as it does."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, and few commands write a workbook

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        styles = _Styles(
            head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            text=book.add_format({"text_wrap": True, "valign": "top"}),
            guarded=book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"}),
        )
        for page, name in zip(pages, _names(pages), strict=True):
            _fill(book.add_worksheet(name), page, styles)
    return made.getvalue()


def write_refused(path: Path, sheet: Sheet, refused: Sequence[tuple[Row, str]]) -> None:
    """The rows that were refused, in the columns they came in, each with its reason.

    The person mends them there and gives the same file again: the reason is passed over.

    Args:
        path: .csv or .xlsx.
        sheet: where the rows were read.
        refused: each row and the sentence that says what is wrong with it.

    Raises:
        UnknownTerm: another ending.
        Unavailable: the file cannot be written.
    """
    kept = [place for place, name in enumerate(sheet.columns) if name != REASON]
    columns = (*(sheet.columns[place] for place in kept), REASON)
    rows = tuple((*(row.original[place] for place in kept), reason) for row, reason in refused)
    if path.suffix.lower() == ".csv":
        write_csv(path, columns, rows)
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(path, [Page(name="refused", columns=columns, rows=rows)])
    else:
        raise UnknownTerm(
            field=f"The ending of {path.name}", got=path.suffix, known=(".csv", ".xlsx")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    head: "Format"
    text: "Format"
    guarded: "Format"


def _csv_line(cells: Sequence[str]) -> str:
    """One line, RFC 4180; all that any spreadsheet might split at stands in quotes."""
    quoted = [
        '"' + cell.replace('"', '""') + '"' if _SPLITS.search(cell) else cell for cell in cells
    ]
    return (",".join(quoted) or '""') + "\n"


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    return _plain(cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and not math.isfinite(cell):
        raise Invalid(
            detail=f"The number {cell} cannot stand in a sheet.", hint="Leave the cell empty."
        )
    return str(cell)


def _fill(sheet: "Worksheet", page: Page, styles: _Styles) -> None:
    for column, name in enumerate(page.columns):
        sheet.write_string(0, column, name, styles.head)
        longest = max((len(_plain(row[column])) for row in page.rows), default=0)
        sheet.set_column(column, column, min(max(longest + 2, len(name) + 2, _NARROWEST), _WIDEST))
    for line, row in enumerate(page.rows, start=1):
        if len(row) != len(page.columns):
            raise ValueError(f"a row of {len(row)} cells under {len(page.columns)} columns")
        for column, cell in enumerate(row):
            _put(sheet, line, column, cell, styles)
    sheet.freeze_panes(1, 0)


def _put(sheet: "Worksheet", line: int, column: int, cell: Cell, styles: _Styles) -> None:
    text = _plain(cell)
    if len(text) > _LONGEST_TEXT:
        raise Invalid(
            detail=f"A text of {len(text):,} characters is too long for a cell.",
            hint="Shorten it, or write a CSV file.",
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _LONGEST_EXACT:
        sheet.write_number(line, column, cell, styles.text)
    elif text:
        style = styles.guarded if risky(text) else styles.text
        sheet.write_string(line, column, text, style)


def _names(pages: Sequence[Page]) -> list[str]:
    names: list[str] = []
    taken: set[str] = set()
    for number, page in enumerate(pages, start=1):
        wanted = "".join("-" if letter in "[]:*?/\\" else letter for letter in page.name)
        wanted = wanted.strip("' ")[:_NAME_LENGTH].strip("' ") or f"Sheet {number}"
        if wanted.casefold() in taken or wanted.casefold() == "history":
            end = f" {number}"
            wanted = wanted[: _NAME_LENGTH - len(end)] + end
        taken.add(wanted.casefold())
        names.append(wanted)
    return names
