"""What an answer hangs on: figures, parties and tracks; or what would have to change for one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from math import inf

from commonweal.model.ids import ExplanationId, PartyId
from commonweal.model.winwin import Explanation, Loss, Offers, Package
from commonweal.winwin.answer import Answer
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.blocking import blocked, least, most_tries
from commonweal.winwin.explain.loss import party_losses, track_losses
from commonweal.winwin.explain.tornado import swing, tried, turns
from commonweal.winwin.flow import parties
from commonweal.winwin.package import solve
from commonweal.winwin.progress import Progress, Watched, unwatched
from commonweal.winwin.question import Question
from commonweal.winwin.selection import Selection
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import stated

UNCOUNTED = "Limits that parties keep to themselves are not counted here."
SMALL = 100
"""Figures up to which every answer is proved to be the best."""
PROVED = Effort(gap=0.0, seconds=2.0)
LONG = Effort(gap=1e-3, seconds=20.0)
"""For the answer itself on a larger table."""
BRIEF = Effort(gap=1e-3, seconds=1.0)
"""For each change to a larger table: the best found by then."""


def explanation(
    offers: Offers,
    now: Circumstance,
    *,
    name: ExplanationId,
    at: datetime,
    margin: float = 0.0,
    caution: float = 0.0,
    names: Mapping[PartyId, str] | None = None,
    watch: Watched = unwatched,
) -> Explanation:
    """What the answer at that margin and caution hangs on.

    Up to `SMALL` figures every answer in it is proved. Of a larger table the answer itself is
    within .1 % of the best or what was found in 20 s, and each change what was found in 1 s.

    Private limits are no part of it: each figure that turns an answer would narrow one down.

    Args:
        offers: what is on the table.
        now: the sector of each party, and the tracks that are done; its limits are not counted.
        name: the id of the explanation.
        at: when it is made.
        margin: the least net, in the unit of the offers.
        caution: how far figures are moved to their worse end as parties are held to the margin.
        names: what people call the parties, in sentences.
        watch: is told (changes tried, changes in all, how far this one is), and may stop it: then
            it has what was found until then, and is not complete.

    Raises as `solve`.
    """
    small = len(stated(offers)) <= SMALL
    progress = Progress(watch)
    package = solve(
        offers,
        now.unlimited,
        at=at,
        margin=margin,
        caution=caution,
        effort=PROVED if small else LONG,
        watch=progress.watching,
    )
    question = Question.of(
        offers,
        now.unlimited,
        margin=margin,
        caution=caution,
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
        note=UNCOUNTED,
    )
    return _explained(made, question, names or {}, progress)


def _explained(
    made: Explanation, question: Question, names: Mapping[PartyId, str], progress: Progress
) -> Explanation:
    now = _answer(made.package)
    progress.total = len(tried(question, now)) + _falls(question, now)
    told = progress.watching
    found = sorted(progress.taken(turns(question, now, told)), key=swing, reverse=True)
    made = replace(made, turns=tuple(found))
    if now.none:
        ways = least(progress.taken(blocked(question, names, told)))
        return replace(made, blocked=ways, complete=not progress.stopped)
    return replace(
        made,
        without_party=_ranked(progress.taken(party_losses(question, now, told))),
        without_track=_ranked(progress.taken(track_losses(question, now, told))),
        complete=not progress.stopped,
    )


def _falls(question: Question, now: Answer) -> int:
    if now.none:
        return most_tries(question)
    open_ = [each for each in question.offers.tracks if each.track not in question.given.done]
    return len(parties(question.offers)) + len(open_)


def _answer(package: Package) -> Answer:
    """The package as an answer: what no choice can exceed follows from its gap."""
    value, gap = package.public_value, package.gap
    return Answer(
        chosen=Selection.of(package),
        value=value,
        bound=value / (1.0 - gap) if gap < 1.0 else inf,
    )


def _ranked(found: Iterator[Loss]) -> tuple[Loss, ...]:
    return tuple(sorted(found, key=lambda each: each.lost, reverse=True))
