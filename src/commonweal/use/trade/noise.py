"""The noise model: how likely it is that an item and goods are the same, as a log-likelihood ratio.

Every cost is -log(P(fields | same goods) / P(fields | unrelated goods)), so that 0 says nothing
either way. A measure either fits within its noise, or it is wrong: then it could be anything, as
if unrelated, at the price of how seldom papers are wrong. The values are guesses, stated here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.use.trade.freight import ASSUMED
from commonweal.use.trade.normal import Claim, Goods

Numbers = NDArray[np.float64]

NET_SIGMA = 0.015
"""Of the net mass."""
GROSS_SIGMA = 0.02
VALUE_SIGMA = 0.004
"""Of the value, where freight is known."""
FREIGHT_SIGMA = 0.03
"""Of the value, where freight is not known."""
ROUNDED_TO = (0.0, 0.05, 0.3)
"""What rounding adds to stems, kilograms and money (whole euros), as a standard deviation."""
WRONG = 5.0
"""Cost of a wrong measure: 1 in 150."""
CHANCE_FIT = (5.0, 4.0, 5.0)
"""What fitting stems, net mass and value are worth: how seldom unrelated goods fit."""
CODE = {"equal": -1.5, "subheading": 2.0, "heading": 4.0, "other": 6.0}
ORIGIN = {"equal": -0.5, "other": 5.0}
TEXT = -1.0
"""The same words: a weak signal, as many lines read alike."""
MERGED = 2.0
"""Cost of taking several lines for one item: about 1 item in 8."""
UNPAIRED = 4.0
"""Cost of an item or a line that stays alone."""
HEADING, SUBHEADING = 4, 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """n rows; NaN where a paper does not say. The three columns are stems, net kg and value."""

    low: Numbers
    """(n, 3)"""
    high: Numbers
    """(n, 3)"""
    variance: Numbers
    """(n, 3)"""

    def taken(self, rows: Sequence[int]) -> "Measures":
        """Some of the rows."""
        at = list(rows)
        return Measures(low=self.low[at], high=self.high[at], variance=self.variance[at])

    def summed(self, bundles: Sequence[tuple[int, ...]]) -> "Measures":
        """One row for each bundle of rows; variances add."""
        return Measures(
            low=_summed(self.low, bundles),
            high=_summed(self.high, bundles),
            variance=_summed(self.variance, bundles),
        )


def claimed(claims: Sequence[Claim]) -> Measures:
    """What items declare; only rounding makes it uncertain."""
    low = [(_low(each), _known(each.net_kg), _known(each.value)) for each in claims]
    high = [(_high(each), _known(each.net_kg), _known(each.value)) for each in claims]
    rounding = np.tile(np.square(ROUNDED_TO), (len(claims), 1))
    return Measures(low=_table(low), high=_table(high), variance=rounding)


def documented(goods: Sequence[Goods]) -> Measures:
    """What papers say of goods, with its noise."""
    values = [_value_range(each) for each in goods]
    low = _table([(_low(g), _known(g.net_kg), v[0]) for g, v in zip(goods, values, strict=True)])
    high = _table([(_high(g), _known(g.net_kg), v[1]) for g, v in zip(goods, values, strict=True)])
    unknown = np.array([g.freight_kg != 0 for g in goods], dtype=bool)
    sigma = np.where(unknown, FREIGHT_SIGMA, VALUE_SIGMA)
    middle = (low + high) / 2
    noise = np.stack([np.zeros(len(goods)), middle[:, 1] * NET_SIGMA, middle[:, 2] * sigma], axis=1)
    return Measures(low=low, high=high, variance=np.square(noise))


def misfit(items: Measures, units: Measures) -> Numbers:
    """(items, units, 3): standard deviations apart, or NaN where either does not say."""
    above = items.low[:, None, :] - units.high[None, :, :]
    below = units.low[None, :, :] - items.high[:, None, :]
    variance = items.variance[:, None, :] + units.variance[None, :, :]
    apart: Numbers = np.maximum(np.maximum(above, below), 0)
    exact = np.sqrt(np.maximum(variance, 1e-6))
    return apart / exact


def measured_cost(z: Numbers) -> Numbers:
    """(items, units): the cost of a misfit (items, units, 3); what is not known costs nothing."""
    known = ~np.isnan(z)
    fit = np.square(np.minimum(np.where(known, z, 0.0), 40.0)) / 2 - np.array(CHANCE_FIT)
    total: Numbers = -np.where(known, np.logaddexp(-fit, -WRONG), 0.0).sum(axis=2)
    return total


def code_cost(declared: str, documented_as: str) -> float:
    """The cost of two commodity codes; a shorter one agrees with what it begins."""
    if not declared or not documented_as:
        return 0.0
    if same_code(declared, documented_as):
        return CODE["equal"]
    if declared[:SUBHEADING] == documented_as[:SUBHEADING]:
        return CODE["subheading"]
    return CODE["heading" if declared[:HEADING] == documented_as[:HEADING] else "other"]


def same_code(one: str, other: str) -> bool:
    """True if one code begins the other and neither is shorter than a subheading."""
    shorter = min(len(one), len(other))
    return shorter >= SUBHEADING and one[:shorter] == other[:shorter]


def origin_cost(declared: str, documented_as: str) -> float:
    """The cost of two countries of origin."""
    if not declared or not documented_as:
        return 0.0
    return ORIGIN["equal" if declared == documented_as else "other"]


def words(text: str) -> frozenset[str]:
    """The words of a text, in any order and case."""
    return frozenset(text.casefold().split())


def text_cost(declared: frozenset[str], documented_as: frozenset[str]) -> float:
    """The cost of two sets of words: the same ones, or nothing."""
    return TEXT if declared and declared == documented_as else 0.0


def _value_range(goods: Goods) -> tuple[float, float]:
    """With the least and the most that unknown freight may add."""
    if goods.value is None or goods.freight_kg is None:
        return np.nan, np.nan
    least, most = (goods.value + rate * goods.freight_kg for rate in ASSUMED)
    return float(least), float(most)


def _low(side: Claim | Goods) -> float:
    return float(side.stems.low) if side.stems else np.nan


def _high(side: Claim | Goods) -> float:
    return float(side.stems.high) if side.stems else np.nan


def _known(measure: object) -> float:
    return np.nan if measure is None else float(str(measure))


def _table(rows: Sequence[tuple[float, float, float]]) -> Numbers:
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _summed(table: Numbers, bundles: Sequence[tuple[int, ...]]) -> Numbers:
    if all(len(bundle) == 1 for bundle in bundles):
        return table[[bundle[0] for bundle in bundles]]
    rows = [table[list(bundle)].sum(axis=0) for bundle in bundles]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)
