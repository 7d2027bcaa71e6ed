"""A sheet as it was read: rows by our column names, with the line each came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonweal.model.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a stranger's file is read before it is refused."""

    bytes: int = 256 * 2**20
    """Size of the file; of a workbook, also of what it unpacks to."""
    rows: int = 1_000_000
    columns: int = 1_000
    cells: int = 20_000_000
    """Rows times columns of a workbook's sheet, empty cells included."""
    characters: int = 32_767
    """Length of one cell; what a workbook cell can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file as it stands there, before any column has a meaning."""

    number: int
    """Line of the file, counted from 1; where the row begins."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A file's header and lines, all with as many cells as the header."""

    header: Line
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row by our column names; every wanted column is there, maybe empty."""

    line: int
    cells: Mapping[str, str]
    original: tuple[str, ...]
    """The whole row as it stood in the file, in the file's own column order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says, how its columns were understood, and what its reader should know."""

    path: Path
    columns: tuple[str, ...]
    """The file's own column names, in its order."""
    rows: tuple[Row, ...]
    mapping: Mapping[str, str]
    """Our column -> theirs, for every column that is there."""
    guessed: Mapping[str, str] = field(default_factory=dict)
    """The part of `mapping` that rests on similar names: to be shown, and corrected."""
    notes: tuple[str, ...] = ()
    """Sentences for the person: guesses made, sheets passed over."""

    def invalid(self, row: Row, column: str, problem: str, hint: str) -> Invalid:
        """The error that says file, line and column; `problem` continues the sentence."""
        name = self.mapping.get(column, column)
        return misread(self.path, problem, hint, line=row.line, column=name)


def misread(path: Path, problem: str, hint: str, *, line: int = 0, column: str = "") -> Invalid:
    """What is wrong in a file, and where: `line` 0 and `column` "" mean the file as a whole."""
    at_line = f", line {line}" if line else ""
    at_column = f", column {column!r}" if column else ""
    fields: dict[str, str | int] = {"file": path.name}
    fields |= {"line": line} if line else {}
    fields |= {"column": column} if column else {}
    return Invalid(detail=f"{path.name}{at_line}{at_column}: {problem}", hint=hint, **fields)
