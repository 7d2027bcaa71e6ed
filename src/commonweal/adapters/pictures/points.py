"""Points between how likely and how much, joined by a thread; what is marked is named beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from commonweal.adapters.pictures.theme import (
    INK,
    LINE,
    PAPER,
    QUIET,
    SERIES,
    STRONG,
    TINT,
    Layers,
    Row,
    data,
    encoded,
    first,
    titled,
)
from commonweal.adapters.pictures.words import line, number
from commonweal.model.figure import Point, Points

MOST = 40
"""Points of one picture."""

_WIDTH = 560
_HEIGHT = 300
_EDGE = 14
"""Pixels between the outermost points and the frame."""
_LINE = 17
"""Pixels between the labels of points that lie close."""
_BESIDE = 13
_LONGEST_LABEL = 60
_NEAR = 190
"""Labels nearer than this across may lie over each other."""
_ROOM = 0.12
"""Above and below the outermost points, as a share of their distance."""
_AROUND = {"left": 12, "top": 12, "right": 30, "bottom": 12}
_SHAPES = {"chosen": "diamond", "marked": "circle", "apart": "cross", "plain": "circle"}
_FILLS = {"chosen": STRONG, "marked": SERIES[0], "apart": QUIET, "plain": PAPER}
_SIZES = {"chosen": 300, "marked": 150, "apart": 120, "plain": 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """All points at one place."""

    points: tuple[Point, ...]
    look: str

    @property
    def share(self) -> float:
        return self.points[0].share

    @property
    def value(self) -> float:
        return self.points[0].value

    @property
    def names(self) -> str:
        return _listed([line(each.name, 20) for each in self.points])

    @property
    def label(self) -> str:
        marks = dict.fromkeys(mark for each in self.points for mark in each.marked)
        return line(" · ".join((self.names, *marks)), _LONGEST_LABEL)


def spec(figure: Points) -> dict[str, Any]:
    """One sign for each place, the wanted share as a line with a pale ground beyond it."""
    points, note = first(figure.points, MOST, "points")
    spots = _spots(points, figure)
    reach = _reach([each.value for each in spots])
    chart = alt.layer(
        _wanted(figure),
        _thread([each for each in spots if each.look != "apart"], figure, reach),
        _signs(spots, figure, reach),
        *_labels(spots, figure, reach),
    ).properties(width=_WIDTH, height=_HEIGHT)
    return titled(chart, figure.caption, note) | {"padding": _AROUND}


def _listed(names: Sequence[str]) -> str:
    """Names in a row; of numbers that follow each other the first and the last."""
    numbers = [int(each) for each in names if each.isdecimal()]
    row = list(range(numbers[0], numbers[0] + len(names))) if numbers else []
    several = len(names) > 2  # noqa: PLR2004  # of two, both are named
    return f"{names[0]}–{names[-1]}" if several and numbers == row else ", ".join(names)


def _spots(points: Sequence[Point], figure: Points) -> list[_Spot]:
    places: dict[tuple[float, float], list[Point]] = {}
    for each in points:
        places.setdefault((round(each.share, 3), round(each.value, 6)), []).append(each)
    return [_Spot(points=tuple(found), look=_look(found, figure)) for found in places.values()]


def _look(found: Sequence[Point], figure: Points) -> str:
    marks = {mark for each in found for mark in each.marked}
    if figure.chosen in marks:
        return "chosen"
    if figure.apart in marks:
        return "apart"
    return "marked" if marks else "plain"


def _reach(values: Sequence[float]) -> tuple[float, float]:
    """From below the least to above the most; from zero where that is not far."""
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return (0.0 if low >= 0 > low - 2 * room else low - room), high + room


def _across(title: str) -> alt.X:
    return alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 1], range=[_EDGE, _WIDTH - _EDGE], nice=False),
        axis=alt.Axis(
            title=line(title) or None, format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], grid=False
        ),
    )


def _upward(figure: Points, reach: tuple[float, float]) -> alt.Y:
    title = ", ".join(filter(None, (line(figure.upward), line(figure.caption.unit))))
    return alt.Y(
        "value:Q",
        scale=alt.Scale(domain=list(reach), nice=False, zero=False),
        axis=alt.Axis(
            title=title,
            tickCount=5,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="start",
            titleBaseline="bottom",
            titleX=-50,
            titleY=-12,
            minExtent=50,
        ),
    )


def _wanted(figure: Points) -> Layers:
    """The ground of what is sure enough, its edge, and above it what it means."""
    rows = alt.Chart(data([{"share": figure.wanted, "text": _said(figure.wanted)}]))
    across = _across(figure.across)
    ground = rows.mark_rect(color=TINT, aria=False).encode(
        x=across, x2=alt.value(_WIDTH), y=alt.value(0), y2=alt.value(_HEIGHT)
    )
    rule = rows.mark_rule(color=STRONG, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
    said = rows.mark_text(align="right", color=STRONG, aria=False)
    return alt.layer(
        ground,
        rule.encode(x=across),
        said.encode(x=alt.value(_WIDTH), y=alt.value(-10), text="text:N"),
    )


def _said(share: float) -> str:
    return f"{number(100 * share)} % and more"


def _thread(spots: Sequence[_Spot], figure: Points, reach: tuple[float, float]) -> alt.Chart:
    rows = [
        {"place": place, "share": each.share, "value": each.value}
        for place, each in enumerate(spots)
    ]
    mark = alt.Chart(data(rows)).mark_line(color=LINE, strokeWidth=2.5, aria=False)
    return encoded(mark, x=_across(figure.across), y=_upward(figure, reach), order="place:Q")


def _signs(spots: Sequence[_Spot], figure: Points, reach: tuple[float, float]) -> alt.Chart:
    looks = list(_SHAPES)
    mark = alt.Chart(data([_row(each) for each in spots])).mark_point(
        filled=True, opacity=1, stroke=INK, strokeWidth=1.5, cursor="pointer"
    )
    return encoded(
        mark,
        x=_across(figure.across),
        y=_upward(figure, reach),
        shape=_by_look(alt.Shape, looks, list(_SHAPES.values())),
        fill=_by_look(alt.Fill, looks, list(_FILLS.values())),
        size=alt.Size("size:Q", scale=None, legend=None),
        description="told:N",
        tooltip=[
            alt.Tooltip("label:N", title="point"),
            alt.Tooltip("much:N", title=line(figure.upward, 40)),
            alt.Tooltip("sure:N", title=line(figure.across, 40)),
            alt.Tooltip("note:N", title="what"),
        ],
    )


def _by_look(channel: Any, looks: list[str], reach: list[Any]) -> Any:  # noqa: ANN401  # Altair's
    return channel("look:N", scale=alt.Scale(domain=looks, range=reach), legend=None)


def _row(spot: _Spot) -> Row:
    sure, note = f"{number(100 * round(spot.share, 3))} %", line(spot.points[0].note)
    return {
        "share": spot.share,
        "value": spot.value,
        "look": spot.look,
        "size": _SIZES[spot.look],
        "label": spot.label,
        "much": number(spot.value),
        "sure": sure,
        "note": note,
        "told": f"Point {spot.label}: {number(spot.value)}, {sure}. {note}",
    }


def _labels(
    spots: Sequence[_Spot], figure: Points, reach: tuple[float, float]
) -> Iterator[alt.Chart]:
    """Names beside the signs: to the left in the right half, none over another."""
    found = list(_placed(spots, reach))
    for leftward in (False, True):
        own = [row for row in found if row["leftward"] is leftward]
        if own:
            yield from _written(own, figure, reach, leftward=leftward)


def _written(
    rows: Sequence[Row], figure: Points, reach: tuple[float, float], *, leftward: bool
) -> Iterator[alt.Chart]:
    """Text beside its place, on a pale seam."""
    mark = alt.Chart(data(rows))
    align: Literal["left", "right"]
    align, apart = ("right", -_BESIDE) if leftward else ("left", _BESIDE)
    seam = mark.mark_text(
        align=align, dx=apart, stroke=PAPER, strokeWidth=5, strokeJoin="round", aria=False
    )
    for each in (seam, mark.mark_text(align=align, dx=apart, aria=False)):
        across, upward = _across(figure.across), _upward(figure, reach)
        yield encoded(each, x=across, y=upward, text=alt.Text("text:N"))


def _placed(spots: Sequence[_Spot], reach: tuple[float, float]) -> Iterator[Row]:
    low, high = reach
    taken: list[tuple[float, float]] = []
    for each in sorted(spots, key=lambda spot: -spot.value):
        x, y = each.share * _WIDTH, (high - each.value) / (high - low) * _HEIGHT
        near = [beside for across, beside in taken if abs(across - x) < _NEAR]
        while over := [beside for beside in near if abs(beside - y) < _LINE - 1]:
            y = max(over) + _LINE
        taken.append((x, y))
        yield {
            "share": each.share,
            "value": high - y / _HEIGHT * (high - low),
            "text": each.label,
            "leftward": each.share > 1 / 2,
        }
