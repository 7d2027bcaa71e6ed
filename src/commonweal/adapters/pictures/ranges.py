"""Ranges around a line, mostly at zero: a pale bar from low to high, a sign at what is likely."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from commonweal.adapters.pictures.words import line, number, width
from commonweal.model.figure import Range, Ranges

Reach = tuple[float, float]
"""Where an axis begins and ends."""

MOST = 60
"""Figures of one picture."""

_ROW = 34
_WIDTH = 330
_NAME, _MOST_NAME = 150.0, 360.0
"""Pixels for the name of a figure, at least and at most."""
_PALE = "#cfe0ee"
_KEY = "Bar from low to high; sign at the likely figure."
_KEY_SIGNED = "Bar from low to high; sign at the likely figure: ► gain, ◄ loss."
_SIGNS = {"gain": "triangle-right", "loss": "triangle-left", "likely": "diamond"}
_ALIKE = 4
"""Panels whose reaches differ by no more than this share one scale."""


def spec(figure: Ranges) -> dict[str, Any]:
    """One panel for each group; where their sizes differ much, each says it has its own scale."""
    ranges, note = first(figure.ranges, MOST, "figures")
    groups = {each.group: [r for r in ranges if r.group == each.group] for each in ranges}
    reaches = [_reach(group, figure.around) for group in groups.values()]
    shared = _reach(ranges, figure.around) if _alike(reaches) else None
    look = _Look(around=figure.around, names=_names(ranges))
    signed = any(each.low < 0 for each in ranges)
    unit = " ".join(filter(None, (line(figure.caption.unit), "" if shared else "(own scale)")))
    panels = [
        _panel(
            [_row(each, signed=signed) for each in group], shared or reach, unit, line(name), look
        )
        for (name, group), reach in zip(groups.items(), reaches, strict=True)
    ]
    chart = alt.vconcat(*panels, spacing=26).resolve_scale(y="independent", x="independent")
    return titled(chart, figure.caption, _KEY_SIGNED if signed else _KEY, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all panels have in common."""

    around: float
    names: float
    """Pixels for the names of figures."""


def _names(ranges: Sequence[Range]) -> float:
    """As wide as the longest name needs, within limits, so that panels stand under each other."""
    return min(_MOST_NAME, max(_NAME, *(width(line(r.category, 60), FONT) for r in ranges)))


def _alike(reaches: Sequence[Reach]) -> bool:
    sizes = [high - low for low, high in reaches]
    return max(sizes) <= _ALIKE * min(sizes)


def _panel(told: Sequence[Row], reach: Reach, unit: str, group: str, look: _Look) -> Layers:
    rows = alt.Chart(data(told))
    scale = alt.Scale(domain=list(reach), nice=True)
    across = alt.X("low:Q", scale=scale, axis=alt.Axis(title=unit or None, tickCount=6))
    place = rows.encode(y=alt.Y("category:N", sort=None, axis=_heading(group, look.names)))
    span = place.mark_bar(height=14, color=_PALE, stroke=SERIES[0], strokeWidth=1)
    likely = place.mark_point(filled=True, size=170, opacity=1, stroke=INK, strokeWidth=0.5)
    zero = alt.Chart(data([{"low": look.around}])).mark_rule(color=INK, strokeWidth=1.5, aria=False)
    column = place.mark_text(align="left", fontSize=FONT, aria=False)
    marks = place.mark_text(
        align="left", fontSize=FONT, fontWeight="bold", color=STRONG, aria=False
    )
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
        column.encode(x=alt.value(_WIDTH + 12), text="plain:N"),
        marks.encode(x=alt.value(_WIDTH + 12), text="marked:N"),
    ).properties(width=_WIDTH, height=alt.Step(_ROW))


def _heading(group: str, names: float) -> alt.Axis:
    return alt.Axis(
        title=group or None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleBaseline="bottom",
        titleX=-names,
        titleY=-6,
        titleFontWeight="bold",
        labelLimit=names,
        minExtent=names,
        maxExtent=names,
    )


def _reach(ranges: Sequence[Range], around: float) -> Reach:
    """From the lowest to the highest, the line in between, never nothing."""
    low, high = min(around, *(r.low for r in ranges)), max(around, *(r.high for r in ranges))
    return (low, high) if low < high else (around - 1.0, around + 1.0)


def _row(range: Range, *, signed: bool) -> Row:
    said = f"{number(range.likely)}  ({number(range.low)} to {number(range.high)})"
    marked = line(range.marked, 40)
    told = f"{line(range.category)}: likely {said}"
    return {
        "category": line(range.category, 60),
        "low": range.low,
        "likely": range.likely,
        "high": range.high,
        "sign": _sign(range.likely) if signed else "likely",
        "said": said,
        "plain": "" if marked else said,
        "marked": f"{said} ◄ {marked}" if marked else "",
        "told": f"{told}, {marked}" if marked else told,
    }


def _sign(value: float) -> str:
    return "gain" if value > 0 else "loss" if value < 0 else "likely"
