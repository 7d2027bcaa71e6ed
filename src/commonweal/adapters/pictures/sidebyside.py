"""Two sources beside each other: a line for each field, what differs with a sign and in bold."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from commonweal.adapters.pictures.theme import (
    FONT,
    INK,
    LINE,
    QUIET,
    STRONG,
    TINT,
    WIDTH,
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
_COLUMNS = {"row": 0, "field": 132, "sign": 240, "left": 260, "right": 402, "remark": 544}
"""Where each column begins, in pixels."""
_ENDS = dict(zip(_COLUMNS, [*list(_COLUMNS.values())[1:], WIDTH], strict=True))
_MARGIN = 6


def spec(figure: SideBySide) -> dict[str, Any]:
    """The pairs in the order given; beyond `MOST` those that differ are kept before the rest."""
    pairs = _chosen(figure.pairs)
    header = _header(figure)
    rows = list(_rows(pairs, header["end"]))
    height = rows[-1]["end"]
    unlike = [row for row in rows if row["differs"]]
    alike = [row for row in rows if not row["differs"]]
    chart = alt.layer(
        _ground(unlike, height),
        _rules(rows, height),
        *_texts([header], height, color=QUIET),
        *_texts(alike, height, color=INK),
        *_texts(unlike, height, color=INK, weight="bold"),
    ).properties(width=WIDTH, height=height)
    return titled(chart, figure.caption, _note(figure.pairs, len(pairs)))


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


def _header(figure: SideBySide) -> Row:
    texts = {"row": "about", "field": "field", "left": figure.left, "right": figure.right}
    return _cells({**texts, "sign": "", "remark": "remark"}, 0)


def _rows(pairs: Sequence[Pair], top: float) -> Iterator[Row]:
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
        row = _cells(texts, top)
        yield {**row, "differs": pair.differs, "told": ", ".join(filter(None, map(line, told)))}
        top, about = row["end"], pair.row


def _cells(texts: dict[str, str], top: float) -> dict[str, Any]:
    """A row at that height, its texts broken into lines where a column is narrow."""
    cells = {
        name: lines(text, _ENDS[name] - _COLUMNS[name] - _ROOM, FONT, _MOST_LINES)
        for name, text in texts.items()
    }
    deep = max(map(len, cells.values()))
    return {**cells, "top": top, "first": top + _PAD, "end": top + deep * _LINE + 2 * _PAD - 4}


def _ground(unlike: Sequence[Row], height: float) -> alt.Chart:
    mark = alt.Chart(data(unlike)).mark_rect(color=TINT, aria=False)
    return encoded(
        mark, x=alt.value(-_MARGIN), x2=alt.value(WIDTH), y=down("top", height), y2="end"
    )


def _rules(rows: Sequence[Row], height: float) -> alt.Chart:
    mark = alt.Chart(data(rows)).mark_rule(color=LINE, aria=False)
    return encoded(mark, x=alt.value(-_MARGIN), x2=alt.value(WIDTH), y=down("top", height))


def _texts(
    rows: Sequence[Row], height: float, *, color: str, weight: str = "normal"
) -> Iterator[alt.Chart]:
    for column, start in _COLUMNS.items():
        mark = alt.Chart(data(rows)).mark_text(
            align="left",
            baseline="top",
            lineHeight=_LINE,
            limit=_ENDS[column] - start - _ROOM + 4,
            color=STRONG if (column, weight) == ("sign", "bold") else color,
            fontWeight="bold" if weight == "bold" else "normal",
            aria=column == "sign",
        )
        yield mark.encode(
            x=alt.value(start),
            y=down("first", height),
            text=alt.Text(column, type="nominal"),
            description="told:N",
        )
