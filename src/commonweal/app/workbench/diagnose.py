"""How fast a diagnosis is, beside a bare pass over the same ratings."""

from collections.abc import Callable
from time import perf_counter

import numpy as np

from commonweal.diagnose.grid import CELLS, Grid
from commonweal.diagnose.rating import VALUES
from commonweal.diagnose.stability import stability
from commonweal.model.assessment import Dimension, PlatformType

_RUNS = 3
"""The fastest of so many runs counts: what else goes on only ever slows one down."""


def measured(*, respondents: int, draws: int, seed: int) -> dict[str, int | float]:
    """Seconds of the bootstrap, and of adding up the same array once per draw; synthetic ratings.

    Args:
        respondents: how many, each with all 24 cells rated at random.
        draws: how often dimensions and respondents are drawn again.
        seed: of the ratings and of the draws.
    """
    ratings = _ratings(respondents, seed)
    bootstrap = _seconds(lambda: stability(ratings, seed=seed, draws=draws))
    plain = _seconds(lambda: [ratings.values.sum(axis=0) for _ in range(draws)])
    return {
        "respondents": respondents,
        "draws": draws,
        "cells": CELLS,
        "bootstrap_s": round(bootstrap, 4),
        "plain_s": round(plain, 4),
        "ratio": round(bootstrap / plain, 1),
    }


def _ratings(respondents: int, seed: int) -> Grid:
    shape = (respondents, len(Dimension), len(PlatformType))
    return Grid(
        values=np.random.default_rng(seed).integers(VALUES[0], VALUES[-1] + 1, shape),
        backed=np.ones(shape[:2], dtype=np.bool_),
    )


def _seconds(work: Callable[[], object]) -> float:
    return min(_once(work) for _ in range(_RUNS))


def _once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
