"""A table of a release on its page: what is the same in every row stands once, above."""

import re
from datetime import date

from commonweal.model.output import TableOutput
from commonweal.web.table import Cell, Sheet, State

MOST = 100
"""Rows that are shown; the file has all."""
FOLDED = 30
"""From more rows on a table is folded until someone asks for it."""
PICTURES = 2
"""Pictures that stand open; the others are folded."""

_TONES = {
    "green": "good",
    "orange": "warn",
    "red": "bad",
    "yes": "good",
    "no": "bad",
    "unknown": "warn",
}
_JUDGED = frozenset({"channel", "verdict"})
"""Columns whose words are verdicts."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
"""A word of a file's code list, such as `document_missing`."""


def released(table: TableOutput) -> Sheet:
    """The table as a sheet: columns that say the same in every row become its caption."""
    shared = [
        column for column in range(len(table.columns)) if len({r[column] for r in table.rows}) == 1
    ]
    same = shared if len(table.rows) > 1 else []
    shown = [column for column in range(len(table.columns)) if column not in same]
    name = table.name.removesuffix(".csv")
    told = [f"{_words(table.columns[c])}: {table.rows[0][c]}" for c in same if table.rows[0][c]]
    if len(table.rows) > MOST:
        told.append(f"the first {MOST} of {len(table.rows):,} rows; the file has all")
    return Sheet(
        name=f"found-{name}",
        title=name.capitalize(),
        columns=tuple(_words(table.columns[column]) for column in shown),
        rows=tuple(
            tuple(_cell(table.columns[column], row[column]) for column in shown)
            for row in table.rows[:MOST]
        ),
        caption="; ".join(told),
        empty="Nothing to tell.",
    )


def _cell(column: str, value: str | int | float | None) -> Cell:
    if column in _JUDGED and isinstance(value, str):
        return State(word=value, tone=_TONES.get(value, ""))
    if not isinstance(value, str):
        return value
    return _day(value) or (_words(value) if _CODE.fullmatch(value) else value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _words(column: str) -> str:
    return column.replace("_", " ")
