"""What would it take: the least incentive from outside that closes the deal.

For a party: the least payment to it alone by which there is a package in which it takes an active
part, each joined party outside government nets its floor, and the public value is not below what is
to be had without paying. For a target: the least paid to parties outside government in all by which
the public value reaches it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, inf, isfinite
from typing import Self

from commonweal.model.errors import Invalid, Unavailable, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.answer import Answer
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import Flow, government, parties, public_flows
from commonweal.winwin.formulation import Program
from commonweal.winwin.possible import Demand, possible
from commonweal.winwin.scenario import LIKELY, WORST
from commonweal.winwin.search import best, cheapest
from commonweal.winwin.selection import NOTHING, Selection, active, lacking, moving, total
from commonweal.winwin.solver import Effort, Found
from commonweal.winwin.table.figure import LARGEST
from commonweal.winwin.watch import Watch, unwatched

SCENARIOS = {"likely": LIKELY, "low": WORST}
"""Every figure as likely; every gain at its low and every cost and risk at its high."""

APART = 1e-6
"""How far the least incentive may be from the least there is, in the unit of the offers."""
PARTIES, ELEMENTS = 20, 30
"""Up to this size the least incentive is exact to `APART`; beyond, its bound tells."""
EXACT_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The least incentive in one scenario, in the unit of the offers."""

    scenario: str
    """One of `SCENARIOS`."""
    least_incentive: float | None
    """None if no payment helps, or none was found in time."""
    bound: float | None
    """What no incentive that closes the deal is below; None if none does."""
    why: str
    """What there is to say about it, as a sentence; empty if nothing."""
    public_value: float | None
    """Of the package that it closes, at the figures of the scenario; None without one."""
    joined: tuple[PartyId, ...]
    """Who takes part in that package."""
    seconds: float
    """How long the optimiser took in all."""
    limit_s: float
    """Its time limit for each run, in seconds."""
    ended: Ended


