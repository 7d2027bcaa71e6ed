"""An invented country in mid-ocean: areas that share borders, and cells that stand in them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.use.mobility.synth.world import World

WEST, SOUTH, WIDTH, HEIGHT = -40.0, 20.0, 0.8, 0.6
"""Degrees; the size of one square of the grid."""
JITTER = 0.18
"""Of a square's size: corners stay apart."""
INNER = 0.6
"""Cells stand in the inner part of their area."""
BEGIN = ("Ama", "Bel", "Cor", "Dun", "Esk", "Fal", "Gar", "Hol", "Ist", "Jor", "Kel", "Lun")
END = ("ba", "dora", "fen", "gate", "mark", "nor", "pass", "ridge", "stad", "vale")
PER_AREA = 15
Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Country:
    """n areas and c cells; the cells of an area follow one another."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    corners: Numbers
    """(n, 4, 2): lon, lat, counter-clockwise."""
    weights: Numbers
    """(n,): share of the people; skewed."""
    pull: Numbers
    """(n, n): chance of a journey from one area to another; 0 on the diagonal."""
    first_cell: Indices
    cells_of: Indices
    cell_ids: NDArray[np.int32]
    cell_places: Numbers
    """(c, 2): lon, lat."""


def country(world: World) -> Country:
    """The country of this world."""
    chance = world.chance(1)
    corners = _corners(world, chance)
    weights = 1 / (1 + np.arange(world.areas)) ** 0.7
    weights /= weights.sum()
    cells_of = np.maximum(3, np.round(weights * world.areas * PER_AREA)).astype(np.int64)
    owner = np.repeat(np.arange(world.areas), cells_of)
    return Country(
        codes=tuple(f"XX{place:02}" for place in range(1, world.areas + 1)),
        names=tuple(_name(place) for place in range(world.areas)),
        corners=corners,
        weights=weights,
        pull=_pull(corners.mean(axis=1), weights),
        first_cell=np.cumsum(cells_of) - cells_of,
        cells_of=cells_of,
        cell_ids=(1000 + np.arange(len(owner)) * 7).astype(np.int32),
        cell_places=_cell_places(corners, owner, chance),
    )


def _corners(world: World, chance: np.random.Generator) -> Numbers:
    """Neighbouring squares of a grid whose crossings are shaken, in a shuffled order."""
    wide = int(np.ceil(np.sqrt(world.areas)))
    grid = np.stack(np.meshgrid(np.arange(wide + 1), np.arange(wide + 1)), axis=-1).astype(float)
    grid += chance.uniform(-JITTER, JITTER, grid.shape)
    grid = np.round(grid * [WIDTH, HEIGHT] + [WEST, SOUTH], 6)
    squares = [
        [grid[y, x], grid[y, x + 1], grid[y + 1, x + 1], grid[y + 1, x]]
        for y in range(wide)
        for x in range(wide)
    ][: world.areas]
    return np.array(squares)[chance.permutation(world.areas)]


def _pull(middles: Numbers, weights: Numbers) -> Numbers:
    """By size of the destination, against the square of the distance."""
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=-1)
    pull: Numbers = weights[None] / (apart + 0.3) ** 2
    np.fill_diagonal(pull, 0)
    total = pull.sum(axis=1, keepdims=True)
    np.divide(pull, total, out=pull, where=total > 0)
    return pull


def _cell_places(corners: Numbers, owner: Indices, chance: np.random.Generator) -> Numbers:
    middle = corners.mean(axis=1)[owner]
    mix = chance.dirichlet(np.ones(4), len(owner))
    spot = np.einsum("ck,ckd->cd", mix, corners[owner])
    inner: Numbers = np.round(middle + INNER * (spot - middle), 6)
    return inner


def _name(place: int) -> str:
    return BEGIN[place % len(BEGIN)] + END[(place // len(BEGIN) + place) % len(END)]
