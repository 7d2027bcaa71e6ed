"""The three numbers of a figure: what is wrong with them, told of each that is at fault."""

from collections.abc import Mapping
from itertools import pairwise

from commonweal.winwin.table.figure import LARGEST

BOUNDS = ("low", "likely", "high")


def gaps(given: Mapping[str, float | None], *, least: float = -LARGEST) -> Mapping[str, str]:
    """The bounds at fault, each with what is wrong: `low` -> `low 20 is above likely 14`.

    Args:
        given: low, likely and high; one that is None is not looked at.
        least: what none may be below; 0 for a cost or a risk.
    """
    known = [(name, number) for name in BOUNDS if (number := given[name]) is not None]
    found = {
        name: f"{name} {number:.10g} is above {other} {above:.10g}"
        for (name, number), (other, above) in pairwise(known)
        if number > above
    }
    for name, number in known:
        if number < least:
            found[name] = f"{name} {number:.10g} is below {least:g}, the least that it can be"
        if number > LARGEST:
            found[name] = f"{name} {number:.10g} is above {LARGEST:g}, the most that it can be"
    return found
