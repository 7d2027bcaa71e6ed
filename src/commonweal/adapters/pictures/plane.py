"""A map as plane geometry in pixels: areas, half arrows for flows, names that do not overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from commonweal.adapters.pictures.words import line, width
from commonweal.model.figure import Place

Point = tuple[float, float]
"""Pixels from the upper left corner."""

FONT = 13
_TIP_PX = 6.0
_APART_PX = 1.5
"""Between the two directions of a pair of places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Longitude and latitude to pixels: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    wide: float
    high: float

    def at(self, position: tuple[float, float]) -> Point:
        """The pixels of (longitude, latitude) in degrees."""
        lon, lat = position
        return (
            round((lon - self.west) * self.per_lon, 1),
            round((self.north - lat) * self.per_lat, 1),
        )

    def rings(self, place: Place) -> list[list[list[Point]]]:
        """The polygons of a place as closed rings, finer detail than a pixel left out."""
        return [[_thinned(map(self.at, ring)) for ring in polygon] for polygon in place.polygons]


def plane(places: Sequence[Place], wide: float, high: float) -> Plane:
    """The plane in which the places fill a box of that size in pixels, but for their own shape."""
    positions = [each for place in places for each in _positions(place)]
    west, east = min(lon for lon, _ in positions), max(lon for lon, _ in positions)
    south, north = min(lat for _, lat in positions), max(lat for _, lat in positions)
    squeeze = max(cos(radians((south + north) / 2)), 0.1)
    across, down = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min(wide / across, high / down)
    return Plane(
        west=west,
        north=north,
        per_lon=scale * squeeze,
        per_lat=scale,
        wide=scale * across,
        high=scale * down,
    )


def half_arrow(start: Point, end: Point, thick: float) -> list[Point]:
    """A closed ring from start to end with half a head, on the right hand of who goes there.

    So the two directions between a pair of places lie side by side. Source: W. Tobler,
    "Experiments in migration mapping by computer" (1987).
    """
    (x0, y0), (x1, y1) = start, end
    long = hypot(x1 - x0, y1 - y0) or 1.0
    ahead = ((x1 - x0) / long, (y1 - y0) / long)
    right = (-ahead[1], ahead[0])

    def spot(along: float, aside: float) -> Point:
        aside += _APART_PX
        return (
            round(x0 + along * ahead[0] + aside * right[0], 1),
            round(y0 + along * ahead[1] + aside * right[1], 1),
        )

    barb = min(thick + _TIP_PX, long / 2)
    begin = min(_TIP_PX, long / 4)
    neck = long - 1.6 * barb
    shape = [
        spot(begin, 0),
        spot(long, 0),
        spot(neck, barb),
        spot(neck + 0.3 * barb, thick),
        spot(begin, thick),
    ]
    return [*shape, shape[0]]


def names(placed: Iterable[tuple[str, Point]], within: Plane) -> list[tuple[str, Point]]:
    """Those names that have room at their points, the first ones first."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for text, (x, y) in placed:
        said = line(text, 24)
        half = width(said, FONT) / 2
        middle = min(max(x, half), within.wide - half)
        box = (middle - half - 3, y - FONT * 0.7, middle + half + 3, y + FONT * 0.7)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            found.append((said, (round(middle, 1), y)))
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _positions(place: Place) -> Iterable[tuple[float, float]]:
    yield place.middle
    for polygon in place.polygons:
        yield from polygon[0]


def _thinned(points: Iterable[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= 1:
            kept.append(point)
    return [*kept, kept[0]]
