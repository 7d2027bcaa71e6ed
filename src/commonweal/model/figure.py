"""Figures as values: what a picture shows, and nothing about how it looks.

A step or a lane declares one of these; a face draws it, and shows its table beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from commonweal.model.output import TableOutput


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What must be known to read a figure."""

    title: str
    """What it shows, as a sentence or a heading."""
    source: str
    """Where the values come from."""
    unit: str = ""
    on: str = ""
    """Date or period, as it shall be read."""
    label: str = ""
    """`synthetic` or `invented` where it is."""
    note: str = ""
    """What was left out, such as `1,000 of 5,852 flows, 94 % of movements`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: a value of a series in a category."""

    category: str
    series: str
    value: float
    marked: str = ""
    """Why the bar stands out, such as `deviates`; empty if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Values of a few series, side by side in each category; both in the order given."""

    name: str
    caption: Caption
    bars: tuple[Bar, ...]
    most: float
    """The end of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A figure with its range."""

    category: str
    low: float
    likely: float
    high: float
    group: str = ""
    """What kind of thing it is, such as `party` or `public value`."""
    marked: str = ""
    """Why it stands out, such as `flips`; empty if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Figures with their ranges around a line."""

    name: str
    caption: Caption
    ranges: tuple[Range, ...]
    around: float = 0.0
    """Where the line stands: at zero, or at what all are held against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened."""

    at: datetime
    kind: str
    text: str
    source: str = ""
    by: str = ""
    """Who did it, as it shall be read; empty where nobody is named."""
    public: bool = False
    """True if it happened where others could see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened, in time."""

    name: str
    caption: Caption
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area on a map: its code, its name, and its rings of (longitude, latitude) in degrees.

    The first ring of a polygon is its outline; `middle` is where a flow begins or ends.
    """

    code: str
    name: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """An amount from one place to another in a period, beside what is usual (None: not known)."""

    period: str
    origin: str
    destination: str
    amount: float
    usual: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap:
    """Flows between places, a period at a time."""

    name: str
    caption: Caption
    places: tuple[Place, ...]
    periods: tuple[str, ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One field as two sources have it."""

    row: str
    """What it is about, such as `item 3`."""
    field: str
    left: str
    right: str
    differs: bool
    remark: str = ""
    """The finding, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two sources beside each other, differences marked."""

    name: str
    caption: Caption
    left: str
    """Name of the left source, such as `declared`."""
    right: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of a graph."""

    id: str
    text: str
    kind: str
    """What it is, such as `harvest`; nodes of one kind look alike."""
    share: float | None = None
    """0 to 1, if the node carries one."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From one node to another; what goes along it."""

    source: str
    target: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes in layers, from sources to targets; free of cycles."""

    name: str
    caption: Caption
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry of a chain."""

    number: int
    at: datetime
    text: str
    hash: str
    """The first characters of its leaf hash."""
    sealed: bool = False
    """True if a signed checkpoint ends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A log: every entry holds the ones before it."""

    name: str
    caption: Caption
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One answer among several: how likely it holds, and how much it is worth."""

    name: str
    """A short name, such as its number."""
    share: float | None
    """0 to 1, across; None where it has none, as nothing comes about."""
    value: float
    """Upward, in the unit of the caption."""
    marked: tuple[str, ...] = ()
    """Why it stands out, such as `recommended`."""
    note: str = ""
    """What it is, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points between a share, across, and a value, upward; a line marks the share that is wanted.

    Points at one place are drawn as one. A thread joins those that no other beats, by their share.
    """

    name: str
    caption: Caption
    across: str
    """What the share is, as a heading."""
    upward: str
    """What the value is, as a heading."""
    points: tuple[Point, ...]
    wanted: float
    """Where the line stands, 0 to 1."""
    chosen: str = ""
    """The mark of the point that stands out most."""
    apart: str = ""
    """The mark of points that have no share, whatever they say."""

    @property
    def placed(self) -> tuple[Point, ...]:
        """Those that have a share, and so a place in the picture."""
        return tuple(each for each in self.points if self.share(each) is not None)

    def share(self, point: Point) -> float | None:
        """The share of a point; None where it stands apart."""
        return None if self.apart in point.marked else point.share


Figure = Bars | Ranges | Timeline | FlowMap | SideBySide | Graph | Chain | Points


def table(figure: Figure) -> TableOutput:
    """The values of a figure as a table: what is read where nothing can be drawn."""
    columns, rows = _rows(figure)
    return TableOutput(name=f"{figure.name}.csv", columns=columns, rows=rows)


_Value = str | int | float | None
_Rows = tuple[tuple[str, ...], tuple[tuple[_Value, ...], ...]]


def _rows(figure: Figure) -> _Rows:  # noqa: PLR0911  # one answer for each kind
    match figure:
        case Bars():
            bars = ((each.category, each.series, each.value, each.marked) for each in figure.bars)
            return ("category", "series", figure.caption.unit or "value", "marked"), tuple(bars)
        case Ranges():
            return _ranges(figure)
        case Timeline():
            moments = (
                (m.at.isoformat(), m.kind, m.text, m.by, "yes" if m.public else "no", m.source)
                for m in figure.moments
            )
            return ("when (UTC)", "kind", "what", "by", "public", "source"), tuple(moments)
        case FlowMap():
            return _flows(figure)
        case SideBySide():
            pairs = (
                (p.row, p.field, p.left, p.right, p.remark or ("differs" if p.differs else ""))
                for p in figure.pairs
            )
            return ("what", "field", figure.left, figure.right, "remark"), tuple(pairs)
        case Graph():
            names = {node.id: node.text for node in figure.nodes}
            edges = ((names[e.source], names[e.target], e.text) for e in figure.edges)
            return ("from", "to", "what"), tuple(edges)
        case Chain():
            links = (
                (e.number, e.at.isoformat(), e.text, e.hash, "checkpoint" if e.sealed else "")
                for e in figure.links
            )
            return ("entry", "when (UTC)", "what", "hash", "signed"), tuple(links)
        case Points():
            points = (
                (p.name, p.value, figure.share(p), ", ".join(p.marked), p.note)
                for p in figure.points
            )
            return ("point", figure.upward, figure.across, "marked", "what"), tuple(points)


def _ranges(figure: Ranges) -> _Rows:
    columns = ("what", "kind", "low", "likely", "high")
    rows = tuple((r.category, r.group, r.low, r.likely, r.high) for r in figure.ranges)
    if not any(each.marked for each in figure.ranges):
        return columns, rows
    marks = (each.marked for each in figure.ranges)
    return (*columns, "marked"), tuple((*row, mark) for row, mark in zip(rows, marks, strict=True))


def _flows(figure: FlowMap) -> _Rows:
    names = {place.code: place.name for place in figure.places}
    rows = (
        (each.period, names[each.origin], names[each.destination], each.amount, each.usual)
        for each in figure.flows
    )
    return ("period", "from", "to", figure.caption.unit or "amount", "usual"), tuple(rows)
