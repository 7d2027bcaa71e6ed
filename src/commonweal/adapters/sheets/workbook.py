"""XLSX: the first visible sheet of a stranger's workbook becomes a header and lines."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from commonweal.adapters.sheets.opening import mistaken
from commonweal.adapters.sheets.shape import shaped
from commonweal.adapters.sheets.sheet import Limits, Line, Raw, misread
from commonweal.adapters.sheets.unpacked import check_unpacked

_ZIP = b"PK"
_EXACT = 10**15
"""From here on a workbook cannot hold a whole number without losing digits."""

Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(path: Path, found: bytes, limits: Limits) -> Raw:
    """Header and lines of the first visible sheet; a note says what else was there.

    Raises:
        Invalid: no workbook, locked, damaged, too large, or a line is not as its header promises.

    Source: ISO/IEC 29500 (Office Open XML).
    """
    if not found.startswith(_ZIP):
        raise mistaken(path, found, "an XLSX workbook")
    check_unpacked(path, found, limits)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(found)) as workbook:
            return _first_sheet(path, workbook, limits)
    except CalamineError as problem:
        raise misread(
            path,
            f"the workbook is damaged ({problem}).",
            "Open it in a spreadsheet program and save it again.",
        ) from problem


def _first_sheet(path: Path, workbook: CalamineWorkbook, limits: Limits) -> Raw:
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if not visible:
        raise misread(path, "no sheet is visible.", "Show the sheet with the table.")
    rows = workbook.get_sheet_by_name(visible[0]).iter_rows()
    raw = shaped(path, _lines(path, rows), limits)
    passed_over = f"{path.name}: sheet {visible[0]!r} was read, the first of {len(visible)}."
    return Raw(header=raw.header, lines=raw.lines, notes=(passed_over,) if visible[1:] else ())


def _lines(path: Path, rows: Iterator[list[Value]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        yield Line(number=number, cells=tuple(_text(path, number, value) for value in row))


def _text(path: Path, line: int, value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        return _digits(path, line, value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()


def _digits(path: Path, line: int, value: float) -> str:
    if abs(value) >= _EXACT:
        raise misread(
            path,
            f"the number {value:.0f} is too long for a workbook, its last digits are lost.",
            "Format the column as text and enter the number again.",
            line=line,
        )
    return str(int(value)) if value == int(value) else repr(value)
