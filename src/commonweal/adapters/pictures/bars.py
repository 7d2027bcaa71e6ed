"""Bars of a few series in each category; what stands out says so at its end."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from commonweal.adapters.pictures.theme import FONT, INK, STRONG, Row, colours, data, first, titled
from commonweal.adapters.pictures.words import line, number
from commonweal.model.figure import Bar, Bars

MOST = 120
"""Bars of one picture."""

_BAR = 15
_WIDTH = 400
_DEPTH = "offset"
_AROUND = {"left": 24, "top": 12, "right": 44, "bottom": 12}
"""Space for words that are wider in a browser's font than in the one they were measured in."""


def spec(figure: Bars) -> dict[str, Any]:
    """One row of bars per category, in the order given."""
    bars, note = first(figure.bars, MOST, "values")
    series = list(dict.fromkeys(line(each.series) for each in bars))
    rows = data([_row(each) for each in bars])
    place = alt.Chart(rows).encode(
        x=alt.X(
            "value:Q",
            scale=alt.Scale(domain=[0, figure.most], clamp=True),
            axis=alt.Axis(
                title=line(figure.caption.unit) or None, tickCount=5, tickMinStep=_step(bars)
            ),
        ),
        y=alt.Y("category:N", sort=None, axis=alt.Axis(title=None), scale=_between()),
        yOffset=alt.YOffset("series:N", sort=series, scale=alt.Scale(paddingInner=0.1)),
    )
    drawn = place.mark_bar(stroke=INK, strokeWidth=0.75).encode(
        color=alt.Color(
            "series:N",
            sort=series,
            scale=alt.Scale(domain=series, range=colours(len(series))),
            legend=alt.Legend(title=None, orient="top"),
        ),
        description="told:N",
        tooltip=[
            alt.Tooltip("category:N", title="what"),
            alt.Tooltip("series:N", title="series"),
            alt.Tooltip("said:N", title="value"),
        ],
    )
    values = place.mark_text(align="left", dx=6, fontSize=FONT - 1, aria=False)
    marks = place.mark_text(
        align="left", dx=6, fontSize=FONT - 1, fontWeight="bold", color=STRONG, aria=False
    )
    chart = alt.layer(
        drawn,
        values.encode(text="plain:N"),
        marks.encode(text="marked:N"),
    ).properties(width=_WIDTH, height=alt.Step(_BAR, **{"for": _DEPTH}))
    return titled(chart, figure.caption, note) | {"padding": _AROUND}


def _step(bars: Sequence[Bar]) -> float:
    """The least step of the axis: counts have no halves."""
    return 1 if all(bar.value == int(bar.value) for bar in bars) else 0


def _between() -> alt.Scale:
    return alt.Scale(paddingInner=0.28, paddingOuter=0.1)


def _row(bar: Bar) -> Row:
    said, marked = number(bar.value), line(bar.marked, 40)
    told = f"{line(bar.category)}, {line(bar.series)}: {said}"
    return {
        "category": line(bar.category, 60),
        "series": line(bar.series),
        "value": bar.value,
        "said": said,
        "plain": "" if marked else said,
        "marked": f"{said} ◄ {marked}" if marked else "",
        "told": f"{told}, {marked}" if marked else told,
    }
