"""Shares of the people of one home, what is normal, and what lies above it.

Definitions 2 to 5 of `mobility/1`; see the README beside this file.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.use.mobility.partial import Counts

Numbers = NDArray[np.float64]
SMALLEST = 16
"""The smallest count of people that may be told apart; what is published is decided elsewhere."""
Z90 = 1.6448536269514722
"""Standard normal quantile of a two-sided 90 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Normal:
    """Normal life of one home over its b observed baseline days; n areas."""

    count: Numbers
    """(n,): mean number of people in each area."""
    share: Numbers
    """(n,): mean share of the observed."""
    spread: Numbers | None
    """(n,): standard deviation of the share over days; None with a single day."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Above:
    """One focal day of one home against its normal life; n areas, counts in subscribers."""

    share: Numbers
    count: Numbers
    """People minus their normal count, as it is usually reckoned."""
    people: Numbers
    """Everyone with this home times the share above normal."""
    half_width: Numbers | None
    """Half of the 90 % interval of `people`; None where there is no spread."""


def told_apart(whole: int, part: int) -> int:
    """`part`, or `whole` where the difference is a group too small to be told.

    A share with `part` below it would give away `whole - part`.
    """
    return whole if 0 < whole - part < SMALLEST else part


def normal(baseline: Counts, residents: int) -> Normal:
    """Normal life from (b, n) people by baseline day and area; days without anyone are left out."""
    observed = np.array([told_apart(residents, int(day.sum())) for day in baseline])
    seen = baseline.sum(axis=1) > 0
    shares = baseline[seen] / observed[seen, None]
    several = len(shares) > 1
    return Normal(
        count=baseline[seen].mean(axis=0),
        share=shares.mean(axis=0),
        spread=shares.std(axis=0, ddof=1) if several else None,
    )


def above(today: Counts, usual: Normal, *, residents: int, everyone: int) -> Above:
    """(n,) people by area on a focal day against the usual; at least one is observed.

    `everyone` counts all with this home that the baseline saw, analysed or not.
    """
    observed = told_apart(residents, int(today.sum()))
    weight = everyone if everyone - residents not in range(1, SMALLEST) else residents
    share = today / observed
    half_width = None
    if usual.spread is not None:
        chance = np.maximum(usual.share * (1 - usual.share), share * (1 - share)) / observed
        half_width = weight * Z90 * np.sqrt(usual.spread**2 + chance)
    return Above(
        share=share,
        count=today - usual.count,
        people=weight * (share - usual.share),
        half_width=half_width,
    )
