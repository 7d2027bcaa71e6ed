"""What it takes that there is a package at all: paid from outside, or in public value."""

from collections.abc import Mapping, Sequence

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.winwin.formulation import Program
from commonweal.winwin.item import Item
from commonweal.winwin.question import Question
from commonweal.winwin.search import cheapest
from commonweal.winwin.selection import Selection, lacking
from commonweal.winwin.watch import Watch, unwatched

WORTH_IT = 1e-6
"""Public value from which on a choice is a package, as a share of the largest figure."""


def payments(
    question: Question, paid: Sequence[PartyId], watch: Watch = unwatched
) -> Mapping[PartyId, float] | None:
    """The least to pay these parties from outside for there to be a package; who needs none is out.

    None if no payment to them helps. Raises Unavailable: nothing was found in the time.

    Args:
        question: what was asked.
        paid: who may be paid.
        watch: may stop it with the best found.
    """
    program = _some_use(question)
    for party in paid:
        program.pay(party)
    program.hold()
    program.reach(question.public, WORTH_IT * question.size)
    found = cheapest(program, question.effort, scale=-(program.size or 1.0), watch=watch)
    if found is None:
        return None
    return lacking(question.offers, program.selected(found.values), question.floor)


def best_of_some(question: Question, watch: Watch = unwatched) -> Selection | None:
    """The choice with the most public value by which some data are used, even if that is below 0.

    None if there is none that everyone accepts, or the optimiser found none in its time.
    """
    program = _some_use(question)
    scale = program.aim(question.public)
    try:
        found = cheapest(program, question.effort, scale=scale, watch=watch)
    except Unavailable:
        return None
    return None if found is None else program.selected(found.values)


def _some_use(question: Question) -> Program:
    """What every package must keep, and that some data are used."""
    program = Program(offers=question.offers, floor=question.floor)
    program.row({program.columns[Item.use(each.id)]: 1.0 for each in question.offers.uses}, 1.0)
    return program
