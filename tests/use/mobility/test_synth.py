import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.lane import Headcount, Inputs
from commonweal.use.mobility.synth import World, synthesise
from commonweal.use.mobility.synth.country import country
from commonweal.use.mobility.synth.movement import hit_areas
from commonweal.use.mobility.synth.people import people
from tests.scale import size
from tests.use.mobility.folders import SECRET, run

WORLD = World(
    subscribers=size(quick=12_000, ci=50_000, full=400_000), days=14, seed=7, areas=9, hit=2
)
Truth = Mapping[tuple[str, str], Mapping[str, int]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("synthetic")
    synthesise(target, WORLD)
    return target


@pytest.fixture(scope="module")
def found(engine: Engine, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Headcount:
    return run(
        engine,
        Inputs(
            folder=made,
            columns={},
            settings=WORLD.settings(),
            secret=SECRET,
            synthetic=True,
            work=tmp_path_factory.mktemp("work"),
        ),
    )


def truth(folder: Path) -> Truth:
    """(day, home) -> place -> people."""
    told: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told[row["day"], row["home"]][row["place"]] = int(row["people"])
    return told


def away_share(told: Truth, day: str, home: str) -> float:
    row = told[day, home]
    return 1 - row[home] / sum(row.values())


def displaced(told: Truth, day: str, home: str) -> float:
    """People away beyond what is normal, in truth."""
    baseline = [one.isoformat() for one in WORLD.dates[: WORLD.quake]]
    usual = float(np.mean([away_share(told, one, home) for one in baseline]))
    return (away_share(told, day, home) - usual) * sum(told[day, home].values())


def estimated(found: Headcount, day: str, home: str) -> float:
    return sum(
        values["above_normal"]
        for (group, key), values in found.values.items()
        if group == (day, home) and key != home
    )


def test_the_planted_displacement_is_found_within_a_tenth(made: Path, found: Headcount) -> None:
    told = truth(made)
    hit = [country(WORLD).codes[place] for place in hit_areas(WORLD)]
    for day in (one.isoformat() for one in WORLD.dates[WORLD.quake + 1 :]):
        planted = sum(displaced(told, day, home) for home in hit)
        assert planted > 0.1 * sum(sum(told[day, home].values()) for home in hit)
        assert sum(estimated(found, day, home) for home in hit) == pytest.approx(planted, rel=0.1)


def test_areas_that_were_not_hit_show_next_to_no_displacement(made: Path, found: Headcount) -> None:
    told = truth(made)
    calm = set(country(WORLD).codes) - {country(WORLD).codes[one] for one in hit_areas(WORLD)}
    day = WORLD.dates[-1].isoformat()
    phantom = sum(estimated(found, day, home) - displaced(told, day, home) for home in calm)
    residents = sum(sum(told[day, home].values()) for home in calm)
    assert abs(phantom) < 0.03 * residents


def test_nineteen_of_twenty_homes_are_right(engine: Engine, found: Headcount, made: Path) -> None:
    land, folk = country(WORLD), people(WORLD, country(WORLD))
    home = dict(zip(folk.numbers.to_pylist(), folk.home.tolist(), strict=True))
    places = {int(cell): area for area, cells in enumerate(_cells(land)) for cell in cells}
    visits: dict[str, list[int]] = defaultdict(list)
    for day in WORLD.dates[: WORLD.quake]:
        latest: dict[str, tuple[datetime, int]] = {}
        table = pq.read_table(made / "events" / f"{day}.parquet")
        for who, at, cell in zip(*(column.to_pylist() for column in table.columns), strict=True):
            if cell in places:
                latest[who] = max(latest.get(who, (at, cell)), (at, cell))
        for who, (_, cell) in latest.items():
            visits[who].append(places[cell])
    kept = {who: seen for who, seen in visits.items() if len(seen) >= 3}
    right = sum(max(reversed(seen), key=seen.count) == home[who] for who, seen in kept.items())
    assert len(kept) == found.facts["subscribers_analysed"]
    assert right >= 0.95 * len(kept)


def _cells(land: object) -> list[list[int]]:
    ids, first, many = (getattr(land, name) for name in ("cell_ids", "first_cell", "cells_of"))
    return [ids[start : start + count].tolist() for start, count in zip(first, many, strict=True)]


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    world = World(subscribers=500, days=8, seed=3)
    for name in ("a", "b"):
        synthesise(tmp_path / name, world)
    synthesise(tmp_path / "c", World(subscribers=500, days=8, seed=4))
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert (tmp_path / "a/truth.csv").read_bytes() != (tmp_path / "c/truth.csv").read_bytes()


def test_truth_covers_everyone_every_day_and_the_folder_says_it_is_synthetic(made: Path) -> None:
    told = truth(made)
    for day in WORLD.dates:
        people_told = sum(
            sum(row.values()) for (one, _), row in told.items() if one == day.isoformat()
        )
        assert people_told == WORLD.subscribers
    assert "invented" in (made / "SYNTHETIC.md").read_text(encoding="utf-8")


def test_a_file_holds_one_local_day_in_utc(made: Path) -> None:
    day = WORLD.dates[3]
    table = pq.read_table(made / "events" / f"{day}.parquet")
    assert table.schema.field("at").type == pa.timestamp("us", "UTC")
    assert pa.types.is_string(table.schema.field("subscriber").type)
    local = {at.astimezone(WORLD.time_zone).date() for at in table.column("at").to_pylist()}
    assert local == {day}
    assert min(table.column("at").to_pylist()).astimezone(UTC).date() < day


def test_the_flaws_that_were_planted_are_found(found: Headcount) -> None:
    total = int(found.facts["events_read"])
    for reason in ("events_duplicate", "events_cell_at_zero", "events_cell_unlisted"):
        assert 0 < int(found.facts[reason]) < 0.01 * total


@pytest.mark.parametrize(("subscribers", "days", "hit"), [(0, 14, 2), (10, 7, 2), (10, 14, 21)])
def test_a_world_that_cannot_be_is_refused(subscribers: int, days: int, hit: int) -> None:
    with pytest.raises(Invalid):
        World(subscribers=subscribers, days=days, seed=1, hit=hit)
