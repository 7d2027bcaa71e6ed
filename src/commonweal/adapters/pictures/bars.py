"""Bars of a few series in each category; what stands out says so at its end."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.stack import beside, stack
from commonweal.adapters.pictures.theme import (
    BOLD,
    FONT,
    INK,
    STRONG,
    Row,
    colours,
    columns,
    data,
    down,
    encoded,
    first,
    titled,
)
from commonweal.adapters.pictures.words import line, number, width
from commonweal.model.figure import Bar, Bars

MOST = 120
"""Bars of one picture."""

_BAR, _GAP, _PAD = 16, 10, 6
_SPAN = 400
"""Pixels of the axis at a desk."""
_MARGIN = 12
"""Pixels that the axis leaves free on a phone, for its last figure."""
_LEAST = 120
"""Pixels that the longest bar has on a phone."""
_TICKS = {"wide": 5, "narrow": 3}


def spec(figure: Bars, room: Room) -> dict[str, Any]:
    """One row of bars per category, in the order given."""
    bars, note = first(figure.bars, MOST, "values")
    series = list(dict.fromkeys(line(each.series) for each in bars))
    names = list(dict.fromkeys(line(each.category) for each in bars))
    rows = stack(names, room, beside(names, room), _BAR * len(series), _GAP)
    middles = dict(zip(names, (each.middle for each in rows.shelves), strict=True))
    told = [_row(each, middles[line(each.category)], series) for each in bars]
    ends = [(_share(each, figure), _long(row)) for each, row in zip(bars, told, strict=True)]
    start, span = rows.names, _span(ends, room)
    wide = start + max(span, *(share * span + words for share, words in ends))
    found = alt.Chart(data(told))
    across = alt.X(
        "value:Q",
        stack=None,
        scale=alt.Scale(domain=[0, figure.most], clamp=True, range=[start, start + span]),
        axis=alt.Axis(
            title=line(figure.caption.unit) or None,
            tickCount=_TICKS[room.name],
            tickMinStep=_step(bars),
        ),
    )
    middle = down("y", rows.height)
    drawn = found.mark_bar(orient="horizontal", stroke=INK, strokeWidth=0.75, height=_BAR - 2)
    values = found.mark_text(align="left", dx=_PAD, fontSize=FONT - 1, aria=False)
    marks = found.mark_text(
        align="left", dx=_PAD, fontSize=FONT - 1, fontWeight="bold", color=STRONG, aria=False
    )
    chart = alt.layer(
        *rows.written(),
        encoded(
            drawn,
            x=across,
            y=middle,
            color=_coloured(series, room),
            description="told:N",
            tooltip=[
                alt.Tooltip("category:N", title="what"),
                alt.Tooltip("series:N", title="series"),
                alt.Tooltip("said:N", title="value"),
            ],
        ),
        encoded(values, x=across, y=middle, text="plain:N"),
        encoded(marks, x=across, y=middle, text="marked:N"),
    ).properties(width=max(wide, room.wide if room.narrow else 0), height=rows.height)
    return titled(chart, figure.caption, room, note)


def _coloured(series: list[str], room: Room) -> alt.Color:
    return alt.Color(
        "series:N",
        sort=series,
        scale=alt.Scale(domain=series, range=colours(len(series))),
        legend=alt.Legend(title=None, orient="top", columns=columns(room)),
    )


def _share(bar: Bar, figure: Bars) -> float:
    """How much of the axis a bar takes."""
    return min(bar.value / figure.most, 1.0) if figure.most > 0 else 0.0


def _long(row: Row) -> float:
    """Pixels for what stands at the end of a bar."""
    return BOLD * width(row["marked"] or row["plain"], FONT) + _PAD


def _span(ends: Sequence[tuple[float, float]], room: Room) -> float:
    """Pixels of the axis: on a phone as many as leave room for the words at every end."""
    if not room.narrow:
        return _SPAN
    most = room.wide - _MARGIN
    fit = ((room.wide - words) / share for share, words in ends if share > 0)
    return max(_LEAST, min((most, *fit)))


def _step(bars: Sequence[Bar]) -> float:
    """The least step of the axis: counts have no halves."""
    return 1 if all(bar.value == int(bar.value) for bar in bars) else 0


def _row(bar: Bar, middle: float, series: Sequence[str]) -> Row:
    said, marked = number(bar.value), line(bar.marked, 40)
    told = f"{line(bar.category)}, {line(bar.series)}: {said}"
    return {
        "category": line(bar.category),
        "series": line(bar.series),
        "value": bar.value,
        "y": middle + _BAR * (series.index(line(bar.series)) - (len(series) - 1) / 2),
        "said": said,
        "plain": "" if marked else said,
        "marked": f"{said} ◄ {marked}" if marked else "",
        "told": f"{told}, {marked}" if marked else told,
    }
