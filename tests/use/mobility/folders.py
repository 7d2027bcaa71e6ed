"""Builders of small datasets; a test states only what matters to it."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from commonweal.model.ports import Engine
from commonweal.use.lane import Headcount, Inputs
from commonweal.use.mobility.lane import MobilityLane

SECRET = b"k" * 32
AREAS = ("A1", "B2", "C3")
CELLS = {"9": "A1", "10": "A1", "11": "B2", "100": "B2", "8": "C3"}
"""Cell -> area; as text, 10 < 100 < 11 < 8 < 9."""
SETTINGS = {
    "zone": "Asia/Kathmandu",
    "baseline": "2015-04-20..2015-04-24",
    "focal": "2015-04-26..2015-04-28",
}


def square(west: float) -> list[list[float]]:
    """A clockwise ring one degree wide, from 25 to 26 north."""
    return [[west, 25], [west, 26], [west + 1, 26], [west + 1, 25], [west, 25]]


def feature(code: object, west: float) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": f"Area {code}"},
        "geometry": {"type": "Polygon", "coordinates": [square(west)]},
    }


def write_areas(folder: Path, features: Iterable[object] | None = None) -> None:
    made = (
        [feature(code, 80 + place) for place, code in enumerate(AREAS)]
        if features is None
        else list(features)
    )
    document = {"type": "FeatureCollection", "features": made}
    (folder / "areas.geojson").write_text(json.dumps(document), encoding="utf-8")


def write_cells(folder: Path, lines: Iterable[str] = ()) -> None:
    listed = [f"{cell},{80.5 + AREAS.index(area)},25.5" for cell, area in CELLS.items()]
    text = "\n".join(["cell,lon,lat", *listed, *lines, ""])
    (folder / "cells.csv").write_text(text, encoding="utf-8")


def dataset(folder: Path, events: Iterable[tuple[object, datetime, object]] = ()) -> Path:
    """A folder with areas, cells and, if there are any, events as Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    write_areas(folder)
    write_cells(folder)
    listed = list(events)
    if listed:
        write_events(folder / "events.parquet", listed)
    return folder


def write_events(path: Path, events: Iterable[tuple[object, datetime, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    who, at, cell = zip(*events, strict=True)
    table = pa.table(
        {
            "subscriber": list(who),
            "at": pa.array([one.astimezone(UTC) for one in at], pa.timestamp("us", "UTC")),
            "cell": list(cell),
        }
    )
    pq.write_table(table, path)


def inputs(
    folder: Path,
    work: Path,
    settings: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Inputs:
    return Inputs(
        folder=folder,
        columns=columns or {},
        settings={**SETTINGS, **(settings or {})},
        secret=SECRET,
        synthetic=True,
        work=work,
    )


def run(engine: Engine, given: Inputs) -> Headcount:
    """The whole lane, slice by slice."""
    lane = MobilityLane()
    return lane.join(given, [lane.work(part, engine) for part in lane.parts(given, engine)])


def counts(found: Headcount) -> dict[tuple[str, ...], int]:
    """(day, home, place) -> people."""
    return {(*cell.group, cell.key): cell.people for cell in found.cells}
