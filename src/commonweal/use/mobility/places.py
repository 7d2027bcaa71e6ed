"""Which area each cell stands in, or why it is not known."""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.answer import answer
from commonweal.use.mobility.areas import Area
from commonweal.use.mobility.polygon import Numbers, inside
from commonweal.use.mobility.schema import CELLS, columns_of, quoted

LOCATED, NO_PLACE, AT_ZERO, SWAPPED, OUTSIDE, TWICE = (
    "located",
    "cell_without_coordinates",
    "cell_at_zero",
    "cell_swapped",
    "cell_outside_areas",
    "cell_listed_twice",
)
UNLISTED, NO_CELL = "cell_unlisted", "cell_missing"
"""What only an event can have: a cell the list lacks, or none at all."""
REASONS = (NO_CELL, UNLISTED, NO_PLACE, AT_ZERO, SWAPPED, OUTSIDE, TWICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One cell: its area as a position among the areas, -1 where that is not known."""

    cell: str
    area: int
    reason: str


def places(
    engine: Engine, path: Path | None, mapping: Mapping[str, str], known: Sequence[Area]
) -> tuple[Place, ...]:
    """Every listed cell in order of its id. Raises Invalid if none stands in an area."""
    if path is None:
        return tuple(Place(cell=one.code, area=i, reason=LOCATED) for i, one in enumerate(known))
    ids, lon, lat = _listed(engine, path, mapping)
    found = _located(lon, lat, known)
    reasons = _reasons(lon, lat, found, known)
    listed = sorted({(cell, int(a), why) for cell, a, why in zip(ids, found, reasons, strict=True)})
    times = Counter(cell for cell, _, _ in listed)
    made = {
        cell: Place(cell=cell, area=area, reason=why)
        if times[cell] == 1
        else Place(cell=cell, area=-1, reason=TWICE)
        for cell, area, why in listed
    }
    if all(place.area < 0 for place in made.values()):
        raise _nowhere(path.name, Counter(place.reason for place in made.values()))
    return tuple(made.values())


def as_table(found: Sequence[Place], kind: pa.DataType) -> pa.Table:
    """Cell (as the events write it), position (rank by id), area: for an engine to join.

    An id that is no whole number cannot be met by events whose cells are whole numbers.
    """
    whole = bool(pa.types.is_integer(kind))
    rows = [
        (int(one.cell) if whole else one.cell, position, one.area)
        for position, one in enumerate(found)
        if not whole or _is_whole(one.cell)
    ]
    cells, positions, areas = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "cell": pa.array(cells, pa.int64() if whole else pa.string()),
            "position": pa.array(positions, pa.int64()),
            "area": pa.array(areas, pa.int16()),
        }
    )


def _is_whole(text: str) -> bool:
    """True for the one way to write a 64-bit whole number."""
    plain = text.removeprefix("-")
    return plain.isascii() and plain.isdigit() and len(plain) < 19 and str(int(text)) == text  # noqa: PLR2004


def _listed(
    engine: Engine, path: Path, mapping: Mapping[str, str]
) -> tuple[list[str], Numbers, Numbers]:
    engine.register("cells_listed", [path])
    cell, lon, lat = (
        quoted(field.name)
        for field in columns_of(engine, "cells_listed", CELLS, mapping, path.name)
    )
    degrees = "coalesce(try_cast(replace(cast({} as varchar), ',', '.') as double), 'nan')"
    table = answer(
        engine,
        f"select trim(cast({cell} as varchar)) as cell, {degrees.format(lon)} as lon, "
        f"{degrees.format(lat)} as lat from cells_listed where trim(cast({cell} as varchar)) <> ''",
    )
    if table.num_rows == 0:
        raise Invalid(
            detail=f"{path.name} lists no cells.",
            hint="Give one line per cell: cell, lon, lat.",
            file=path.name,
        )
    numbers = (table.column(name).to_numpy() for name in ("lon", "lat"))
    return (table.column("cell").to_pylist(), *numbers)


def _located(lon: Numbers, lat: Numbers, known: Sequence[Area]) -> NDArray[np.int64]:
    """The first area, in order of code, that each point lies in; -1 for none, and for (0, 0)."""
    found = np.full(len(lon), -1, dtype=np.int64)
    usable = np.isfinite(lon) & np.isfinite(lat) & ~((lon == 0) & (lat == 0))
    for position, area in enumerate(known):
        for polygon in area.polygons:
            left = np.flatnonzero(usable & (found < 0))
            found[left[inside(polygon, lon[left], lat[left])]] = position
    return found


def _reasons(
    lon: Numbers, lat: Numbers, found: NDArray[np.int64], known: Sequence[Area]
) -> list[str]:
    swapped = (found < 0) & (_located(lat, lon, known) >= 0)
    nowhere = ~(np.isfinite(lon) & np.isfinite(lat))
    zero = (lon == 0) & (lat == 0)
    cases = [found >= 0, nowhere, zero, swapped]
    return np.select(cases, [LOCATED, NO_PLACE, AT_ZERO, SWAPPED], default=OUTSIDE).tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any


def _nowhere(file: str, reasons: Mapping[str, int]) -> Invalid:
    why = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    return Invalid(
        detail=f"{file}: no cell stands in any area ({why}).",
        hint="Check that lon and lat are not swapped, and that the areas are the right ones.",
        file=file,
    )
