"""The events of one local day: who phones when, at which cell, and what goes wrong."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from commonweal.use.mobility.localday import DAY, HOUR, microseconds
from commonweal.use.mobility.synth.country import Country, Indices
from commonweal.use.mobility.synth.movement import hit_areas
from commonweal.use.mobility.synth.people import People
from commonweal.use.mobility.synth.world import World

BY_HOUR = (1, 1, 1, 1, 1, 3, 8, 14, 18, 20, 20, 18, 16, 16, 16, 17, 19, 22, 25, 24, 18, 10, 5, 2)
"""Calling by local hour (assumed)."""
WORK_HOURS = (9, 17)
HOLIDAY, HOLIDAY_RATE = 5, 0.85
"""Saturday is the weekly holiday (assumed: fewer calls)."""
SHOCK = (2.0, 1.5, 1.2)
"""How much more is phoned on the day of the quake and the two after (assumed)."""
DARK_DAYS = 4
UNKNOWN_CELLS = np.array([1, 2, 3], dtype=np.int32)
"""At (0, 0), with swapped coordinates, and in no list."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calls:
    """e events."""

    caller: Indices
    """Position among the subscribers."""
    at: NDArray[np.int64]
    """Microseconds since 1970, UTC."""
    cell: NDArray[np.int32]


def calls(
    world: World, land: Country, folk: People, *, day: int, place: Indices, block: range
) -> Calls:
    """The events of the subscribers in `block` on that day; `place` is where they end it."""
    chance = world.chance(4, day, block.start)
    some = slice(block.start, block.stop)
    caller = np.repeat(
        np.arange(block.start, block.stop), chance.poisson(folk.rate[some] * _rate(world, day))
    )
    hour = chance.choice(24, len(caller), p=np.array(BY_HOUR) / sum(BY_HOUR))
    area = _areas(folk, place, caller, hour)
    carried = _carried(world, area, day, chance)
    caller, hour, area = caller[carried], hour[carried], area[carried]
    within = chance.integers(0, HOUR // 1000, len(caller)) * 1000
    start = _local_midnight(world, world.dates[day])
    spread = (folk.luck[caller] + chance.integers(0, 2, len(caller)) * 0.37) % 1
    cells = land.cell_ids[land.first_cell[area] + (spread * land.cells_of[area]).astype(np.int64)]
    return _flawed(world, Calls(caller=caller, at=start + hour * HOUR + within, cell=cells), chance)


def _rate(world: World, day: int) -> float:
    weekly = HOLIDAY_RATE if world.dates[day].weekday() == HOLIDAY else 1.0
    since = day - world.quake
    return weekly * (SHOCK[since] if 0 <= since < len(SHOCK) else 1.0)


def _areas(folk: People, place: Indices, caller: Indices, hour: Indices) -> Indices:
    """At work in working hours on days that end at home, else where the day ends."""
    ends = place[caller]
    working = (hour >= WORK_HOURS[0]) & (hour < WORK_HOURS[1]) & (ends == folk.home[caller])
    return np.where(working, folk.work[caller], ends)


def _carried(
    world: World, area: Indices, day: int, chance: np.random.Generator
) -> NDArray[np.bool_]:
    dark = 0 <= day - world.quake < DARK_DAYS
    lost = np.isin(area, hit_areas(world)) & (chance.random(len(area)) < world.outage)
    return ~lost if dark else np.ones(len(area), dtype=bool)


def _flawed(world: World, right: Calls, chance: np.random.Generator) -> Calls:
    """Some events twice, some at a cell that nobody can place."""
    total = len(right.caller)
    lost = chance.random(total) < world.flaws
    cell = np.where(lost, chance.choice(UNKNOWN_CELLS, total), right.cell)
    twice = np.concatenate([np.arange(total), np.flatnonzero(chance.random(total) < world.flaws)])
    return Calls(caller=right.caller[twice], at=right.at[twice], cell=cell[twice])


def _local_midnight(world: World, day: date) -> int:
    """Of a zone whose days here have 24 hours."""
    midnight = microseconds(datetime(day.year, day.month, day.day, tzinfo=world.time_zone))
    following = date.fromordinal(day.toordinal() + 1)
    after = datetime(following.year, following.month, following.day, tzinfo=world.time_zone)
    return midnight + max(0, microseconds(after) - midnight - DAY)
