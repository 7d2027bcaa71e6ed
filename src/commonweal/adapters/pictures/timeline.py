"""What happened, in time: a lane for each kind, a sign and a label for each moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

import altair as alt

from commonweal.adapters.pictures import story
from commonweal.adapters.pictures.lane import BESIDE, FONT, Spot, spots
from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    BAND,
    BOLD,
    INK,
    Layers,
    Row,
    across,
    colours,
    data,
    down,
    encoded,
    first,
    shapes,
    titled,
)
from commonweal.adapters.pictures.words import line, width
from commonweal.model.figure import Moment, Timeline

MOST = 300
"""Moments of one picture: the newest."""

_ROW = 26
_PAD = 8
_EDGE = 14
_EDGED = 1
_EDGED_PUBLIC = 4
_DAY = timedelta(days=1)
_TICKS = 6
_STEPS = (
    (timedelta(days=900), timedelta(days=365), "year", "%Y"),
    (timedelta(days=75), timedelta(days=30), "month", "%b %Y"),
    (13 * _DAY, 7 * _DAY, "week", "%d %b %Y"),
    (2 * _DAY, _DAY, "day", "%d %b %Y"),
)
"""From which length of time on: how long a step is about, its name, and how it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    kind: str
    top: float
    spots: tuple[Spot, ...]

    @property
    def height(self) -> float:
        return (1 + max(spot.row for spot in self.spots)) * _ROW + 2 * _PAD


def spec(figure: Timeline, room: Room) -> dict[str, Any]:
    """Lanes in the order in which their kinds first happened; on a phone one row of all."""
    if room.narrow:
        return story.spec(figure, room)
    newest = sorted(figure.moments, key=lambda each: each.at, reverse=True)
    shown, left_out = first(newest, MOST, "moments, newest first")
    moments = shown[::-1]
    names = max(BOLD * width(line(each.kind, 30), FONT) for each in moments)
    wide = room.wide - names - 3 * _PAD
    lanes = list(_lanes(moments, wide))
    height = lanes[-1].top + lanes[-1].height
    rows = [_row(lane, spot) for lane in lanes for spot in lane.spots]
    notes = _notes(rows)
    chart = alt.layer(
        _bands(lanes, wide, height),
        *_labels(rows, wide, height),
        _signs(rows, [lane.kind for lane in lanes], wide, height),
        _axis(moments[0].at, moments[-1].at, wide),
    ).properties(width=wide, height=height)
    return titled(chart.resolve_scale(x="independent"), figure.caption, room, *notes, left_out)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    silent = sum(not row["text"] for row in rows)
    if silent:
        yield f"{silent:,} moments are signs without a label: the table names them."
    if any(row["edge"] > _EDGED for row in rows):
        yield "A thick edge: others could see it."


def _lanes(moments: Sequence[Moment], wide: float) -> Iterator[_Lane]:
    start = moments[0].at
    long = (moments[-1].at - start) or _DAY
    top = 0.0
    for kind in dict.fromkeys(line(each.kind, 30) for each in moments):
        own = [each for each in moments if line(each.kind, 30) == kind]
        placed = [(_EDGE + (each.at - start) / long * (wide - 2 * _EDGE), each) for each in own]
        lane = _Lane(kind=kind, top=top, spots=spots(placed, wide))
        yield lane
        top += lane.height


def _row(lane: _Lane, spot: Spot) -> Row:
    seen = ", in public" if spot.moment.public else ""
    by = f", by {line(spot.moment.by)}" if spot.moment.by else ""
    said = f"{lane.kind}{seen}, {_when(spot.moment.at)}{by}: {line(spot.moment.text)}"
    return {
        "kind": lane.kind,
        "x": round(spot.x, 1),
        "y": lane.top + _PAD + (spot.row + 0.5) * _ROW,
        "text": spot.text,
        "leftward": spot.leftward,
        "when": _when(spot.moment.at),
        "what": line(spot.moment.text),
        "by": line(spot.moment.by),
        "source": line(spot.moment.source),
        "edge": _EDGED_PUBLIC if spot.moment.public else _EDGED,
        "told": said,
    }


def _when(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _bands(lanes: Sequence[_Lane], wide: float, height: float) -> Layers:
    """Every other lane on a pale ground, its name to the left."""
    rows: list[Mapping[str, Any]] = [
        {
            "top": lane.top,
            "end": lane.top + lane.height,
            "middle": lane.top + lane.height / 2,
            "kind": lane.kind,
            "ground": place % 2,
        }
        for place, lane in enumerate(lanes)
    ]
    shaded = alt.Chart(data([row for row in rows if not row["ground"]]))
    band = shaded.mark_rect(color=BAND, aria=False).encode(
        x=alt.value(0), x2=alt.value(wide), y=down("top", height), y2="end"
    )
    names = alt.Chart(data(rows)).mark_text(align="right", fontWeight="bold", aria=False)
    return alt.layer(
        band,
        names.encode(x=alt.value(-2 * _PAD), y=down("middle", height), text="kind:N"),
    )


def _labels(rows: Sequence[Row], wide: float, height: float) -> Iterator[alt.Chart]:
    for leftward in (False, True):
        own = [row for row in rows if row["text"] and row["leftward"] is leftward]
        if own:
            mark = alt.Chart(data(own)).mark_text(
                align="right" if leftward else "left",
                dx=-BESIDE if leftward else BESIDE,
                fontSize=FONT,
                aria=False,
            )
            yield mark.encode(x=across("x", wide), y=down("y", height), text="text:N")


def _signs(rows: Sequence[Row], kinds: list[str], wide: float, height: float) -> alt.Chart:
    mark = alt.Chart(data(rows)).mark_point(filled=True, size=110, opacity=1, stroke=INK)
    return encoded(
        mark,
        x=across("x", wide),
        y=down("y", height),
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=kinds, range=shapes(len(kinds))), legend=None
        ),
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=kinds, range=colours(len(kinds))), legend=None
        ),
        strokeWidth=alt.StrokeWidth("edge:Q", scale=None, legend=None),
        description="told:N",
        tooltip=[
            alt.Tooltip("when:N", title="when"),
            alt.Tooltip("what:N", title="what"),
            alt.Tooltip("by:N", title="by"),
            alt.Tooltip("source:N", title="source"),
        ],
    )


def _axis(start: datetime, last: datetime, wide: float) -> alt.Chart:
    """The time below the lanes."""
    end = last if last > start else start + _DAY
    apart, form = _ticks(end - start)
    ends = [{"at": int(each.timestamp() * 1000)} for each in (start, end)]
    scale = alt.Scale(
        type="utc",
        range=[_EDGE, wide - _EDGE],
        nice=False,
    )
    axis = alt.Axis(
        title=None, format=form, orient="bottom", tickCount=apart, labelOverlap=True, ticks=True
    )
    mark = alt.Chart(data(ends)).mark_point(opacity=0, aria=False)
    return encoded(mark, x=alt.X("at:T", scale=scale, axis=axis))


def _ticks(long: timedelta) -> tuple[int | dict[str, Any], str]:
    """How far apart the ticks are, so that no two bear the same words, and how they are written."""
    for least, step, name, form in _STEPS:
        if long > least:
            return {"interval": name, "step": ceil(long / step / _TICKS)}, form
    return _TICKS, "%d %b %H:%M"
