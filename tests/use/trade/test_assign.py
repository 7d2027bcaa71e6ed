from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from commonweal.use.trade.assign import assigned
from commonweal.use.trade.bundle import Unit, single
from commonweal.use.trade.noise import Numbers

UNITS = (
    *(single(row) for row in range(4)),
    Unit(rows=(0, 1), kinds=(0,)),
    Unit(rows=(1, 2), kinds=(1,)),
    Unit(rows=(1, 2, 3), kinds=(1,)),
)
UNPAIRED = 3.0
costs = arrays.arrays(
    np.float64, (3, len(UNITS)), elements=st.floats(-10, 15, allow_nan=False, width=16)
)


def total(cost: Numbers, pairs: list[tuple[int, int]]) -> float:
    """Pairs, and what stays alone: of 3 items and 4 lines."""
    covered = sum(len(UNITS[unit].rows) for _, unit in pairs)
    alone = (3 - len(pairs)) + (4 - covered)
    return sum(float(cost[item, unit]) for item, unit in pairs) + UNPAIRED * alone


def allowed(pairs: list[tuple[int, int]]) -> bool:
    rows = [row for _, unit in pairs for row in UNITS[unit].rows]
    return len(rows) == len(set(rows))


def least(cost: Numbers) -> float:
    """By trying everything."""
    choices = product([None, *range(len(UNITS))], repeat=3)
    sets = (
        [(item, unit) for item, unit in enumerate(choice) if unit is not None] for choice in choices
    )
    return min(total(cost, pairs) for pairs in sets if allowed(pairs))


@settings(deadline=None)
@given(costs)
def test_no_other_set_of_pairs_is_cheaper_and_no_line_is_taken_twice(cost: Numbers) -> None:
    pairs = assigned(cost, UNITS, UNPAIRED)
    assert allowed(pairs)
    assert total(cost, pairs) <= least(cost) + 1e-9


def test_nothing_is_paired_with_nothing() -> None:
    assert assigned(np.zeros((0, 2)), UNITS[:2], UNPAIRED) == []
    assert assigned(np.zeros((2, 0)), (), UNPAIRED) == []
