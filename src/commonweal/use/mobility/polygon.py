"""Plane geometry of areas in degrees: inside or not, which way round, where the middle is."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Ring = Numbers
"""Closed, shape (vertices, 2): lon, lat; the last vertex is the first."""
Polygon = tuple[Ring, ...]
"""The outer ring, then the holes."""

AT_ONCE = 4_000_000
"""Pairs of point and edge looked at together: bounds the memory."""


def inside(polygon: Polygon, lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    """Which points lie inside, by ray casting (even-odd over all rings).

    A point on a border that two polygons share, vertex by vertex, lies in exactly one of them.
    """
    held = np.zeros(len(lon), dtype=bool)
    low, high = polygon[0].min(axis=0), polygon[0].max(axis=0)
    near = np.flatnonzero((lon >= low[0]) & (lon <= high[0]) & (lat >= low[1]) & (lat <= high[1]))
    edges = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in polygon])
    step = max(1, AT_ONCE // len(edges))
    for start in range(0, len(near), step):
        some = near[start : start + step]
        held[some] = _crossings(edges, lon[some], lat[some]) % 2 == 1
    return held


def signed_area(ring: Ring) -> float:
    """In square degrees; positive for a ring that runs counter-clockwise."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def rewound(polygon: Polygon) -> Polygon:
    """The same polygon with its outer ring counter-clockwise, holes clockwise (RFC 7946, 3.1.6)."""
    outer, *holes = polygon
    return (
        outer if signed_area(outer) > 0 else outer[::-1],
        *(hole if signed_area(hole) < 0 else hole[::-1] for hole in holes),
    )


def middle(polygons: tuple[Polygon, ...]) -> tuple[float, float]:
    """Lon, lat of the centroid of the largest outer ring."""
    ring = max((polygon[0] for polygon in polygons), key=lambda one: abs(signed_area(one)))
    origin = ring[0]
    x, y = (ring - origin).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    total = cross.sum()
    if total == 0:
        return float(ring[:, 0].mean()), float(ring[:, 1].mean())
    lon = ((x[:-1] + x[1:]) * cross).sum() / (3 * total) + origin[0]
    lat = ((y[:-1] + y[1:]) * cross).sum() / (3 * total) + origin[1]
    return float(lon), float(lat)


def _crossings(edges: Numbers, lon: Numbers, lat: Numbers) -> NDArray[np.int64]:
    """How many edges a ray eastward from each point crosses.

    Edges are taken from south to north, so that both owners of a shared edge reckon alike.
    """
    flipped = edges[:, 1] > edges[:, 3]
    south = np.where(flipped[:, None], edges[:, 2:], edges[:, :2])
    north = np.where(flipped[:, None], edges[:, :2], edges[:, 2:])
    rise = north[:, 1] - south[:, 1]
    slope = np.divide(north[:, 0] - south[:, 0], rise, out=np.zeros_like(rise), where=rise > 0)
    y = lat[:, None]
    level = (south[:, 1] <= y) & (y < north[:, 1])
    meets = south[:, 0] + (y - south[:, 1]) * slope
    return np.asarray(np.sum(level & (lon[:, None] < meets), axis=1), dtype=np.int64)
