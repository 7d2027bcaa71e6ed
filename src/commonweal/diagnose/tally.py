"""What ratings add up to, for many ways of weighing them at once, in whole numbers.

One arithmetic serves the profile, its leave-one-out runs and its bootstrap: a weighing says how
often each respondent and each dimension counts. Shares are kept as whole numbers of 1/`WHOLE`,
so that thirds, halves and ties are exact.
"""

from dataclasses import dataclass
from math import lcm

import numpy as np

from commonweal.diagnose.grid import SKIPPED, Flags, Grid, Ints
from commonweal.diagnose.rating import VALUES
from commonweal.model.assessment import Dimension

WHOLE = lcm(*range(1, 19))
"""The whole of a dimension. Medians count in halves, so three cells sum to 18 at most."""

BITS = np.array([1, 2, 4])
"""The three platforms, so that a set of them is a number."""
VIEWS = range(1, 7)
"""Sets of platforms; whoever puts all three on a par (7) holds no type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The sums of each of `n` weighings."""

    shares: Ints
    """(n, 8, 3): shares of each dimension, in 1/`WHOLE`; zero where not answered or all zero."""
    sums: Ints
    """(n, 3): shares added up over the answered dimensions."""
    answered: Ints
    """(n,): how many dimensions have all three cells rated."""
    empty: Ints
    """(n,): how many of those have nothing but zeros."""
    backed: Ints
    """(n,): how many of those have at least one item of evidence."""
    held: Ints
    """(n, 6): how many respondents hold each view: one type, or two that tie at the top."""
    people: Ints
    """(n,): how many respondents there are."""


def tally(grid: Grid, people: Ints, rows: Ints) -> Tally:
    """Sums for weighings of respondents, `people` (n, respondents), and dimensions, `rows` (n, 8).

    A cell is the median over its respondents, a dimension the shares of its three cells.
    """
    doubled, rated = _medians(grid, people)
    complete = np.asarray(rated.all(axis=-1))
    shares = np.where(complete[..., None], _shares(doubled), 0)
    counted = rows * complete
    backed = people @ grid.backed.astype(np.int64) > 0
    return Tally(
        shares=shares,
        sums=np.einsum("nd,ndp->np", counted, shares),
        answered=counted.sum(axis=-1),
        empty=(counted * (shares.sum(axis=-1) == 0)).sum(axis=-1),
        backed=(counted * backed).sum(axis=-1),
        held=_held(grid, people, rows),
        people=people.sum(axis=-1),
    )


def once(grid: Grid) -> Tally:
    """The one weighing in which every respondent and every dimension counts once."""
    return tally(grid, ones(1, grid.people), ones(1, len(Dimension)))


def ones(n: int, width: int) -> Ints:
    """(n, width): weighings in which everything counts once."""
    return np.ones((n, width), dtype=np.int64)


def ahead(sums: Ints) -> Flags:
    """True for the platforms, last in the shape, whose sum is the largest; several if they tie."""
    return np.asarray(sums == sums.max(axis=-1, keepdims=True))


def views(grid: Grid) -> Flags:
    """(respondents, 3): the platforms that each respondent alone sees on top; all if on a par."""
    return ahead(_own(grid).sum(axis=1))


def _medians(grid: Grid, people: Ints) -> tuple[Ints, Flags]:
    """Twice the median of each cell (n, 8, 3), and whether anyone rated it."""
    given = np.stack([grid.values == value for value in VALUES], axis=-1).astype(np.float64)
    counts = np.tensordot(people.astype(np.float64), given, axes=1).astype(np.int64)
    upto = counts.cumsum(axis=-1)
    total = upto[..., -1:]
    lower = (upto <= (total - 1) // 2).sum(axis=-1)
    upper = (upto <= total // 2).sum(axis=-1)
    rated = total[..., 0] > 0
    return np.where(rated, lower + upper, 0), np.asarray(rated)


def _shares(cells: Ints) -> Ints:
    total = cells.sum(axis=-1, keepdims=True)
    return np.asarray(cells * (WHOLE // np.maximum(total, 1)))


def _held(grid: Grid, people: Ints, rows: Ints) -> Ints:
    view = ahead(np.einsum("nd,rdp->nrp", rows, _own(grid))) @ BITS
    return np.stack([(people * (view == each)).sum(axis=-1) for each in VIEWS], axis=-1)


def _own(grid: Grid) -> Ints:
    """(respondents, 8, 3): the shares of each dimension as one respondent alone has them."""
    complete = (grid.values != SKIPPED).all(axis=-1)
    return _shares(2 * np.where(complete[..., None], grid.values, 0))
