"""The best answer of a program, added up exactly, and sought twice where figures lie far apart."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from math import fsum, inf, sqrt
from operator import mul
from time import perf_counter

import numpy as np

from commonweal.model.errors import Unavailable
from commonweal.model.winwin import Ended
from commonweal.winwin.formulation import Program
from commonweal.winwin.selection import NOTHING, Selection, lacking
from commonweal.winwin.solver import Effort, Found, run
from commonweal.winwin.watch import Watch, unwatched

FAR = 1e6
"""From figures so many times apart on the optimiser may take a small one for nothing.

Measured: of 300 tables of figures from a thousandth to a million millions 13 were answered with
nothing by one search though there was a package, and none by two.
"""
_MOST_TURNS = 50
"""Runs for one answer; where figures are of similar size the first one is it."""
_SHORTEST = 0.01
"""Seconds of a run for which no time is left."""
_HINT = "Give all figures in a unit in which they are of similar size."


def best(
    program: Program,
    effort: Effort,
    *,
    scale: float,
    start: Selection = NOTHING,
    watch: Watch = unwatched,
) -> Found:
    """The best answer found within the effort; never worse than `start`, which is one.

    Args:
        program: with an objective, by which doing nothing is possible.
        effort: when to stop.
        scale: what one of the objective is in the unit of the offers.
        start: what is known.
        watch: is told how far it is, and may stop it.

    Raises Unavailable: the optimiser ended without an answer.
    """
    search = _Search(program=program, scale=scale, start=program.values(start), watch=watch)
    found = search.surely(effort)
    if found is None:
        raise Unavailable(
            detail="The optimiser calls even doing nothing impossible: figures are too far apart.",
            hint=_HINT,
        )
    return found


def cheapest(
    program: Program, effort: Effort, *, scale: float, watch: Watch = unwatched
) -> Found | None:
    """The same where doing nothing is no answer; None if it is proved that there is none.

    Raises Unavailable: the optimiser ended without an answer; its field `ended` says why.
    """
    return _Search(program=program, scale=scale, start=None, watch=watch).surely(effort)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    program: Program
    scale: float
    start: list[float] | None
    watch: Watch

    def surely(self, effort: Effort) -> Found | None:
        """The answer; sought in two ways where figures lie far apart, or where the first fails."""
        begun = perf_counter()
        first = self._tried(effort)
        left = effort.seconds - (perf_counter() - begun)
        if isinstance(first, Unavailable) and left <= 0:
            raise first
        if not (isinstance(first, Unavailable) or _far_apart(self.program)):
            return first
        plain = replace(effort, seconds=max(_SHORTEST, left), presolve="off")
        second = self._plainly()._tried(plain)
        known = [each for each in (second, first) if isinstance(each, Found)]
        if known:
            return self._better(known)
        if isinstance(first, Unavailable) and second is not None:
            raise first
        return None

    def _tried(self, effort: Effort) -> Found | Unavailable | None:
        try:
            return self.answer(effort)
        except Unavailable as failed:
            return failed

    def _plainly(self) -> "_Search":
        """The same with an objective that counts by a middling figure, so that small ones count."""
        cost = self.program.cost
        middling = _middling(cost)
        plain = copy(self.program)
        plain.cost = [each / middling for each in cost]
        return replace(self, program=plain, scale=self.scale * middling)

    def _better(self, known: Sequence[Found]) -> Found:
        loosest = max if self.scale > 0 else min
        return replace(
            max(known, key=lambda one: _worth(self.program, one)),
            bound=loosest(each.bound for each in known),
            seconds=fsum(each.seconds for each in known),
        )

    def answer(self, effort: Effort) -> Found | None:
        """As `run`, but nobody is below its floor by what is lost in the rounding.

        What the optimiser let pass is ruled out and the rest searched again in the time left.
        """
        spent, start = 0.0, self._sound_start()
        for _ in range(_MOST_TURNS):
            left = replace(effort, seconds=max(_SHORTEST, effort.seconds - spent))
            found = run(self.program.lp(), left, scale=self.scale, start=start, watch=self.watch)
            if found is None:
                return None
            spent += found.seconds
            chosen = self.program.selected(found.values)
            if not self.program.rule_out(chosen):
                return replace(found, seconds=spent)
        return self._given_up(spent)

    def _sound_start(self) -> list[float] | None:
        if self.start is None:
            return None
        sound = not self.program.short(self.program.selected(np.array(self.start)))
        return self.start if sound else self.program.values(NOTHING)

    def _given_up(self, spent: float) -> Found:
        if self.start is None:
            raise Unavailable(
                detail="The optimiser ended without an answer: figures are too far apart.",
                hint=_HINT,
                ended=Ended.TIME.value,
            )
        nothing = np.array(self.program.values(NOTHING))
        return Found(values=nothing, bound=inf, ended=Ended.TIME, seconds=spent)


def _worth(program: Program, found: Found) -> float:
    """The objective of an answer, added up exactly; where parties are paid, by what they lack."""
    chosen = program.selected(found.values)
    lacks = lacking(program.offers, chosen, program.floor) if program.paid else {}
    return fsum(map(mul, program.cost, program.values(chosen))) - fsum(lacks.values())


def _far_apart(program: Program) -> bool:
    together = (program.cost, *(row.values() for row in program.rows))
    return any(_spread(each) > FAR for each in together)


def _spread(figures: Iterable[float]) -> float:
    """How many times the smallest the largest is; what is 0 does not count."""
    found = [abs(each) for each in figures if each]
    return max(found) / min(found) if found else 1.0


def _middling(figures: Iterable[float]) -> float:
    """Between the smallest and the largest, in proportion; 1 if all are 0."""
    found = [abs(each) for each in figures if each]
    return sqrt(max(found)) * sqrt(min(found)) if found else 1.0
