"""How a search ended, in words: proved, out of time or stopped, and what it left open."""

from commonweal.model.winwin import Ended, Package
from commonweal.winwin.need import Need

SLIGHT = 5e-5
"""A gap below this share reads as 0.00 %, and is said to be none."""

_TENS = 10
"""From so many seconds on, whole ones are told."""

_ENDED = {
    Ended.PROVED: "proved in",
    Ended.TIME: "ended by the time limit after",
    Ended.STOPPED: "stopped by hand, with the best found until then, after",
}


def ended(package: Package) -> str:
    """How the search for it ended, with the gap that is left: a sentence."""
    left = f"the gap left is {package.gap:.2%}" if package.gap >= SLIGHT else "no gap is left"
    more = ", so more may be had" if package.ended is Ended.TIME else ""
    return f"{searched(package).capitalize()}: {left}{more}."


def searched(found: Package | Need) -> str:
    """How a search ended, after how long and of how much time; without a capital or a stop."""
    known = found.limit_s and found.ended is not Ended.TIME
    limit = f" of at most {found.limit_s:g} s" if known else ""
    return f"{_ENDED[found.ended]} {_seconds(found.seconds)} s{limit}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= _TENS else f"{max(seconds, 0.01):.2g}"
