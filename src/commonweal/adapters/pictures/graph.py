"""Nodes in layers from left to right: a box with text, kind and share; edges with their amounts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import altair as alt

from commonweal.adapters.pictures.layers import Layout, Spot, depths, layout
from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    BOLD,
    FONT,
    INK,
    PAPER,
    QUIET,
    SMALL,
    Row,
    across,
    colours,
    data,
    down,
    seamed,
    shapes,
    titled,
)
from commonweal.adapters.pictures.words import line, lines, width
from commonweal.model.figure import Edge, Graph, Node

MOST = 60
"""Nodes of one picture; of more, those nearest to the targets are shown."""
MOST_EDGES = 240

_WIDE, _HIGH = 144, 66
_GAP, _WIDEST, _NARROW = 80, 140, 48
"""Between two layers: with short texts on the edges, with long ones, and without any."""
_SEAM = 12
"""Around a text on an edge."""
_STEP, _BEND = 84, 30
_LINES = 3
"""Lines of a text on an edge."""
_FILL = "#cfe0ee"
_EDGE = 10

Places = Mapping[Spot, tuple[float, float]]
"""Left edge and middle height of every place."""


def spec(figure: Graph, room: Room) -> dict[str, Any]:
    """The graph from its sources on the left to its targets on the right.

    Raises Invalid: the edges run in a circle, or one names a node that is not there.
    """
    nodes, edges = _shown(figure)
    laid = layout(nodes, edges)
    gap = _gap(edges)
    places, wide, high = _places(laid, gap)
    kinds = list(dict.fromkeys(line(node.kind, 30) for node in nodes))
    boxes = [_box(node, *places[node.id]) for node in nodes]
    chart = alt.layer(
        *_edges(laid, edges, places, (wide, high), gap),
        *_boxes(boxes, (wide, high)),
        *_texts(boxes, kinds, (wide, high)),
    ).properties(width=wide, height=high)
    return titled(chart, figure.caption, room, *_notes(figure, nodes, edges))


def _shown(figure: Graph) -> tuple[Sequence[Node], Sequence[Edge]]:
    depth = depths(figure.nodes, figure.edges)
    kept = frozenset(sorted(depth, key=depth.__getitem__, reverse=True)[:MOST])
    return (
        [node for node in figure.nodes if node.id in kept],
        [edge for edge in figure.edges if {edge.source, edge.target} <= kept][:MOST_EDGES],
    )


def _notes(figure: Graph, nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[str]:
    if any(node.share is not None for node in nodes):
        yield "The filled part of a box is its share."
    if len(nodes) < len(figure.nodes):
        yield f"{len(nodes):,} of {len(figure.nodes):,} nodes, those nearest to the end."
    if len(edges) < len(figure.edges):
        yield f"{len(edges):,} of {len(figure.edges):,} links; the table has more."


def _places(laid: Layout, gap: float) -> tuple[Places, float, float]:
    """Every place, and the size of the whole; each layer is centred."""
    heights = [sum(map(_height, layer)) for layer in laid.layers]
    high = max(heights)
    found: dict[Spot, tuple[float, float]] = {}
    for number, layer in enumerate(laid.layers):
        top = (high - heights[number]) / 2
        for spot in layer:
            found[spot] = (number * (_WIDE + gap), top + _height(spot) / 2)
            top += _height(spot)
    return found, len(laid.layers) * (_WIDE + gap) - gap, high


def _gap(edges: Sequence[Edge]) -> float:
    longest = max((width(line(edge.text), SMALL) for edge in edges), default=0.0)
    return min(max(longest + _SEAM, _GAP), _WIDEST) if longest else _NARROW


def _height(spot: Spot) -> float:
    return _STEP if isinstance(spot, str) else _BEND


def _box(node: Node, left: float, middle: float) -> Row:
    share = None if node.share is None else min(max(node.share, 0.0), 1.0)
    said = "" if share is None else f"{share:.0%}".replace("%", " %")
    kind, note = line(node.kind, 30), line(node.note)
    text = lines(node.text, _WIDE - 2 * _EDGE, BOLD * FONT, 2)
    return {
        "left": left,
        "right": left + _WIDE,
        "filled": left + _WIDE * (share or 0),
        "top": middle - _HIGH / 2,
        "end": middle + _HIGH / 2,
        "upper": middle - 19 if len(text) > 1 else middle - 11,
        "lower": middle + 20 if len(text) > 1 else middle + 12,
        "at": left + _EDGE,
        "sign": left + _EDGE + 5,
        "beside": left + _EDGE + 17,
        "text": text,
        "name": line(node.text),
        "kind": kind,
        "about": " · ".join(filter(None, (kind, said))),
        "note": note,
        "told": ", ".join(filter(None, (kind, line(node.text), said, note))),
    }


def _boxes(boxes: Sequence[Row], size: tuple[float, float]) -> Iterator[alt.Chart]:
    rows = alt.Chart(data(boxes))
    place = rows.encode(x=across("left", size[0]), y=down("top", size[1]), y2="end")
    yield place.mark_rect(cornerRadius=8, color=PAPER, aria=False).encode(x2="right")
    yield place.mark_rect(cornerRadius=8, color=_FILL, aria=False).encode(x2="filled")
    yield place.mark_rect(
        cornerRadius=8, fill=PAPER, fillOpacity=0, stroke=INK, strokeWidth=1.25
    ).encode(
        x2="right",
        description="told:N",
        tooltip=[
            alt.Tooltip("name:N", title="what"),
            alt.Tooltip("about:N", title="kind"),
            alt.Tooltip("note:N", title="note"),
        ],
    )


def _texts(
    boxes: Sequence[Row], kinds: list[str], size: tuple[float, float]
) -> Iterator[alt.Chart]:
    rows = alt.Chart(data(boxes))
    names = rows.mark_text(
        align="left",
        fontWeight="bold",
        limit=_WIDE - 2 * _EDGE,
        lineHeight=17,
        baseline="middle",
        aria=False,
    )
    yield names.encode(x=across("at", size[0]), y=down("upper", size[1]), text="text:N")
    about = rows.mark_text(align="left", fontSize=SMALL, color=INK, limit=_WIDE - 40, aria=False)
    yield about.encode(x=across("beside", size[0]), y=down("lower", size[1]), text="about:N")
    signs = rows.mark_point(filled=True, size=60, opacity=1, stroke=INK, aria=False)
    yield signs.encode(
        x=across("sign", size[0]),
        y=down("lower", size[1]),
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=kinds, range=shapes(len(kinds))), legend=None
        ),
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=kinds, range=colours(len(kinds))), legend=None
        ),
    )


def _edges(
    laid: Layout,
    edges: Sequence[Edge],
    places: Places,
    size: tuple[float, float],
    gap: float,
) -> Iterator[alt.Chart]:
    ways = [_way(path, places) for path in laid.paths]
    points = [{"edge": number, "x": x, "y": y} for number, way in enumerate(ways) for x, y in way]
    lines = alt.Chart(data(points)).mark_line(
        color=QUIET, strokeWidth=1.5, interpolate="monotone", aria=False
    )
    yield lines.encode(x=across("x", size[0]), y=down("y", size[1]), detail="edge:N")
    tips = [{"x": way[-1][0] - 4, "y": way[-1][1]} for way in ways]
    heads = alt.Chart(data(tips)).mark_point(
        shape="triangle-right", filled=True, size=70, color=QUIET, opacity=1, aria=False
    )
    yield heads.encode(x=across("x", size[0]), y=down("y", size[1]))
    amounts = [row for row in _amounts(edges, ways, gap - _SEAM) if row["text"]]
    if amounts:
        yield from seamed(
            amounts,
            SMALL,
            gap - _SEAM,
            x=across("x", size[0]),
            y=down("y", size[1]),
            text="text:N",
        )


def _way(path: Sequence[Spot], places: Places) -> list[tuple[float, float]]:
    """From the right edge of the source, straight through every layer, to the target's left."""
    (start, first), (end, last) = places[path[0]], places[path[-1]]
    through = chain.from_iterable(
        ((x, y), (x + _WIDE, y)) for x, y in map(places.__getitem__, path[1:-1])
    )
    return [(start + _WIDE, first), *through, (end, last)]


def _amounts(
    edges: Sequence[Edge], ways: Sequence[Sequence[tuple[float, float]]], room: float
) -> Iterator[Row]:
    """What goes along each edge, near the end at which fewer edges meet."""
    out = Counter(edge.source for edge in edges)
    into = Counter(edge.target for edge in edges)
    for edge, way in zip(edges, ways, strict=True):
        crowded = out[edge.source] > into[edge.target]
        (x0, y0), (x1, y1) = way[-2:] if crowded else way[:2]
        far = 0.62 if crowded else 0.38
        rise = 3 * far**2 - 2 * far**3
        yield {
            "x": x0 + far * (x1 - x0),
            "y": y0 + rise * (y1 - y0),
            "text": lines(edge.text, room, SMALL, _LINES) if edge.text else "",
        }