def need(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done: frozenset[str],
    *,
    party: PartyId | None = None,
    target: float | None = None,
    limits: Mapping[PartyId, float] | None = None,
    effort: Effort | None = None,
    watch: Watch = unwatched,
) -> tuple[Need, ...]:
    """The least incentive, in each scenario in turn.

    Args:
        offers: what is on the table.
        kinds: the sector of each party of the collaboration.
        done: names of the alignment tracks that cost nothing any more.
        party: who should take an active part; this or a target.
        target: the public value to be reached.
        limits: private reservation limits; a party nets its own if that is above 0.
        effort: gap and time limit of each run; by size (`APART`, `PARTIES`, `ELEMENTS`) if not
            given.
        watch: is told how far a run is, and may stop it with the best found.

    Raises:
        Invalid: both or neither of party and target, or a target that is no usable number.
        UnknownTerm: a party that is not in the collaboration.
        Unavailable: the optimiser ended without an answer to what is to be had without paying.
    """
    _one(party, target)
    floor = Floor(government=government(offers, kinds), limits=dict(limits or {}))
    public = public_flows(offers, kinds, done)
    asked = (
        _Asked(
            scenario=name,
            offers=offers,
            public=public,
            floor=replace(floor, caution=caution),
            effort=effort,
            watch=watch,
        )
        for name, caution in SCENARIOS.items()
    )
    if party is None:
        return tuple(_for_target(each, target or 0.0) for each in asked)
    _known(party, kinds)
    return tuple(_for_party(each, party, kinds[party]) for each in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The question in one scenario."""

    scenario: str
    offers: Offers
    public: tuple[Flow, ...]
    floor: Floor
    """With the caution of the scenario."""
    effort: Effort | None
    watch: Watch

    @property
    def caution(self) -> float:
        return self.floor.caution

    def program(self) -> Program:
        return Program(offers=self.offers, floor=self.floor)

    def among(self, paid: Sequence[PartyId], amount: float, public: float) -> Self:
        """The same on the table without what no deal of that public value can hold."""
        demand = Demand(
            public=self.public,
            least=public,
            caution=self.caution,
            paid=dict.fromkeys(paid, amount),
        )
        return replace(self, offers=possible(self.offers, self.floor, demand))

    def trying(self, scale: float) -> Effort:
        """How hard to try where one of the objective is `scale` in the unit of the offers."""
        if self.effort is not None:
            return self.effort
        small = len(parties(self.offers)) <= PARTIES and len(self.offers.elements) <= ELEMENTS
        usual = Effort(gap=0.0, apart=APART / scale)
        return replace(usual, seconds=EXACT_SECONDS) if small else usual

    def value(self, chosen: Selection) -> float:
        return total(moving(self.public, chosen), self.caution)

    def lacking(self, chosen: Selection) -> float:
        """What the parties that join net less than their floors, in all."""
        return fsum(lacking(self.offers, chosen, self.floor).values())


_Deal = Callable[[_Asked], Program | None]
"""The program that a deal must satisfy, on a table; None if who must take part is not on it."""


def _for_party(asked: _Asked, party: PartyId, kind: PartyKind) -> Need:
    if kind is PartyKind.GOVERNMENT:
        return _answer(asked, 0.0, "A public body is held to no net: it needs no incentive.")
    if not _acts(asked.offers, party):
        return _answer(asked, None, "It shares, uses and provides nothing that is on the table.")
    unpaid = _unpaid(asked)
    why = "" if unpaid.ended is Ended.PROVED else _AGAINST.format(unpaid.value, asked.offers.unit)
    if party in active(asked.offers, unpaid.chosen):
        return _unneeded(asked, unpaid, why)

    def deal(among: _Asked) -> Program | None:
        program = among.program()
        if party not in program.columns:
            return None
        program.pay(party)
        program.hold()
        program.reach(asked.public, unpaid.value, asked.caution)
        program.engage(party)
        return program

    found = _least(asked, deal, [party], unpaid.value)
    if found is None:
        found = _answer(asked, None, _USELESS.format(unpaid.value, asked.offers.unit))
    return replace(found, why=found.why or why, seconds=found.seconds + unpaid.seconds)


def _for_target(asked: _Asked, target: float) -> Need:
    private = [each for each in parties(asked.offers) if asked.floor.binds(each)]

    def deal(among: _Asked) -> Program:
        program = among.program()
        for party in private:
            if party in program.columns:
                program.pay(party)
        program.hold()
        program.reach(asked.public, target, asked.caution)
        return program

    return _least(asked, deal, private, target) or _beyond(asked)


_USELESS = (
    "Whatever it is paid, no package in which it takes part has the public value of {:,.10g} {} "
    "that is to be had without paying."
)
_AGAINST = "Without paying, {:,.10g} {} was found in time; there may be more to be had."
_BEYOND = "At most {:,.10g} {} of public value can be reached, whatever is paid."
_IN_TIME = "Nothing that closes the deal was found before the optimiser was ended."


def _unpaid(asked: _Asked) -> Answer:
    """The most public value to be had without paying, at the figures of the scenario."""
    among = asked.among((), 0.0, 0.0)
    if not among.offers.uses:
        return Answer(chosen=NOTHING, value=0.0, bound=0.0)
    program = among.program()
    return _best(asked, program, program.aim(asked.public, asked.caution))


def _most(asked: _Asked) -> Answer:
    """The most public value if nobody is held to anything."""
    program = asked.program()
    return _best(asked, program, program.seek(asked.public, asked.caution))


def _best(asked: _Asked, program: Program, scale: float) -> Answer:
    found = best(program, asked.trying(scale), scale=scale, watch=asked.watch)
    chosen = program.selected(found.values)
    return Answer(
        chosen=chosen,
        value=asked.value(chosen),
        bound=found.bound,
        ended=found.ended,
        seconds=found.seconds,
    )


def _unneeded(asked: _Asked, unpaid: Answer, why: str) -> Need:
    """It takes part without being paid."""
    return replace(
        _answer(asked, 0.0, why),
        public_value=unpaid.value,
        joined=unpaid.chosen.joined,
        seconds=unpaid.seconds,
        ended=unpaid.ended,
    )


def _least(asked: _Asked, deal: _Deal, paid: Sequence[PartyId], public: float) -> Need | None:
    """The cheapest payments that close a deal of that public value; None if none do.

    Sought again without what costs more than what was found could pay, until nothing more goes.
    """
    best, among = None, asked.among(paid, inf, public)
    while True:
        found = _priced(among, deal(among))
        if found is None or found.least_incentive is None:
            return best or found
        if best is not None:
            found = _cheaper(best, found)
        best, tried = found, among.offers
        among = asked.among(paid, found.least_incentive or 0.0, public)
        if among.offers == tried:
            return best


def _cheaper(one: Need, other: Need) -> Need:
    """The one that takes less, with what is known of both; the other searched less."""
    least = min(one, other, key=lambda each: each.least_incentive or 0.0)
    bound = min(least.least_incentive or 0.0, other.bound or 0.0)
    return replace(least, bound=bound, seconds=one.seconds + other.seconds, ended=other.ended)


def _priced(asked: _Asked, program: Program | None) -> Need | None:
    """The cheapest payments that close the deal; None if it is proved that none do."""
    if program is None:
        return None
    scale = program.size or 1.0
    try:
        found = cheapest(program, asked.trying(scale), scale=-scale, watch=asked.watch)
    except Unavailable as gap:
        ended = Ended(str(gap.fields["ended"]))
        return replace(_answer(asked, None, _IN_TIME), bound=0.0, ended=ended)
    return None if found is None else _need(asked, program, found)


def _beyond(asked: _Asked) -> Need:
    most = _most(asked)
    return replace(
        _answer(asked, None, _BEYOND.format(most.value, asked.offers.unit)), seconds=most.seconds
    )


def _need(asked: _Asked, program: Program, found: Found) -> Need:
    chosen = program.selected(found.values)
    least = asked.lacking(chosen)
    return Need(
        scenario=asked.scenario,
        least_incentive=least,
        bound=min(least, max(0.0, found.bound)) if isfinite(found.bound) else 0.0,
        why="",
        public_value=asked.value(chosen),
        joined=chosen.joined,
        seconds=found.seconds,
        limit_s=asked.trying(1.0).seconds,
        ended=found.ended,
    )


def _answer(asked: _Asked, least: float | None, why: str) -> Need:
    """An answer without a package."""
    return Need(
        scenario=asked.scenario,
        least_incentive=least,
        bound=least,
        why=why,
        public_value=None,
        joined=(),
        seconds=0.0,
        limit_s=asked.trying(1.0).seconds,
        ended=Ended.PROVED,
    )


def _acts(offers: Offers, party: PartyId) -> bool:
    """True if it could take an active part."""
    used = {use.element for use in offers.uses}
    holders = (each.holder for each in offers.elements if each.id in used)
    users, providers = (use.user for use in offers.uses), (s.provider for s in offers.services)
    return party in {*holders, *users, *providers}


def _one(party: PartyId | None, target: float | None) -> None:
    if (party is None) == (target is None):
        raise Invalid(
            detail=f"{'Neither' if party is None else 'Both'} of party and target is given.",
            hint="Ask what it takes for one party, or to reach one public value.",
            field="party",
        )
    if target is not None and not -LARGEST <= target <= LARGEST:
        raise Invalid(
            detail=f"The public value to reach is {target}.",
            hint=f"Give a number of at most {LARGEST:g}.",
            field="target",
        )


def _known(party: PartyId, kinds: Mapping[PartyId, PartyKind]) -> None:
    if party not in kinds:
        raise UnknownTerm(field="party", got=party[:80], known=list(kinds))
