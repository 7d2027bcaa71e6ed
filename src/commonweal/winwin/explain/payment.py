"""What it takes that there is a package at all: paid from outside, or in public value."""

from collections.abc import Mapping, Sequence
from math import fsum, inf

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.winwin.formulation import Program
from commonweal.winwin.item import Item, items
from commonweal.winwin.possible import Demand, possible
from commonweal.winwin.question import Question
from commonweal.winwin.search import cheapest
from commonweal.winwin.selection import Selection, lacking
from commonweal.winwin.watch import Watch, unwatched

_SHARE = 1e-6
"""Public value from which on a choice is a package, as a share of the largest public figure."""


def worth_it(question: Question) -> float:
    """The public value from which on a choice is a package."""
    demand = Demand(public=question.public)
    left = frozenset(items(possible(question.offers, question.floor.free, demand)))
    figures = (abs(flow.likely) for flow in question.public if flow.item in left)
    return _SHARE * max(figures, default=1.0)


def payments(
    question: Question, paid: Sequence[PartyId], watch: Watch = unwatched
) -> Mapping[PartyId, float] | None:
    """The least to pay these parties from outside for there to be a package; who needs none is out.

    None if no payment to them helps. Sought again without what costs more than was found.

    Raises Unavailable: nothing was found in the time.

    Args:
        question: what was asked.
        paid: who may be paid.
        watch: may stop it with the best found.
    """
    found = _paid(question, paid, inf, watch)
    if not found:
        return found
    try:
        again = _paid(question, paid, fsum(found.values()), watch)
    except Unavailable:
        return found
    return min((found, again or found), key=lambda each: fsum(each.values()))


def best_of_some(question: Question, watch: Watch = unwatched) -> Selection | None:
    """The choice with the most public value by which some data are used, even if that is below 0.

    None if there is none that everyone accepts, or the optimiser found none in its time.
    """
    program = _some_use(question, Demand(public=question.public, least=-inf))
    scale = program.aim(question.public)
    try:
        found = cheapest(program, question.effort, scale=scale, watch=watch)
    except Unavailable:
        return None
    return None if found is None else program.selected(found.values)


def _paid(
    question: Question, paid: Sequence[PartyId], amount: float, watch: Watch
) -> Mapping[PartyId, float] | None:
    """As `payments`, among what can be had for that amount."""
    least = worth_it(question)
    demand = Demand(public=question.public, least=least, paid=dict.fromkeys(paid, amount))
    program = _some_use(question, demand)
    for party in paid:
        if party in program.columns:
            program.pay(party)
    program.hold()
    program.reach(question.public, least)
    found = cheapest(program, question.effort, scale=-(program.size or 1.0), watch=watch)
    if found is None:
        return None
    return lacking(question.offers, program.selected(found.values), question.floor)


def _some_use(question: Question, demand: Demand) -> Program:
    """What every package must keep, and that some data are used."""
    offers = possible(question.offers, question.floor, demand)
    program = Program(offers=offers, floor=question.floor)
    program.row({program.columns[Item.use(each.id)]: 1.0 for each in offers.uses}, 1.0)
    return program
