"""Whether a package may be recommended, and what speaks against it.

Source: design law 8, never recommend the brink.
"""

from enum import StrEnum

from commonweal.model.winwin import Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.standing import SURE


class Verdict(StrEnum):
    """What is to be said of a package; the first that holds."""

    NO_DEAL = "no deal"
    UNSURE = "unsure"
    BRINK = "on the brink"
    """Sure enough, but nobody is held to more than zero."""
    MAY_BE = "may be recommended"


_AGAINST = {
    Verdict.UNSURE: f"That stays below {percent(SURE)}: it is not sure enough to be recommended.",
    Verdict.BRINK: "Nobody is held to more than zero by it, so it is not recommended.",
}


def verdict(package: Package) -> Verdict:
    """What is to be said of a package."""
    if package.standing is Standing.NO_DEAL:
        return Verdict.NO_DEAL
    if package.chance < SURE:
        return Verdict.UNSURE
    return Verdict.MAY_BE if holds(package) else Verdict.BRINK


def against(package: Package) -> str:
    """Why a package is not recommended, as a sentence; empty if it may be, or is no deal."""
    return _AGAINST.get(verdict(package), "")


def holds(package: Package) -> bool:
    """True if parties are held to more than zero: by a margin, or by caution."""
    return package.margin > 0 or package.caution > 0


def all_gain(package: Package) -> str | None:
    """The chance that everyone gains, in words; None where there is no deal to gain by."""
    return None if package.standing is Standing.NO_DEAL else percent(package.chance)
