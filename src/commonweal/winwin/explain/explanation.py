"""What an answer hangs on: figures, parties and tracks; or what would have to change for one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from math import inf
from time import perf_counter
from typing import TypeVar

from commonweal.model.ids import ExplanationId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Explanation, Loss, Offers, Package
from commonweal.winwin.explain.answer import Answer, Question
from commonweal.winwin.explain.blocking import blocked, least, most_tries
from commonweal.winwin.explain.leftout import left_out
from commonweal.winwin.explain.obstacle import obstacles
from commonweal.winwin.explain.tornado import swing, tried, turns
from commonweal.winwin.flow import parties
from commonweal.winwin.frontier import Watched, unwatched
from commonweal.winwin.package import solve
from commonweal.winwin.selection import Selection
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import stated
from commonweal.winwin.watch import Reached

SMALL = 100
"""Figures up to which every answer is proved to be the best."""
PROVED = Effort(gap=0.0, seconds=2.0)
LONG = Effort(gap=1e-3, seconds=20.0)
"""For the answer itself on a larger table."""
BRIEF = Effort(gap=1e-3, seconds=1.0)
"""For each change to a larger table: the best found by then."""

T = TypeVar("T")


def explanation(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done_tracks: frozenset[str],
    *,
    name: ExplanationId,
    at: datetime,
    margin: float = 0.0,
    caution: float = 0.0,
    limits: Mapping[PartyId, float] | None = None,
    names: Mapping[PartyId, str] | None = None,
    watch: Watched = unwatched,
) -> Explanation:
    """What the answer at that margin and caution hangs on.

    Up to `SMALL` figures every answer in it is proved. Of a larger table the answer itself is
    within .1 % of the best or what was found in 20 s, and each change what was found in 1 s.

    Args:
        offers: what is on the table.
        kinds: the sector of each party of the offers.
        done_tracks: names of the alignment tracks that cost nothing any more.
        name: the id of the explanation.
        at: when it is made.
        margin: the least net, in the unit of the offers.
        caution: how far figures are moved to their worse end as parties are held to the margin.
        limits: private reservation limits; no part of the explanation tells one.
        names: what people call the parties, in sentences.
        watch: is told (changes tried, changes in all, how far this one is), and may stop it: then
            it has what was found until then, and is not complete.

    Raises as `solve`.
    """
    small = len(stated(offers)) <= SMALL
    asking = _Asking(watch=watch)
    package = solve(
        offers,
        kinds,
        done_tracks,
        at=at,
        margin=margin,
        caution=caution,
        limits=limits,
        effort=PROVED if small else LONG,
        watch=asking.watching,
    )
    question = Question.of(
        offers,
        kinds,
        done_tracks,
        margin=margin,
        caution=caution,
        limits=dict(limits or {}),
        effort=PROVED if small else BRIEF,
    )
    made = Explanation(
        id=name,
        collaboration=offers.collaboration,
        at=at,
        package=package,
        turns=(),
        figures=len(stated(offers)),
        without_party=(),
        without_track=(),
        blocked=(),
    )
    return _explained(made, question, names or {}, asking)


def _explained(
    made: Explanation, question: Question, names: Mapping[PartyId, str], asking: "_Asking"
) -> Explanation:
    now = _answer(made.package)
    asking.total = len(tried(question, now)) + _falls(question, now)
    told = asking.watching
    found = sorted(asking.taken(turns(question, now, told)), key=swing, reverse=True)
    made = replace(made, turns=tuple(found))
    if now.none:
        ways = least(asking.taken(blocked(question, names, told)))
        return replace(made, blocked=ways, complete=not asking.stopped)
    return replace(
        made,
        without_party=_ranked(asking.taken(left_out(question, now, told))),
        without_track=_ranked(asking.taken(obstacles(question, now, told))),
        complete=not asking.stopped,
    )


def _falls(question: Question, now: Answer) -> int:
    if now.none:
        return most_tries(question)
    open_ = [each for each in question.offers.tracks if each.track not in question.done]
    return len(parties(question.offers)) + len(open_)


def _answer(package: Package) -> Answer:
    """The package as an answer: what no choice can exceed follows from its gap."""
    value, gap = package.public_value, package.gap
    return Answer(
        chosen=Selection.of(package),
        value=value,
        bound=value / (1.0 - gap) if gap < 1.0 else inf,
        ended=Ended.PROVED,
    )


def _ranked(found: Iterator[Loss]) -> tuple[Loss, ...]:
    return tuple(sorted(found, key=lambda each: each.lost, reverse=True))


class _Asking:
    """How many changes were tried, and whether somebody has asked to stop."""

    def __init__(self, watch: Watched) -> None:
        self._watch = watch
        self._begun = perf_counter()
        self.done = 0
        self.total = 0
        self.stopped = False

    def watching(self, reached: Reached) -> bool:
        """Told by the optimiser while it works on one change."""
        self.stopped = self.stopped or not self._watch(self.done, self.total, reached)
        return not self.stopped

    def taken(self, found: Iterator[T]) -> Iterator[T]:
        """What comes until somebody asks to stop; each counts as a change that was tried."""
        for each in () if self.stopped else found:
            if self.stopped:
                return
            yield each
            self.done += 1
            seconds = perf_counter() - self._begun
            if not self.watching(Reached(incumbent=None, bound=None, seconds=seconds)):
                return
