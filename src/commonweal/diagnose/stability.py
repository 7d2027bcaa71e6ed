"""How firmly a label stands: dimensions left out, dimensions and respondents drawn again."""

from collections import Counter

import numpy as np

from commonweal.diagnose.grid import Grid, Ints
from commonweal.diagnose.label import NAMES, labels, name_of
from commonweal.diagnose.tally import ones, tally
from commonweal.model.assessment import Dimension, Profile, Stability

_BATCH = 250
"""Draws made at once; bounds the memory, not the result."""


def stability(grid: Grid, *, seed: int, draws: int) -> Stability:
    """What the profile would be called without each answered dimension, and in seeded draws.

    Equal ratings give equal draws, whoever gave them.
    """
    grid = grid.by_content()
    return Stability(
        leave_one_out=tuple(_most_often(_leave_one_out(grid))),
        bootstrap=tuple(
            (name, n / draws) for name, n in _most_often(_bootstrap(grid, seed, draws))
        ),
        draws=draws,
        seed=seed,
    )


def stable(profile: Profile) -> float | None:
    """Share of the draws that keep the name given, 0 to 1; None without draws."""
    if not profile.stability.bootstrap:
        return None
    return dict(profile.stability.bootstrap).get(name_of(profile.label, profile.top), 0.0)


def _leave_one_out(grid: Grid) -> Counter[int]:
    left_out = grid.answered()
    rows = ones(len(left_out), len(Dimension))
    rows[range(len(left_out)), left_out] = 0
    return Counter(labels(tally(grid, ones(len(left_out), grid.people), rows)))


def _bootstrap(grid: Grid, seed: int, draws: int) -> Counter[int]:
    answered = grid.answered()
    found: Counter[int] = Counter()
    if not answered:
        return found
    random = np.random.default_rng(seed)
    for start in range(0, draws, _BATCH):
        size = min(_BATCH, draws - start)
        people = _drawn(random, grid.people, size)
        rows = np.zeros((size, len(Dimension)), dtype=np.int64)
        rows[:, answered] = _drawn(random, len(answered), size)
        found.update(labels(tally(grid, people, rows)))
    return found


def _drawn(random: np.random.Generator, things: int, size: int) -> Ints:
    return random.multinomial(things, np.full(things, 1 / things), size=size)


def _most_often(found: Counter[int]) -> list[tuple[str, int]]:
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(NAMES[code], count) for code, count in ordered]
