"""Ranges around a line at zero: a pale bar from low to high, a sign at what is likely."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from commonweal.adapters.pictures.theme import (
    FONT,
    INK,
    QUIET,
    SERIES,
    STRONG,
    Layers,
    Row,
    data,
    first,
    titled,
)
from commonweal.adapters.pictures.words import line, number
from commonweal.model.figure import Range, Ranges

MOST = 60
"""Figures of one picture."""

_ROW = 34
_WIDTH = 330
_PALE = "#cfe0ee"
_KEY = "Bar from low to high; sign at the likely figure: ► gain, ◄ loss."
_SIGNS = {"gain": "triangle-right", "loss": "triangle-left", "neither": "diamond"}


def spec(figure: Ranges) -> dict[str, Any]:
    """One panel for each kind of figure, each with a scale of its own, as its axis says."""
    ranges, note = first(figure.ranges, MOST, "figures")
    groups = list(dict.fromkeys(each.group for each in ranges))
    unit = line(figure.caption.unit)
    panels = [
        _panel(
            [each for each in ranges if each.group == group],
            " ".join(filter(None, (unit, "(own scale)" if len(groups) > 1 else ""))),
            line(group),
        )
        for group in groups
    ]
    chart = alt.vconcat(*panels, spacing=26).resolve_scale(y="independent", x="independent")
    return titled(chart, figure.caption, _KEY, note)


def _panel(ranges: Sequence[Range], unit: str, group: str) -> Layers:
    rows = alt.Chart(data([_row(each) for each in ranges]))
    scale = alt.Scale(domain=_reach(ranges), nice=True)
    across = alt.X("low:Q", scale=scale, axis=alt.Axis(title=unit or None, tickCount=6))
    place = rows.encode(y=alt.Y("category:N", sort=None, axis=_heading(group)))
    span = place.mark_bar(height=14, color=_PALE, stroke=SERIES[0], strokeWidth=1)
    likely = place.mark_point(filled=True, size=170, opacity=1, stroke=INK, strokeWidth=0.5)
    zero = alt.Chart(data([{"low": 0}])).mark_rule(color=INK, strokeWidth=1.5, aria=False)
    column = place.mark_text(align="left", fontSize=FONT, aria=False)
    return alt.layer(
        zero.encode(x=across),
        span.encode(x=across, x2="high:Q", description="told:N"),
        likely.encode(
            x=alt.X("likely:Q"),
            shape=alt.Shape(
                "sign:N",
                scale=alt.Scale(domain=list(_SIGNS), range=list(_SIGNS.values())),
                legend=None,
            ),
            color=alt.Color(
                "sign:N",
                scale=alt.Scale(domain=list(_SIGNS), range=[SERIES[0], STRONG, QUIET]),
                legend=None,
            ),
            description="told:N",
            tooltip=[
                alt.Tooltip("category:N", title="who"),
                alt.Tooltip("said:N", title="likely (low to high)"),
            ],
        ),
        column.encode(x=alt.value(_WIDTH + 12), text="said:N"),
    ).properties(width=_WIDTH, height=alt.Step(_ROW))


def _heading(group: str) -> alt.Axis:
    return alt.Axis(
        title=group or None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleBaseline="bottom",
        titleX=-150,
        titleY=-6,
        titleFontWeight="bold",
        labelLimit=150,
        minExtent=150,
        maxExtent=150,
    )


def _reach(ranges: Sequence[Range]) -> list[float]:
    """From the lowest to the highest, zero in between, never nothing."""
    low, high = min(0.0, *(r.low for r in ranges)), max(0.0, *(r.high for r in ranges))
    return [low, high] if low < high else [-1.0, 1.0]


def _row(range: Range) -> Row:
    said = f"{number(range.likely)}  ({number(range.low)} to {number(range.high)})"
    return {
        "category": line(range.category, 60),
        "low": range.low,
        "likely": range.likely,
        "high": range.high,
        "sign": "gain" if range.likely > 0 else "loss" if range.likely < 0 else "neither",
        "said": said,
        "told": f"{line(range.category)}: likely {said}",
    }
