"""What a profile may be called: the first rule that holds, with exact thresholds."""

from fractions import Fraction

import numpy as np

from commonweal.diagnose.grid import Flags, Ints
from commonweal.diagnose.tally import BITS, VIEWS, WHOLE, Tally, ahead
from commonweal.model.assessment import Label, PlatformType

LEAST_DIMENSIONS = 4
"""Dimensions that need all three cells rated and evidence, or the profile is insufficient."""
LEAST_RESPONDENTS = 4
"""Respondents that it takes to call a profile disputed."""
UNCOVERED = Fraction(1, 2)
"""Share of the answered dimensions that must be all zero to call a profile not covered."""
SECOND_CAMP = Fraction(2, 5)
"""Share of respondents that the largest camp against the profile must have; see `other_camp`."""
LEAD = Fraction(3, 20)
"""Top minus second below this is mixed."""
HALF = Fraction(1, 2)
"""A top share from here on is a type, below it a leaning."""

NAMES = (
    Label.INSUFFICIENT.value,
    Label.NOT_COVERED.value,
    Label.DISPUTED.value,
    Label.MIXED.value,
    *(platform.value for platform in PlatformType),
    *(f"{Label.LEANING} {platform}" for platform in PlatformType),
)
"""Everything a profile can be called; a type goes by its platform, a leaning names it."""

_TYPE = 4
_LEANING = 7


def labels(found: Tally) -> list[int]:
    """For each weighing, the index of its name in `NAMES`."""
    top = found.sums.max(axis=-1)
    second = np.sort(found.sums, axis=-1)[:, -2]
    camp = other_camp(found)
    whole = found.answered * WHOLE
    rules = (
        found.backed < LEAST_DIMENSIONS,
        _at_least(found.empty, UNCOVERED, found.answered),
        (found.people >= LEAST_RESPONDENTS) & _at_least(camp, SECOND_CAMP, found.people),
        ~_at_least(top - second, LEAD, whole),
        _at_least(top, HALF, whole),
    )
    platform = found.sums.argmax(axis=-1)
    calls = (0, 1, 2, 3, _TYPE + platform)
    return [int(code) for code in np.select(rules, calls, default=_LEANING + platform)]


def other_camp(found: Tally) -> Ints:
    """(n,): respondents in the largest camp that speaks against the profile.

    That is the second most held view, or the most held one in which no platform on top of the
    profile leads, if that is larger: medians can make a top that few hold.
    """
    tops = ahead(found.sums) @ BITS
    without = np.array(VIEWS) & tops[:, None] == 0
    against = np.where(without, found.held, 0).max(axis=-1)
    return np.asarray(np.maximum(np.sort(found.held, axis=-1)[:, -2], against))


def label(code: int) -> Label:
    """The label behind an index of `NAMES`."""
    if code >= _TYPE:
        return Label.LEANING if code >= _LEANING else Label.TYPE
    return Label(NAMES[code])


def name_of(given: Label, top: PlatformType | None) -> str:
    """What is found under that label and platform in `NAMES`."""
    match given:
        case Label.TYPE:
            return str(top)
        case Label.LEANING:
            return f"{Label.LEANING} {top}"
        case _:
            return given.value


def _at_least(part: Ints, share: Fraction, whole: Ints) -> Flags:
    return part * share.denominator >= whole * share.numerator
