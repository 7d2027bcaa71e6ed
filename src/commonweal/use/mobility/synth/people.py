"""The subscribers: number, home, where else they are, how much they phone."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from commonweal.use.mobility.synth.country import Country, Indices, Numbers
from commonweal.use.mobility.synth.world import World

FIRST_NUMBER = 9_770_000_000_000
"""Numbers of this range are given to nobody: the digits after the code begin with 00."""
STRIDE = 7_919
WORKING_ELSEWHERE = 0.08
SHAPE = 0.9
"""Of the gamma distribution of calling rates: small is overdispersed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """s subscribers; areas and cells by position."""

    numbers: pa.Array
    """Phone numbers as text."""
    home: Indices
    work: Indices
    refuge: Indices
    """The area of friends or family: where ordinary journeys lead, and flight most often."""
    rate: Numbers
    """Mean events per day."""
    luck: Numbers
    """Uniform: picks the cell in whatever area they are in."""


def people(world: World, land: Country) -> People:
    """The subscribers of this world, in order of number."""
    chance = world.chance(2)
    total = world.subscribers
    home = chance.choice(world.areas, total, p=land.weights)
    away = drawn(land.pull, home, chance)
    rate = chance.gamma(SHAPE, world.events_per_day / SHAPE, total)
    rate[chance.random(total) < world.silent] = 0
    numbers = FIRST_NUMBER + np.arange(total, dtype=np.int64) * STRIDE % 1_000_000_007
    return People(
        numbers=pa.array(numbers).cast(pa.string()),
        home=home,
        work=np.where(chance.random(total) < WORKING_ELSEWHERE, away, home),
        refuge=drawn(land.pull, home, chance),
        rate=rate,
        luck=chance.random(total),
    )


def drawn(pull: Numbers, origin: Indices, chance: np.random.Generator) -> Indices:
    """One destination per origin, by the chances in its row."""
    edges = np.cumsum(pull, axis=1)
    edges[:, -1] = 1
    luck = chance.random(len(origin))
    found = np.empty(len(origin), dtype=np.int64)
    for place in range(len(pull)):
        rows = np.flatnonzero(origin == place)
        found[rows] = np.searchsorted(edges[place], luck[rows], side="right")
    return found
