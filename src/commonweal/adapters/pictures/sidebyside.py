"""Two sources beside each other: a line for each field, what differs with a sign and in bold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    FONT,
    INK,
    LINE,
    QUIET,
    STRONG,
    TINT,
    Row,
    data,
    down,
    encoded,
    titled,
)
from commonweal.adapters.pictures.words import line, lines
from commonweal.model.figure import Pair, SideBySide

MOST = 24
"""Fields of one picture: what differs first, then what stands beside it, then the rest."""

_LINE, _PAD = 18, 9
_ROOM = 12
_MOST_LINES = 3
_MARGIN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Where the texts of a column stand."""

    start: int
    """Pixels from the left edge."""
    end: int
    level: int = 0
    """Below how many others of its row."""

    @property
    def room(self) -> int:
        return self.end - self.start - _ROOM


Columns = Mapping[str, _Column]
_COLUMNS: Mapping[str, Columns] = {
    "wide": {
        "row": _Column(start=0, end=132),
        "field": _Column(start=132, end=240),
        "sign": _Column(start=240, end=260),
        "left": _Column(start=260, end=402),
        "right": _Column(start=402, end=544),
        "remark": _Column(start=544, end=720),
    },
    "narrow": {
        "sign": _Column(start=0, end=20),
        "row": _Column(start=20, end=162),
        "field": _Column(start=162, end=304),
        "left": _Column(start=20, end=162, level=1),
        "right": _Column(start=162, end=304, level=1),
        "remark": _Column(start=20, end=304, level=2),
    },
}


def spec(figure: SideBySide, room: Room) -> dict[str, Any]:
    """The pairs in the order given; beyond `MOST` those that differ are kept before the rest."""
    pairs = _chosen(figure.pairs)
    columns = _COLUMNS[room.name]
    header = _header(figure, columns)
    rows = list(_rows(pairs, header["end"], columns))
    height = rows[-1]["end"]
    unlike = [row for row in rows if row["differs"]]
    alike = [row for row in rows if not row["differs"]]
    chart = alt.layer(
        _ground(unlike, height, room),
        _rules(rows, height, room),
        *_texts([header], height, columns, color=QUIET),
        *_texts(alike, height, columns, color=INK),
        *_texts(unlike, height, columns, color=INK, weight="bold"),
    ).properties(width=room.wide, height=height)
    return titled(chart, figure.caption, room, _note(figure.pairs, len(pairs)))


def _chosen(pairs: Sequence[Pair]) -> list[Pair]:
    unlike = {pair.row for pair in pairs if pair.differs}

    def urgency(place: int) -> tuple[bool, bool]:
        return not pairs[place].differs, pairs[place].row not in unlike

    places = sorted(range(len(pairs)), key=urgency)[:MOST]
    return [pairs[place] for place in sorted(places)]


def _note(pairs: Sequence[Pair], shown: int) -> str:
    unlike = sum(each.differs for each in pairs)
    said = f"{unlike} of {len(pairs)} fields differ (≠)."
    return said if shown == len(pairs) else f"{said} {shown} are shown, the table has all."


def _header(figure: SideBySide, columns: Columns) -> Row:
    texts = {"row": "about", "field": "field", "left": figure.left, "right": figure.right}
    return _cells({**texts, "sign": "", "remark": "remark"}, 0, columns)


def _rows(pairs: Sequence[Pair], top: float, columns: Columns) -> Iterator[Row]:
    about = ""
    for pair in pairs:
        texts = {
            "row": "" if pair.row == about else pair.row,
            "field": pair.field,
            "sign": "≠" if pair.differs else "=",
            "left": line(pair.left) or "absent",
            "right": line(pair.right) or "absent",
            "remark": pair.remark,
        }
        said = "differs" if pair.differs else "same"
        told = (pair.row, pair.field, texts["left"], texts["right"], said, pair.remark)
        row = _cells(texts, top, columns)
        yield {**row, "differs": pair.differs, "told": ", ".join(filter(None, map(line, told)))}
        top, about = row["end"], pair.row


def _cells(texts: dict[str, str], top: float, columns: Columns) -> dict[str, Any]:
    """A row at that height, its texts broken into lines where a column is narrow."""
    cells = {
        name: lines(text, columns[name].room, FONT, _MOST_LINES) if text else []
        for name, text in texts.items()
    }
    deep = [
        max(len(cells[name]) for name in columns if columns[name].level == level)
        for level in range(1 + max(each.level for each in columns.values()))
    ]
    starts = {
        f"{name}_top": top + _PAD + _LINE * sum(deep[: each.level])
        for name, each in columns.items()
    }
    return {**cells, **starts, "top": top, "end": top + sum(deep) * _LINE + 2 * _PAD - 4}


def _ground(unlike: Sequence[Row], height: float, room: Room) -> alt.Chart:
    mark = alt.Chart(data(unlike)).mark_rect(color=TINT, aria=False)
    return encoded(
        mark, x=alt.value(-_MARGIN), x2=alt.value(room.wide), y=down("top", height), y2="end"
    )


def _rules(rows: Sequence[Row], height: float, room: Room) -> alt.Chart:
    mark = alt.Chart(data(rows)).mark_rule(color=LINE, aria=False)
    return encoded(mark, x=alt.value(-_MARGIN), x2=alt.value(room.wide), y=down("top", height))


def _texts(
    rows: Sequence[Row], height: float, columns: Columns, *, color: str, weight: str = "normal"
) -> Iterator[alt.Chart]:
    for name, column in columns.items():
        mark = alt.Chart(data(rows)).mark_text(
            align="left",
            baseline="top",
            lineHeight=_LINE,
            limit=column.room + 4,
            color=STRONG if (name, weight) == ("sign", "bold") else color,
            fontWeight="bold" if weight == "bold" else "normal",
            aria=name == "sign",
        )
        yield mark.encode(
            x=alt.value(column.start),
            y=down(f"{name}_top", height),
            text=alt.Text(name, type="nominal"),
            description="told:N",
        )
