"""The shape a table must have: one header, different names, rows as wide as the header."""

from collections.abc import Iterable
from pathlib import Path

from commonweal.adapters.sheets.sheet import Limits, Line, Raw, misread


def shaped(path: Path, lines: Iterable[Line], limits: Limits) -> Raw:
    """The first line with content as header, the others below it; blank lines are passed over.

    Raises:
        Invalid: no header, a name twice, a row wider or narrower, or over a limit.
    """
    filled = (line for line in lines if any(line.cells))
    header = next(filled, None)
    if header is None:
        raise misread(path, "there is no header line.", "The first line names the columns.")
    header = Line(number=header.number, cells=_trimmed(header.cells))
    _check_header(path, header, limits)
    rows: list[Line] = []
    for line in filled:
        if len(rows) == limits.rows:
            raise misread(path, f"more than {limits.rows:,} rows.", "Split it.", line=line.number)
        rows.append(_fitted(path, line, header, limits))
    return Raw(header=header, lines=tuple(rows))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max(place for place, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _check_header(path: Path, header: Line, limits: Limits) -> None:
    names = header.cells
    if len(names) > limits.columns:
        raise misread(path, f"{len(names):,} columns are too many.", "Give only what is needed.")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise misread(
            path,
            f"the column {twice!r} is there twice.",
            "Give each column its own name.",
            line=header.number,
        )


def _fitted(path: Path, line: Line, header: Line, limits: Limits) -> Line:
    width = len(header.cells)
    cells, beyond = line.cells[:width], line.cells[width:]
    if len(cells) < width or any(beyond):
        raise misread(
            path,
            f"this row has {len(line.cells)} cells, the header has {width}.",
            'Give every row as many cells as the header; put text with delimiters in "quotes".',
            line=line.number,
        )
    for name, cell in zip(header.cells, cells, strict=True):
        if len(cell) > limits.characters:
            raise misread(
                path,
                f"this cell holds more than {limits.characters:,} characters.",
                "Shorten the text.",
                line=line.number,
                column=name,
            )
    return Line(number=line.number, cells=cells)
