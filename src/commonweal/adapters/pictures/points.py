"""Points between how likely and how much, joined by a thread; what is marked is named beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    FONT,
    INK,
    LEAD,
    LINE,
    PAPER,
    SERIES,
    STRONG,
    TINT,
    Layers,
    Row,
    data,
    encoded,
    first,
    seamed,
    titled,
)
from commonweal.adapters.pictures.words import line, lines, number
from commonweal.model.figure import Point, Points
from commonweal.winwin.chance import percent

MOST = 40
"""Points of one picture."""

_SPAN = {"wide": 560, "narrow": 240}
_HEIGHT = 300
_TICKS = {"wide": [0, 0.2, 0.4, 0.6, 0.8, 1], "narrow": [0, 0.25, 0.5, 0.75, 1]}
_NAMES = 50
"""Pixels for the figures of the upward axis."""
_EDGE = 14
"""Pixels between the outermost points and the frame."""
_LINE = FONT + LEAD
"""Pixels between the lines of labels."""
_BESIDE = 13
_LONGEST_LABEL = 60
_MOST_LINES = 3
_NEAR = 190
"""Labels nearer than this across may lie over each other."""
_ROOM = 0.12
"""Above and below the outermost points, as a share of their distance."""
_AROUND = {"left": 12, "top": 12, "right": 24, "bottom": 12}
_SHAPES = {"chosen": "diamond", "marked": "circle", "plain": "circle"}
_FILLS = {"chosen": STRONG, "marked": SERIES[0], "plain": PAPER}
_SIZES = {"chosen": 300, "marked": 150, "plain": 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """All points at one place."""

    points: tuple[Point, ...]
    share: float
    """The least of theirs, which differ by rounding."""
    value: float
    look: str

    @property
    def label(self) -> str:
        return _label(self.points)

    def beaten(self, others: Sequence["_Spot"]) -> bool:
        """True if another is surer and worth no less, or worth more and no less sure."""
        mine = (self.share, self.value)
        return any(
            (each.share, each.value) != mine
            and each.share >= self.share
            and each.value >= self.value
            for each in others
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """Where the points lie."""

    figure: Points
    room: Room
    low: float
    """The value at the lower edge."""
    high: float

    @property
    def wide(self) -> int:
        """Pixels across."""
        return _SPAN[self.room.name]

    def x(self, share: float) -> float:
        """Pixels from the left edge."""
        return _EDGE + share * (self.wide - 2 * _EDGE)

    def y(self, value: float) -> float:
        """Pixels from the upper edge."""
        return (self.high - value) / (self.high - self.low) * _HEIGHT

    def share(self, x: float) -> float:
        """What lies so many pixels from the left edge."""
        return (x - _EDGE) / (self.wide - 2 * _EDGE)

    def value(self, y: float) -> float:
        """What lies so many pixels from the upper edge."""
        return self.high - y / _HEIGHT * (self.high - self.low)

    def across(self) -> alt.X:
        return alt.X(
            "share:Q",
            scale=alt.Scale(domain=[0, 1], range=[self.x(0), self.x(1)], nice=False),
            axis=alt.Axis(
                title=line(self.figure.across) or None,
                labelExpr="round(100 * datum.value) + ' %'",
                values=_TICKS[self.room.name],
                grid=False,
            ),
        )

    def upward(self) -> alt.Y:
        title = ", ".join(filter(None, (line(self.figure.upward), line(self.figure.caption.unit))))
        return alt.Y(
            "value:Q",
            scale=alt.Scale(domain=[self.low, self.high], nice=False, zero=False),
            axis=alt.Axis(
                title=title,
                tickCount=5,
                titleAngle=0,
                titleAlign="left",
                titleAnchor="start",
                titleBaseline="bottom",
                titleX=-_NAMES,
                titleY=-28,
                minExtent=_NAMES,
            ),
        )


def spec(figure: Points, room: Room) -> dict[str, Any]:
    """One sign for each place, the wanted share as a line with a pale ground beyond it."""
    points, note = first(figure.placed, MOST, "points")
    spots = _spots(points, figure)
    low, high = _reach([each.value for each in spots])
    plane = _Plane(figure=figure, room=room, low=low, high=high)
    chart = alt.layer(
        _wanted(plane),
        _thread(spots, plane),
        _signs(spots, plane),
        *_labels(spots, plane),
    ).properties(width=plane.wide, height=_HEIGHT)
    return titled(chart, figure.caption, room, _unplaced(figure), note) | {"padding": _AROUND}


def _unplaced(figure: Points) -> str:
    """What has no place in the picture, as it has no share."""
    left = [each for each in figure.points if figure.share(each) is None]
    return f"Not in the picture, as nothing comes about: {_label(left)}." if left else ""


def _label(points: Sequence[Point]) -> str:
    marks = dict.fromkeys(mark for each in points for mark in each.marked)
    names = _listed([line(each.name, 20) for each in points])
    return line(" · ".join((names, *marks)), _LONGEST_LABEL)


def _listed(names: Sequence[str]) -> str:
    """Names in a row; of numbers that follow each other the first and the last."""
    numbers = [int(each) for each in names if each.isdecimal()]
    row = list(range(numbers[0], numbers[0] + len(names))) if numbers else []
    several = len(names) > 2  # noqa: PLR2004  # of two, both are named
    return f"{names[0]}–{names[-1]}" if several and numbers == row else ", ".join(names)


def _spots(points: Sequence[Point], figure: Points) -> list[_Spot]:
    places: dict[tuple[float, float], list[Point]] = {}
    for each in points:
        place = (round(_share(each), 3), round(each.value, 6))
        places.setdefault(place, []).append(each)
    return [
        _Spot(
            points=tuple(found),
            share=min(map(_share, found)),
            value=value,
            look=_look(found, figure),
        )
        for (_, value), found in places.items()
    ]


def _share(point: Point) -> float:
    return point.share or 0.0


def _look(found: Sequence[Point], figure: Points) -> str:
    marks = {mark for each in found for mark in each.marked}
    if figure.chosen in marks:
        return "chosen"
    return "marked" if marks else "plain"


def _reach(values: Sequence[float]) -> tuple[float, float]:
    """From below the least to above the most; from zero where that is not far."""
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return (0.0 if low >= 0 > low - 2 * room else low - room), high + room


def _wanted(plane: _Plane) -> Layers:
    """The ground of what is sure enough, its edge, and above it what it means."""
    wanted = plane.figure.wanted
    rows = alt.Chart(data([{"share": wanted, "text": f"{number(100 * wanted)} % and more"}]))
    ground = rows.mark_rect(color=TINT, aria=False).encode(
        x=plane.across(), x2=alt.value(plane.wide), y=alt.value(0), y2=alt.value(_HEIGHT)
    )
    rule = rows.mark_rule(color=STRONG, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
    said = rows.mark_text(align="right", color=STRONG, aria=False)
    return alt.layer(
        ground,
        rule.encode(x=plane.across()),
        said.encode(x=alt.value(plane.wide), y=alt.value(-10), text="text:N"),
    )


def _thread(spots: Sequence[_Spot], plane: _Plane) -> alt.Chart:
    """From the most that is worth having to the surest, past all that another beats."""
    best = sorted((each for each in spots if not each.beaten(spots)), key=lambda each: each.share)
    rows = [
        {"place": place, "share": each.share, "value": each.value}
        for place, each in enumerate(best)
    ]
    mark = alt.Chart(data(rows)).mark_line(color=LINE, strokeWidth=2.5, aria=False)
    return encoded(mark, x=plane.across(), y=plane.upward(), order="place:Q")


def _signs(spots: Sequence[_Spot], plane: _Plane) -> alt.Chart:
    mark = alt.Chart(data([_row(each) for each in spots])).mark_point(
        filled=True, opacity=1, stroke=INK, strokeWidth=1.5, cursor="pointer"
    )
    return encoded(
        mark,
        x=plane.across(),
        y=plane.upward(),
        shape=_by_look(alt.Shape, list(_SHAPES.values())),
        fill=_by_look(alt.Fill, list(_FILLS.values())),
        size=alt.Size("size:Q", scale=None, legend=None),
        description="told:N",
        tooltip=[
            alt.Tooltip("label:N", title="point"),
            alt.Tooltip("much:N", title=line(plane.figure.upward, 40)),
            alt.Tooltip("sure:N", title=line(plane.figure.across, 40)),
            alt.Tooltip("note:N", title="what"),
        ],
    )


def _by_look(channel: Any, reach: list[Any]) -> Any:  # noqa: ANN401  # Altair's
    return channel("look:N", scale=alt.Scale(domain=list(_SHAPES), range=reach), legend=None)


def _row(spot: _Spot) -> Row:
    sure, note = percent(spot.share), line(spot.points[0].note)
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


def _labels(spots: Sequence[_Spot], plane: _Plane) -> Iterator[alt.Chart]:
    """Names beside the signs: to the left in the right half, none over another."""
    found = list(_placed(spots, plane))
    for leftward in (False, True):
        own = [row for row in found if row["leftward"] is leftward]
        if own:
            yield from seamed(
                own,
                FONT,
                plane.wide,
                {"align": "right" if leftward else "left"},
                x=plane.across(),
                y=plane.upward(),
                text="text:N",
            )


def _placed(spots: Sequence[_Spot], plane: _Plane) -> Iterator[Row]:
    """Each label in as many lines as it needs, below those it would lie over."""
    taken: list[tuple[float, float, float]] = []
    for each in sorted(spots, key=lambda spot: -spot.value):
        leftward = each.share > 1 / 2
        x, top = plane.x(each.share), plane.y(each.value)
        space = (x if leftward else plane.wide - x) - _BESIDE
        text = lines(each.label, space, FONT, _MOST_LINES)
        near = [(start, end) for across, start, end in taken if abs(across - x) < _NEAR]
        while over := [end for start, end in near if start < top + _LINE * len(text) and top < end]:
            top = max(over)
        taken.append((x, top, top + _LINE * len(text)))
        yield {
            "share": plane.share(x - _BESIDE if leftward else x + _BESIDE),
            "value": plane.value(top),
            "text": text,
            "leftward": leftward,
        }
