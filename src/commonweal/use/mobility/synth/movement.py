"""Where everyone is, day by day: at home, on an ordinary journey, or fled from the quake."""

from collections.abc import Iterator

import numpy as np

from commonweal.use.mobility.synth.country import Country, Indices
from commonweal.use.mobility.synth.people import People, drawn
from commonweal.use.mobility.synth.world import World

BACK_FROM_JOURNEY = 0.45
"""Chance per day that an ordinary journey ends (assumed)."""
TO_REFUGE = 0.7
"""Share of those fleeing who go to friends or family (assumed)."""
LEAVING_BY_DAY = (0.35, 0.35, 0.2, 0.1)
"""Of those who flee, who goes on the day of the quake and on the days after (assumed)."""


def hit_areas(world: World) -> Indices:
    """Positions of the areas that the quake hits: every third of the largest."""
    return (np.arange(world.hit) * 3) % world.areas if world.areas > 1 else np.array([0])


def whereabouts(world: World, land: Country, folk: People) -> Iterator[Indices]:
    """The area where each subscriber ends the day, for one local day after another."""
    chance = world.chance(3)
    place = folk.home.copy()
    fled = np.zeros(world.subscribers, dtype=bool)
    leaves_on = _leaving(world, folk, chance)
    flight = np.where(
        chance.random(world.subscribers) < TO_REFUGE,
        folk.refuge,
        drawn(land.pull, folk.home, chance),
    )
    for day in range(world.days):
        luck = chance.random(world.subscribers)
        away = place != folk.home
        back = away & (luck < np.where(fled, world.returning, BACK_FROM_JOURNEY))
        out = ~away & (luck < world.travelling)
        place = np.where(back, folk.home, np.where(out, folk.refuge, place))
        fled &= ~back
        leaving = leaves_on == day
        place = np.where(leaving, flight, place)
        fled |= leaving
        yield place


def _leaving(world: World, folk: People, chance: np.random.Generator) -> Indices:
    """The day on which each subscriber flees, -1 for those who do not."""
    struck = np.isin(folk.home, hit_areas(world))
    flees = struck & (chance.random(world.subscribers) < world.leaving)
    after = chance.choice(len(LEAVING_BY_DAY), world.subscribers, p=LEAVING_BY_DAY)
    return np.where(flees, world.quake + after, -1)
