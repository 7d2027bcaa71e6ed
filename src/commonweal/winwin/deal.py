"""The cheapest deal: what must be paid from outside, at least, for a package that is wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum, inf, isfinite
from time import perf_counter
from typing import Self

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.answer import Answer
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import parties
from commonweal.winwin.formulation import Program
from commonweal.winwin.possible import Demand, possible
from commonweal.winwin.search import best, cheapest
from commonweal.winwin.selection import NOTHING, Selection, lacking, moving, total
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import Stated
from commonweal.winwin.watch import Watch

APART = 1e-6
"""How far the least payment may be from the least there is, in the unit of the offers."""
PARTIES, ELEMENTS = 20, 30
"""Up to this size the least payment is exact to `APART`; beyond, its bound tells."""
EXACT_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What lies on the table, what counts as public value, and who must net what."""

    offers: Offers
    public: tuple[Stated, ...]
    floor: Floor
    """Its caution holds for the public value too."""
    effort: Effort | None
    """Of each run; by the size of the table if None (`exactly`)."""
    seconds: float | None
    """Its time limit where the effort is by size, instead of the usual one."""
    watch: Watch

    def program(self) -> Program:
        """What every package must keep; nobody is held to anything yet."""
        return Program(offers=self.offers, floor=self.floor)

    def among(self, paid: Sequence[PartyId], amount: float, public: float) -> Self:
        """The same on the table without what no deal can hold that gives and costs so much."""
        demand = Demand(
            public=self.public,
            least=public,
            caution=self.floor.caution,
            paid=dict.fromkeys(paid, amount),
        )
        return replace(self, offers=possible(self.offers, self.floor, demand))

    def trying(self, scale: float = 1.0) -> Effort:
        """How hard to try where one of the objective is `scale` in the unit of the offers."""
        return self.effort or exactly(self.offers, scale, self.seconds)

    def value(self, chosen: Selection) -> float:
        """Public value less government cost of a choice."""
        return total(moving(self.public, chosen), self.floor.caution)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A package, and what must be paid for it."""

    chosen: Selection
    payment: float
    """In all, in the unit of the offers."""
    bound: float
    """What no payment that closes such a deal is below."""
    ended: Ended
    seconds: float


Wanted = Callable[[Terms], Program | None]
"""The program of the package that is wanted, on a table; None if it cannot be there."""


def exactly(offers: Offers, scale: float, seconds: float | None) -> Effort:
    """How hard to try for the least payment, by the size of the table; or for so long."""
    small = len(parties(offers)) <= PARTIES and len(offers.elements) <= ELEMENTS
    usual = Effort(gap=0.0, apart=APART / scale)
    limit = seconds if seconds is not None else EXACT_SECONDS if small else usual.seconds
    return replace(usual, seconds=limit)


def unpaid(terms: Terms) -> Answer:
    """The most public value to be had without paying. Raises Unavailable."""
    among = terms.among((), 0.0, 0.0)
    if not among.offers.uses:
        return Answer(chosen=NOTHING, value=0.0, bound=0.0)
    program = among.program()
    return _best(among, program, program.aim(terms.public, terms.floor.caution))


def unheld(terms: Terms) -> Answer:
    """The most public value if nobody is held to anything. Raises Unavailable."""
    program = terms.program()
    return _best(terms, program, program.seek(terms.public, terms.floor.caution))


def cheapest_deal(
    terms: Terms, wanted: Wanted, paid: Sequence[PartyId], public: float
) -> Deal | None:
    """The deal that takes least from outside; None if none is to be had whatever is paid.

    Sought again without what costs more than what was found could pay, until nothing more goes
    or the time of one run is over.

    Args:
        terms: what lies on the table.
        wanted: the program of the package that is wanted.
        paid: who may be paid.
        public: the least public value.

    Raises Unavailable: the optimiser ended without an answer; its field `ended` says why.
    """
    begun = perf_counter()
    among = terms.among(paid, inf, public)
    found = _deal(among, wanted)
    while found is not None:
        less = terms.among(paid, found.payment, public)
        if less.offers == among.offers or perf_counter() - begun > terms.trying().seconds:
            return found
        among, found = less, _cheaper(found, _again(less, wanted))
    return None


def _again(terms: Terms, wanted: Wanted) -> Deal | None:
    """A deal beside one that is known; None also if the optimiser ended without an answer."""
    try:
        return _deal(terms, wanted)
    except Unavailable:
        return None


def _deal(terms: Terms, wanted: Wanted) -> Deal | None:
    program = wanted(terms)
    if program is None:
        return None
    scale = program.size or 1.0
    found = cheapest(program, terms.trying(scale), scale=-scale, watch=terms.watch)
    if found is None:
        return None
    chosen = program.selected(found.values)
    payment = fsum(lacking(terms.offers, chosen, terms.floor).values())
    known = max(0.0, found.bound) if isfinite(found.bound) else 0.0
    return Deal(
        chosen=chosen,
        payment=payment,
        bound=min(payment, known),
        ended=found.ended,
        seconds=found.seconds,
    )


def _cheaper(one: Deal, other: Deal | None) -> Deal:
    """The one that takes less, with what is known of both; the other searched less."""
    if other is None:
        return one
    less = min(one, other, key=lambda each: each.payment)
    return replace(
        less,
        bound=min(less.payment, other.bound),
        seconds=one.seconds + other.seconds,
        ended=other.ended,
    )


def _best(terms: Terms, program: Program, scale: float) -> Answer:
    found = best(program, terms.trying(scale), scale=scale, watch=terms.watch)
    chosen = program.selected(found.values)
    return Answer(
        chosen=chosen,
        value=terms.value(chosen),
        bound=found.bound,
        ended=found.ended,
        seconds=found.seconds,
    )
