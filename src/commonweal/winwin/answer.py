"""The best choice that answers a question, and what is true of a choice."""

from dataclasses import dataclass
from math import inf, isfinite

from commonweal.model.winwin import Ended
from commonweal.winwin.formulation import Program
from commonweal.winwin.possible import Demand, possible
from commonweal.winwin.question import Question
from commonweal.winwin.search import best
from commonweal.winwin.selection import (
    NOTHING,
    Selection,
    lacking,
    moving,
    nets,
    selection,
    total,
)
from commonweal.winwin.watch import Watch, unwatched

SLIGHT = 1e-7
"""A difference below this share of the largest figure is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best choice that was found."""

    chosen: Selection
    value: float
    """Public value less government cost, likely figures."""
    bound: float
    """What no choice can exceed; infinite if the optimiser knew no bound yet."""
    ended: Ended = Ended.PROVED
    seconds: float = 0.0
    """How long the optimiser took."""

    @property
    def none(self) -> bool:
        """True if there is no deal: nothing is shared."""
        return not self.chosen.elements

    @property
    def gap(self) -> float:
        """How far the value may be below the best there is, as a share of the bound; 0 to 1."""
        if not isfinite(self.bound):
            return 1.0
        left = self.bound - self.value
        return min(1.0, max(0.0, left / self.bound)) if self.bound > 0 else 0.0


def answer(question: Question, start: Selection = NOTHING, watch: Watch = unwatched) -> Answer:
    """The best choice within the effort, never worse than `start` if that is one.

    Where there is nothing to use it is to do nothing.

    Raises Unavailable: the optimiser ended without an answer.
    """
    offers = possible(question.offers, question.floor, Demand(public=question.public))
    if not offers.uses:
        return Answer(chosen=NOTHING, value=0.0, bound=0.0)
    program = Program(offers=offers, floor=question.floor)
    scale = program.aim(question.public)
    known = program.columns.keys() >= {*start.items} and holds(question, start)
    begin = start if known else NOTHING
    found = best(program, question.effort, scale=scale, start=begin, watch=watch)
    chosen = program.selected(found.values)
    return Answer(
        chosen=chosen,
        value=worth(question, chosen),
        bound=found.bound,
        ended=found.ended,
        seconds=found.seconds,
    )


def remaining(question: Question, chosen: Selection) -> Selection:
    """What a choice from another table entails on this one, without what is not on it."""
    services = {each.id for each in question.offers.services}
    uses = {each.id for each in question.offers.uses}
    return selection(
        question.offers,
        uses=uses.intersection(chosen.uses),
        services=services.intersection(chosen.services),
        floor=question.floor,
    )


def worth(question: Question, chosen: Selection) -> float:
    """Public value less government cost of a choice, likely figures."""
    return total(moving(question.public, chosen))


def holds(question: Question, chosen: Selection) -> bool:
    """True if everyone who joined nets its floor by that choice."""
    return not lacking(question.offers, chosen, question.floor)


def lowest(question: Question, chosen: Selection) -> float:
    """The least that anyone who must net something does, at the caution; infinite if nobody."""
    floor = question.floor
    found = nets(question.offers, chosen, floor.caution)
    return min((net for party, net in found.items() if floor.binds(party)), default=inf)
