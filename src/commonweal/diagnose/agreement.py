"""How far respondents agree: Krippendorff's alpha for ordinal ratings."""

import krippendorff
import numpy as np

from commonweal.diagnose.grid import CELLS, Grid
from commonweal.diagnose.rating import VALUES

LEAST_RESPONDENTS = 3
"""Below this, alpha says nothing; the ratings themselves are shown."""
AGREED, AGREED_IN_PART = 0.8, 0.6
"""Alpha from which respondents are said to agree, or to agree in part."""


def agreement(grid: Grid) -> tuple[float | None, str]:
    """Alpha over the 24 cells, 1 for full agreement; or None and why there is none.

    Source: Krippendorff, Content Analysis, chapter 12; only cells with two ratings or more count.
    """
    if grid.people < LEAST_RESPONDENTS:
        return None, f"fewer than {LEAST_RESPONDENTS} respondents: read the ratings side by side"
    cells = grid.values.reshape(grid.people, CELLS)
    counts = np.stack([(cells == value).sum(axis=0) for value in VALUES], axis=-1)
    pairable = counts[counts.sum(axis=-1) > 1]
    if not len(pairable):
        return None, "no cell was rated by two respondents"
    if np.count_nonzero(pairable.sum(axis=0)) == 1:
        return None, "unanimous"
    return float(krippendorff.alpha(value_counts=pairable, level_of_measurement="ordinal")), ""
