"""A synthetic world as files: what a holder would have, and beside it the truth."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from commonweal.use.mobility.synth.calls import UNKNOWN_CELLS, Calls, calls
from commonweal.use.mobility.synth.country import Country, Indices, country
from commonweal.use.mobility.synth.movement import whereabouts
from commonweal.use.mobility.synth.people import People, people
from commonweal.use.mobility.synth.world import World

BLOCK = 250_000
"""Subscribers whose day is made at once: bounds the memory."""
EVENTS = pa.schema(
    [("subscriber", pa.string()), ("at", pa.timestamp("us", tz="UTC")), ("cell", pa.int32())]
)
LABEL = """# Synthetic data

Everything in this folder is invented: country, areas, cells, phone numbers, people and quake.
It was made by `weal synth mobility` with seed {seed}: {subscribers} subscribers, {days} local days
({first} to {last}, {zone}), quake on {quake}.

`truth.csv` says how many subscribers of each home truly ended each day in each place, those
included who never phone. A lane does not read it.
"""


def synthesise(target: Path, world: World) -> dict[str, int]:
    """Write a synthetic dataset below `target`; the same world gives the same truth, byte by byte.

    The files: events/*.parquet (one per local day), cells.csv, areas.geojson, truth.csv and the
    label SYNTHETIC.md. Returns the number of subscribers, days and events.
    """
    land = country(world)
    folk = people(world, land)
    (target / "events").mkdir(parents=True, exist_ok=True)
    _write_areas(target / "areas.geojson", land)
    _write_cells(target / "cells.csv", land)
    _write_label(target / "SYNTHETIC.md", world)
    events = 0
    with (target / "truth.csv").open("w", encoding="utf-8", newline="") as truth:
        truth.write("day,home,place,people\n")
        for day, place in enumerate(whereabouts(world, land, folk)):
            truth.writelines(_truth(world, land, folk, day, place))
            path = target / "events" / f"{world.dates[day]}.parquet"
            blocks = _blocks(world)
            made = (calls(world, land, folk, day=day, place=place, block=one) for one in blocks)
            events += _write_events(path, folk, made)
    return {"subscribers": world.subscribers, "days": world.days, "events": events}


def _blocks(world: World) -> Iterator[range]:
    for start in range(0, world.subscribers, BLOCK):
        yield range(start, min(start + BLOCK, world.subscribers))


def _write_events(path: Path, folk: People, blocks: Iterable[Calls]) -> int:
    """One row group per block, in order of time; the number of events."""
    written = 0
    with pq.ParquetWriter(path, EVENTS, compression="zstd") as file:
        for made in blocks:
            order = np.argsort(made.at, kind="stable")
            columns = [
                folk.numbers.take(pa.array(made.caller[order])),
                pa.array(made.at[order], EVENTS.field("at").type),
                pa.array(made.cell[order], pa.int32()),
            ]
            file.write_table(pa.Table.from_arrays(columns, schema=EVENTS))
            written += len(order)
    return written


def _truth(world: World, land: Country, folk: People, day: int, place: Indices) -> list[str]:
    counts = np.bincount(folk.home * world.areas + place, minlength=world.areas**2)
    return [
        f"{world.dates[day]},{land.codes[pair // world.areas]},"
        f"{land.codes[pair % world.areas]},{counts[pair]}\n"
        for pair in np.flatnonzero(counts)
    ]


def _write_areas(path: Path, land: Country) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": [[*corners, corners[0]]]},
        }
        for code, name, corners in zip(land.codes, land.names, land.corners.tolist(), strict=True)
    ]
    document = {"type": "FeatureCollection", "label": "synthetic", "features": features}
    path.write_text(json.dumps(document), encoding="utf-8")


def _write_cells(path: Path, land: Country) -> None:
    at_zero, swapped, _ = UNKNOWN_CELLS.tolist()
    lon, lat = land.cell_places[0].tolist()
    rows = [f"{at_zero},0,0", f"{swapped},{lat},{lon}"]
    rows += [
        f"{cell},{lon},{lat}"
        for cell, (lon, lat) in zip(land.cell_ids.tolist(), land.cell_places.tolist(), strict=True)
    ]
    path.write_text("\n".join(["cell,lon,lat", *rows, ""]), encoding="utf-8")


def _write_label(path: Path, world: World) -> None:
    dates = world.dates
    text = LABEL.format(
        seed=world.seed,
        subscribers=world.subscribers,
        days=world.days,
        first=dates[0],
        last=dates[-1],
        zone=world.zone,
        quake=dates[world.quake],
    )
    path.write_text(text, encoding="utf-8")
