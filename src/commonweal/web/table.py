"""A table on a page: it sorts, filters and exports without a script."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from fastapi import Request

from commonweal.model.agreement import Colour
from commonweal.model.output import TableOutput

MOST_ROWS = 300
"""Rows of one table on a page; the others are found by its filter, and are in its files."""
INVENTED = "invented figures"
"""The label of a table whose figures are made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A word that leads somewhere on this node."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of something: a word in a box."""

    word: str
    tone: str = ""
    """`good`, `warn`, `bad` or empty; the word alone says it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A form of one button in a row: it posts `fields` to `href`."""

    text: str
    href: str
    does: str = ""
    """The act of `app` that it leads to: to who may not it is not shown."""
    fields: tuple[tuple[str, str], ...] = ()


Plain = str | int | float | date | datetime | None
Cell = Plain | Link | State | Colour | Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under named columns."""

    name: str
    """Names the table in addresses: letters, digits and hyphens."""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    """Source, unit, date."""
    empty: str = "Nothing here yet."
    sorted_by: str = ""
    """Column, after a minus if falling; empty as the rows came."""
    found: str = ""
    """What the rows were filtered by."""
    left_out: int = 0
    """Rows that would follow those shown."""
    unit: str = ""
    """Of its figures where the columns do not say it: each row of its file does."""
    label: str = ""
    """What each row of its file bears, as a file leaves its page behind: `invented figures`."""

    def output(self) -> TableOutput:
        """The table as a file, links and states as their words."""
        also = {name: word for name, word in (("unit", self.unit), ("label", self.label)) if word}
        rows = tuple((*(_told(cell) for cell in row), *also.values()) for row in self.rows)
        return TableOutput(name=f"{self.name}.csv", columns=(*self.columns, *also), rows=rows)

    def numeric(self, column: int) -> bool:
        """True if a column holds numbers and empty cells alone."""
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def asked(sheet: Sheet, request: Request) -> Sheet:
    """The sheet as the address asks for it: `?sort.NAME=-column` and `?find.NAME=words`.

    Of many rows the first are shown.
    """
    wanted = request.query_params.get(f"find.{sheet.name}", "")
    by = request.query_params.get(f"sort.{sheet.name}", "")
    found = _found(sheet, wanted) if wanted else sheet
    ordered = _sorted(found, by) if by.removeprefix("-") in sheet.columns else found
    return replace(
        ordered, rows=ordered.rows[:MOST_ROWS], left_out=max(len(ordered.rows) - MOST_ROWS, 0)
    )


def _found(sheet: Sheet, words: str) -> Sheet:
    wanted = words.casefold().split()
    rows = tuple(row for row in sheet.rows if all(word in _text(row) for word in wanted))
    return replace(sheet, rows=rows, found=words, empty=f"No row has {words!r}.")


def _sorted(sheet: Sheet, by: str) -> Sheet:
    column = sheet.columns.index(by.removeprefix("-"))
    rows = sorted(sheet.rows, key=lambda row: _order(row[column]), reverse=by.startswith("-"))
    return replace(sheet, rows=tuple(rows), sorted_by=by)


def _order(cell: Cell) -> tuple[int, float, str]:
    told = _told(cell)
    if told is None:
        return (2, 0.0, "")
    return (0, float(told), "") if isinstance(told, int | float) else (1, 0.0, told.casefold())


def _text(row: tuple[Cell, ...]) -> str:
    return " ".join(str(_told(cell)) for cell in row).casefold()


def _told(cell: Cell) -> str | int | float | None:
    match cell:
        case Link() | Button():
            return cell.text
        case State():
            return cell.word
        case datetime() | date():
            return cell.isoformat()
        case _:
            return cell
