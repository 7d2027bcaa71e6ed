"""Flows between places: half arrows as wide as their amounts, one period at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import UndefinedType

from commonweal.adapters.pictures.plane import FONT, Plane, half_arrow, names, plane
from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    INK,
    PAPER,
    STRONG,
    Row,
    across,
    columns,
    data,
    down,
    encoded,
    seamed,
    titled,
)
from commonweal.adapters.pictures.words import line, number
from commonweal.model.figure import Flow, FlowMap

MOST = {"wide": 1000, "narrow": 250}
"""Flows of one picture: the largest ones."""

_HIGH = 460
_THICK, _THIN = 13.0, 1.2
_FLOWS = "flows"
_LAND = "#eceff1"
_SHORE = "#a9b0b6"
_MUCH, _SOME, _UNKNOWN = "twice the usual or more", "less than twice the usual", "usual not known"
_FILLS = {_MUCH: STRONG, _SOME: "#7fb2d6", _UNKNOWN: PAPER}
_TWICE = 2
_PIXELS: Mapping[str, Any] = {"type": "identity", "scale": 1, "translate": [0, 0]}
"""Shapes are in pixels already; without scale and offset Vega-Lite would fit them anew."""


def spec(figure: FlowMap, room: Room) -> dict[str, Any]:
    """The map with a slider over its periods; it begins with the one of most movement."""
    flows = sorted(figure.flows, key=_order)[: MOST[room.name]]
    land = plane(figure.places, room.wide, _HIGH)
    period = alt.param(name="period", value=busiest(figure), bind=_slider(len(figure.periods)))
    chart = (
        alt.layer(
            _areas(figure, land),
            _drawn_arrows(room),
            *_named(figure, flows, land),
            _told_period(figure.periods),
        )
        .properties(width=land.wide, height=land.high, name="map")
        .add_params(period)
    )
    arrows = _arrows(flows, figure, land)
    notes = (note(figure, room), _scale_note(flows, figure))
    told = titled(chart, figure.caption, room, *notes, sets={_FLOWS: arrows})
    return {**told, "usermeta": {"periods": [line(each, 60) for each in figure.periods]}}


def _slider(periods: int) -> alt.BindRange | UndefinedType:
    """None where there is nothing to choose."""
    if periods == 1:
        return alt.Undefined
    return alt.binding_range(min=0, max=periods - 1, step=1, name="Period ")


def busiest(figure: FlowMap) -> int:
    """The place of the period in which most moves; the first of equals."""
    moved = defaultdict[str, float](float)
    for flow in figure.flows:
        moved[flow.period] += flow.amount
    return max(range(len(figure.periods)), key=lambda place: moved[figure.periods[place]])


def note(figure: FlowMap, room: Room) -> str:
    """What was left out: `1,000 of 5,852 flows, 94 % of movements`; empty if nothing."""
    most = MOST[room.name]
    if len(figure.flows) <= most:
        return ""
    shown = sum(flow.amount for flow in sorted(figure.flows, key=_order)[:most])
    whole = sum(flow.amount for flow in figure.flows)
    share = f"{100 * shown / whole:.0f} % of movements" if whole else "none of which moves"
    return f"{most:,} of {len(figure.flows):,} flows, {share}."


def _order(flow: Flow) -> tuple[float, str, str, str]:
    return (-flow.amount, flow.period, flow.origin, flow.destination)


def _scale_note(flows: Sequence[Flow], figure: FlowMap) -> str:
    most = number(max(flow.amount for flow in flows))
    return f"The widest arrow is {most} {line(figure.caption.unit)}".rstrip() + "."


def _areas(figure: FlowMap, land: Plane) -> alt.Chart:
    shapes = [_shape(land.rings(place), "MultiPolygon") for place in figure.places]
    mark = alt.Chart(data(shapes)).mark_geoshape(fill=_LAND, stroke=_SHORE, aria=False)
    return encoded(mark.project(**_PIXELS))


def _arrows(flows: Sequence[Flow], figure: FlowMap, land: Plane) -> list[Row]:
    """Each flow as a shape with what is said about it."""
    middles = {place.code: land.at(place.middle) for place in figure.places}
    called = {place.code: line(place.name) for place in figure.places}
    number_of = {period: place for place, period in enumerate(figure.periods)}
    most = max(flow.amount for flow in flows) or 1.0
    return [
        {
            **_shape(
                [[half_arrow(middles[f.origin], middles[f.destination], _thickness(f, most))]],
                "MultiPolygon",
            ),
            **_facts(f, called),
            "period": number_of[f.period],
        }
        for f in flows
    ]


def _drawn_arrows(room: Room) -> alt.Chart:
    mark = alt.Chart(alt.NamedData(name=_FLOWS)).mark_geoshape(
        stroke=INK, strokeWidth=0.6, fillOpacity=0.92
    )
    shown = mark.transform_filter("datum.period == period").transform_calculate(
        told="datum.way + ': ' + datum.amount + ', usually ' + datum.before"
    )
    return encoded(
        shown.project(**_PIXELS),
        fill=alt.Fill(
            "usual:N",
            scale=alt.Scale(domain=list(_FILLS), range=list(_FILLS.values())),
            legend=alt.Legend(
                title=None,
                orient="bottom",
                symbolType="square",
                symbolSize=140,
                columns=columns(room),
            ),
        ),
        description="told:N",
        tooltip=[
            alt.Tooltip("way:N", title="from, to"),
            alt.Tooltip("amount:N", title="amount"),
            alt.Tooltip("before:N", title="usually"),
        ],
    )


def _thickness(flow: Flow, most: float) -> float:
    return _THIN + (_THICK - _THIN) * max(flow.amount, 0) / most


def _facts(flow: Flow, called: Mapping[str, str]) -> Row:
    way = f"{called[flow.origin]} to {called[flow.destination]}"
    before = "not known" if flow.usual is None else number(flow.usual)
    return {
        "way": way,
        "amount": number(flow.amount),
        "before": before,
        "usual": _against_usual(flow),
    }


def _against_usual(flow: Flow) -> str:
    if flow.usual is None:
        return _UNKNOWN
    return _MUCH if flow.amount >= _TWICE * flow.usual else _SOME


def _shape(polygons: object, kind: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": polygons}}


def _named(figure: FlowMap, flows: Sequence[Flow], land: Plane) -> Iterator[alt.Chart]:
    """Names of places, those through which most moves first, on a pale seam."""
    moved = defaultdict[str, float](float)
    for flow in flows:
        moved[flow.origin] += flow.amount
        moved[flow.destination] += flow.amount
    order = sorted(figure.places, key=lambda place: (-moved[place.code], place.code))
    placed = names(((place.name, land.at(place.middle)) for place in order), land)
    rows = [{"x": x, "y": y, "name": name} for name, (x, y) in placed]
    x, y = across("x", land.wide), down("y", land.high)
    yield from seamed(rows, FONT, land.wide, x=x, y=y, text="name:N")


def _told_period(periods: Sequence[str]) -> alt.Chart:
    """The text of the period that is shown, above the map."""
    rows = [{"period": place, "text": line(text, 60)} for place, text in enumerate(periods)]
    mark = alt.Chart(data(rows)).mark_text(
        align="left", baseline="bottom", fontSize=FONT + 2, fontWeight="bold", aria=False
    )
    return encoded(
        mark.transform_filter("datum.period == period"),
        x=alt.value(0),
        y=alt.value(-10),
        text="text:N",
    )
