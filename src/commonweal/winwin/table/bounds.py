"""The three numbers of a figure: low <= likely <= high, and none too large."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

BOUNDS = ("low", "likely", "high")

LARGEST = 1e12
"""Larger figures are refused: next to them a small one would vanish in rounding."""


def crossed(given: Mapping[str, float | None]) -> Iterator[tuple[str, str]]:
    """The neighbours out of order, such as (low, likely) where low is above likely.

    A bound that is None is not looked at.
    """
    known = [(name, number) for name in BOUNDS if (number := given[name]) is not None]
    for (name, number), (other, above) in pairwise(known):
        if number > above:
            yield name, other


def gaps(given: Mapping[str, float | None], *, least: float = -LARGEST) -> Mapping[str, str]:
    """The bounds at fault, each with what is wrong: `low` -> `low 20 is above likely 14`.

    Args:
        given: low, likely and high; one that is None is not looked at.
        least: what none may be below; 0 for a cost or a risk.
    """
    found = {
        name: f"{name} {given[name]:.10g} is above {other} {given[other]:.10g}"
        for name, other in crossed(given)
    }
    for name in BOUNDS:
        number = given[name]
        if number is not None and number < least:
            found[name] = f"{name} {number:.10g} is below {least:g}, the least that it can be"
        if number is not None and number > LARGEST:
            found[name] = f"{name} {number:.10g} is above {LARGEST:g}, the most that it can be"
    return found
