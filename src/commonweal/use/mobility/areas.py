"""The areas that figures are about, read from areas.geojson."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from commonweal.model.errors import Invalid
from commonweal.use.mobility.polygon import Polygon, rewound

RESERVED = ("other", "unobserved")
"""Keys that stand beside areas in a table and can therefore be no area's code."""
TRIANGLE = 4
"""The fewest positions of a closed ring."""
FILE = "areas.geojson"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """One area: its code is its identity, its name is for people."""

    code: str
    name: str
    polygons: tuple[Polygon, ...]


def areas(path: Path, mapping: Mapping[str, str]) -> tuple[Area, ...]:
    """The areas of a GeoJSON feature collection, in order of code, rings rewound.

    `mapping` may say which property holds the code (`area` or `code`) and the name. A feature
    without a name is called by its code. Raises Invalid, naming the feature.
    """
    code = mapping.get("area", mapping.get("code", "code"))
    name = mapping.get("name", "name")
    features = _document(path).get("features")
    if not isinstance(features, list) or not features:
        raise _wrong("is not a feature collection with features")
    found = [_area(place, feature, code, name) for place, feature in enumerate(features, 1)]
    seen: set[str] = set()
    for area in found:
        if area.code in seen:
            raise _wrong(f"has the code {area.code!r} twice", "Give each area its own code.")
        seen.add(area.code)
    return tuple(sorted(found, key=lambda area: area.code))


def geometry(area: Area) -> dict[str, object]:
    """The area's GeoJSON geometry, outer rings counter-clockwise."""
    polygons = [[ring.tolist() for ring in polygon] for polygon in area.polygons]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def rounded(area: Area, decimals: int) -> Area:
    """The same area with its positions rounded, for pictures."""
    polygons = tuple(
        tuple(np.round(ring, decimals) for ring in polygon) for polygon in area.polygons
    )
    return replace(area, polygons=polygons)


def _document(path: Path) -> dict[str, object]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as trouble:
        raise _wrong("cannot be opened", "Check that you may read it.") from trouble
    except (ValueError, RecursionError) as trouble:
        raise _wrong("is not JSON") from trouble
    if not isinstance(document, dict):
        raise _wrong("is not a feature collection")
    return document


def _area(place: int, feature: object, code: str, name: str) -> Area:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _wrong(f"has no properties or no geometry in feature {place}")
    known = _word(properties.get(code))
    if not known:
        near = next(iter(properties), "NAME")
        raise _wrong(
            f"has no property {code!r} in feature {place}",
            f"Name the property that holds the area's code: --column area={near}.",
        )
    if known in RESERVED:
        raise _wrong(f"has the code {known!r} in feature {place}", "This word has another meaning.")
    polygons = _polygons(place, geometry)
    return Area(code=known, name=_word(properties.get(name)) or known, polygons=polygons)


def _word(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return "".join(sign for sign in str(value) if sign.isprintable()).strip()[:200]


def _polygons(place: int, geometry: Mapping[str, object]) -> tuple[Polygon, ...]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise _wrong(f"has a {kind!s:.20} in feature {place}")
    if not isinstance(coordinates, list) or not coordinates:
        raise _wrong(f"has no coordinates in feature {place}")
    return tuple(_polygon(place, one) for one in coordinates)


def _polygon(place: int, rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise _wrong(f"has a polygon without rings in feature {place}")
    return rewound(tuple(_ring(place, ring) for ring in rings))


def _ring(place: int, positions: object) -> np.ndarray:
    if not isinstance(positions, list) or len(positions) < TRIANGLE:
        raise _wrong(f"has a ring of fewer than {TRIANGLE} positions in feature {place}")
    ring = np.array([_position(place, one) for one in positions])
    if not np.array_equal(ring[0], ring[-1]):
        raise _wrong(f"has a ring that is not closed in feature {place}")
    return ring


def _position(place: int, position: object) -> tuple[float, float]:
    if isinstance(position, list) and len(position) >= 2:  # noqa: PLR2004 - lon, lat
        lon, lat = position[:2]
        if _degrees(lon, 180) and _degrees(lat, 90):
            return float(lon), float(lat)
    raise _wrong(
        f"has a position that is no longitude and latitude in feature {place}",
        "Give degrees of WGS84: longitude first, -180 to 180, then latitude, -90 to 90.",
    )


def _degrees(value: object, most: int) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and abs(value) <= most  # type: ignore[arg-type]  # number says so


def _wrong(
    what: str, hint: str = "Give GeoJSON (RFC 7946) with polygons or multipolygons."
) -> Invalid:
    return Invalid(detail=f"{FILE} {what}.", hint=hint, file=FILE)
