"""The counts of one slice of subscribers: whole numbers by area, which add up over slices."""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.anchor import anchors
from commonweal.use.mobility.layout import Layout, day_file

Counts = NDArray[np.int64]
COLUMNS = ("measure", "day", "home", "place", "people")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Totals:
    """The sums over all slices; d days of the question, n areas."""

    flows: Counts
    """(d, n, n): analysed people by day, home and the area they were in."""
    behind: Counts
    """(n, n): analysed people by home and an area they were in on any baseline day."""
    residents: Counts
    """(n,): analysed people by home."""
    seen: Counts
    """(n,): everyone located in the baseline, by home."""
    subscribers: int
    """Everyone with an event on a used day."""


def write_partial(
    engine: Engine, folder: Path, layout: Layout, *, number: int, of: int, min_days: int, to: Path
) -> None:
    """Write the counts of the subscribers whose pseudonym leaves `number` when divided by `of`."""
    used = sorted((*layout.baseline, *layout.focal))
    engine.register("days", [day_file(folder, position) for position in used])
    room = max(len(layout.codes), used[-1]) + 1
    mine = f"select subscriber, day, area from days where subscriber % {of} = {number}"
    engine.write(
        f"""
        with mine as ({mine}), {anchors("mine", layout.baseline, min_days, room)}
        select 'flow' as measure, day, home, area as place, count(*) as people
        from mine join kept using (subscriber) where area >= 0 group by all
        union all select 'behind', -1, home, area, count(*)
        from visits join kept using (subscriber) group by all
        union all select 'resident', -1, home, -1, count(*) from kept group by all
        union all select 'seen', -1, home, -1, count(*) from homes group by all
        union all select 'subscriber', -1, -1, -1, count(distinct subscriber) from mine
        """,
        to,
    )


def totals(files: Iterable[Path], days: int, areas: int) -> Totals:
    """The sums over slices. Raises Invalid for a file that holds no such counts."""
    flows = np.zeros((days, areas, areas), dtype=np.int64)
    behind = np.zeros((areas, areas), dtype=np.int64)
    residents, seen = np.zeros(areas, dtype=np.int64), np.zeros(areas, dtype=np.int64)
    subscribers = 0
    for file in files:
        table = _read(file)
        measure, day, home, place, people = table
        _add(flows, people, measure == "flow", day, home, place)
        _add(behind, people, measure == "behind", home, place)
        _add(residents, people, measure == "resident", home)
        _add(seen, people, measure == "seen", home)
        subscribers += int(people[measure == "subscriber"].sum())
    return Totals(
        flows=flows, behind=behind, residents=residents, seen=seen, subscribers=subscribers
    )


def _read(file: Path) -> tuple[NDArray[np.str_], Counts, Counts, Counts, Counts]:
    try:
        table = pq.read_table(file)
        measure = np.array(table.column("measure").to_pylist(), dtype=np.str_)
        rest = [table.column(name).to_numpy().astype(np.int64) for name in COLUMNS[1:]]
    except (OSError, KeyError, ValueError) as trouble:
        raise Invalid(
            detail=f"The finished part {file.name} cannot be read.",
            hint="Remove the run's folder and run again.",
            file=file.name,
        ) from trouble
    day, home, place, people = rest
    return measure, day, home, place, people


def _add(into: Counts, people: Counts, chosen: NDArray[np.bool_], *axes: Counts) -> None:
    np.add.at(into, tuple(axis[chosen] for axis in axes), people[chosen])
