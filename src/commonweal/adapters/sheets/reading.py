"""Rows of a CSV or XLSX file by our column names, or a sentence that says what is wrong where."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from commonweal.adapters.sheets.columns import Matched, matched
from commonweal.adapters.sheets.opening import content, fitting
from commonweal.adapters.sheets.sheet import Limits, Line, Raw, Row, Sheet
from commonweal.adapters.sheets.text import read_text
from commonweal.adapters.sheets.workbook import read_workbook
from commonweal.model.errors import UnknownTerm

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


def read_rows(
    path: Path,
    *,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Sheet:
    """The rows of a stranger's file, by our column names, each with its line.

    Cells are text without surrounding blanks; numbers of a workbook are written without a
    needless `.0`, its dates as ISO 8601. An optional column that is not there reads as empty.
    Other columns are kept in `Row.original` alone.

    Args:
        path: a .csv, .tsv, .txt or .xlsx file.
        columns: names that must be there; a missing one is guessed by a similar name.
        optional: names that may be there.
        mapping: our column -> theirs, where the person said so.
        limits: how much is read; the default allows a million rows.

    Raises:
        NotFound: there is no such file.
        UnknownTerm: the ending, or a mapped column, is unknown.
        Invalid: what is wrong, with file, line and column.
        Unavailable: the file may not be read.
    """
    limits = limits or Limits()
    _check_ending(path)
    return _sheet(path, content(path, limits), columns, optional, dict(mapping or {}), limits)


def read_rows_in(
    found: bytes,
    *,
    name: str,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    limits: Limits | None = None,
) -> Sheet:
    """The same, from the bytes of a file that is called `name`. Raises as `read_rows`."""
    limits, path = limits or Limits(), Path(name)
    _check_ending(path)
    return _sheet(path, fitting(path, found, limits), columns, optional, {}, limits)


def _check_ending(path: Path) -> None:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnknownTerm(field=f"The ending of {path.name}", got=ending, known=ENDINGS)


def _sheet(
    path: Path,
    content: bytes,
    columns: Sequence[str],
    optional: Sequence[str],
    told: Mapping[str, str],
    limits: Limits,
) -> Sheet:
    raw = _raw(path, content, [*columns, *optional, *told.values()], limits)
    found = matched(path, raw.header, required=columns, optional=optional, told=told)
    names = (*columns, *optional)
    return Sheet(
        path=path,
        columns=raw.header.cells,
        rows=_rows(raw, found, names),
        mapping=found.mapping,
        guessed=found.guessed,
        notes=(*raw.notes, *_told(path, found)),
    )


def _raw(path: Path, found: bytes, wanted: Sequence[str], limits: Limits) -> Raw:
    if path.suffix.lower() == ".xlsx":
        return read_workbook(path, found, limits)
    return read_text(path, found, wanted, limits)


def _rows(raw: Raw, found: Matched, names: Sequence[str]) -> tuple[Row, ...]:
    places = [
        raw.header.cells.index(found.mapping[name]) if name in found.mapping else None
        for name in names
    ]
    return tuple(_row(line, names, places) for line in raw.lines)


def _row(line: Line, names: Sequence[str], places: Sequence[int | None]) -> Row:
    cells = {
        name: line.cells[place] if place is not None else ""
        for name, place in zip(names, places, strict=True)
    }
    return Row(line=line.number, cells=cells, original=line.cells)


def _told(path: Path, found: Matched) -> tuple[str, ...]:
    return tuple(
        f"{path.name}: column {theirs!r} was taken as {ours!r}, by its name."
        for ours, theirs in found.guessed.items()
    )
