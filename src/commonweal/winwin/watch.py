"""What the optimiser tells while it works, and how it is asked to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far one run of the optimiser is, in the unit of the offers."""

    incumbent: float | None
    """The best found so far; None before the first."""
    bound: float | None
    """What no answer can exceed, or fall below where less is better; None before it is known."""
    seconds: float

    @property
    def gap(self) -> float | None:
        """How far the two are apart, as a share of the larger; None while one is not known."""
        if self.incumbent is None or self.bound is None:
            return None
        size = max(abs(self.incumbent), abs(self.bound))
        return abs(self.bound - self.incumbent) / size if size else 0.0

    def told(self, unit: str) -> str:
        """How far it is, in words."""
        best = "nothing yet" if self.incumbent is None else f"best {self.incumbent:,.1f} {unit}"
        bound = "" if self.bound is None else f", at most {self.bound:,.1f}"
        gap = "" if self.gap is None else f", gap {self.gap:.1%}"
        return f"{best}{bound}{gap}"


Watch = Callable[[Reached], bool]
"""Told now and then; answers False to stop with the best found. What it raises passes through."""


def unwatched(reached: Reached) -> bool:
    """Go on to the end."""
    del reached
    return True


def known(value: float) -> float | None:
    """A value of the optimiser; None for its infinity."""
    return value if isfinite(value) and abs(value) < _INFINITE else None


_INFINITE = 1e30
