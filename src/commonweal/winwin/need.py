"""What would it take: the least incentive from outside that closes the deal.

For a party: the least payment to it alone by which there is a package in which it takes an active
part, each joined party outside government nets its floor, and the public value is not below what is
to be had without paying. For a target: the least paid to parties outside government in all by which
the public value reaches it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commonweal.model.errors import Invalid, Unavailable, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.answer import Answer
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.deal import Deal, Terms, Wanted, cheapest_deal, unheld, unpaid
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, parties, public_flows
from commonweal.winwin.formulation import Program
from commonweal.winwin.scenario import LIKELY, WORST
from commonweal.winwin.selection import active
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.bounds import LARGEST
from commonweal.winwin.watch import Watch, unwatched

SCENARIOS = {"likely": LIKELY, "low": WORST}
"""Every figure as likely; every gain at its low and every cost and risk at its high."""


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
    now: Circumstance,
    *,
    party: PartyId | None = None,
    target: float | None = None,
    effort: Effort | None = None,
    seconds: float | None = None,
    watch: Watch = unwatched,
) -> tuple[Need, ...]:
    """The least incentive, in each scenario in turn.

    Args:
        offers: what is on the table.
        now: the sector of each party, the tracks that are done, and private limits.
        party: who should take an active part; this or a target.
        target: the public value to be reached.
        effort: gap and time limit of each run; by size (`exactly`) if not given.
        seconds: time limit of each run, where its effort is by size.
        watch: is told how far a run is, and may stop it with the best found.

    Raises:
        Invalid: both or neither of party and target, or a target that is no usable number.
        UnknownTerm: a party that is not in the collaboration.
        Unavailable: the optimiser ended without an answer to what is to be had without paying.
    """
    _one(party, target)
    kinds = now.kinds
    floor = Floor(government=government(offers, kinds), limits=now.limits)
    asked = (
        _Asked(
            scenario=name,
            terms=Terms(
                offers=offers,
                public=public_flows(offers, now),
                floor=replace(floor, caution=caution),
                effort=effort,
                seconds=seconds,
                watch=watch,
            ),
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
    terms: Terms
    """With the caution of the scenario."""

    def none(self, least: float | None, why: str) -> Need:
        """An answer without a package."""
        return Need(
            scenario=self.scenario,
            least_incentive=least,
            bound=least,
            why=why,
            public_value=None,
            joined=(),
            seconds=0.0,
            limit_s=self.terms.trying().seconds,
            ended=Ended.PROVED,
        )

    def some(self, deal: Deal) -> Need:
        """What a deal takes, and gives."""
        return replace(
            self.none(deal.payment, ""),
            bound=deal.bound,
            public_value=self.terms.value(deal.chosen),
            joined=deal.chosen.joined,
            seconds=deal.seconds,
            ended=deal.ended,
        )

    def least(self, wanted: Wanted, paid: Sequence[PartyId], public: float) -> Need | None:
        """The least incentive for what is wanted; None if no payment helps."""
        try:
            found = cheapest_deal(self.terms, wanted, paid, public)
        except Unavailable as gap:
            ended = Ended(str(gap.fields["ended"]))
            return replace(self.none(None, _IN_TIME), bound=0.0, ended=ended)
        return self.some(found) if found else None


def _for_party(asked: _Asked, party: PartyId, kind: PartyKind) -> Need:
    terms = asked.terms
    if kind is PartyKind.GOVERNMENT:
        return asked.none(0.0, "A public body is held to no net: it needs no incentive.")
    if not _acts(terms.offers, party):
        return asked.none(None, "It shares, uses and provides nothing that is on the table.")
    now = unpaid(terms)
    value = f"{now.value:,.10g} {terms.offers.unit}"
    found = _unneeded(asked, party, now) or asked.least(_with(party, now.value), [party], now.value)
    if found is None:
        found = asked.none(None, _USELESS.format(value))
    why = "" if now.ended is Ended.PROVED else _AGAINST.format(value)
    return replace(found, why=found.why or why, seconds=found.seconds + now.seconds)


def _unneeded(asked: _Asked, party: PartyId, now: Answer) -> Need | None:
    """Nothing, where it takes part in the best package without being paid."""
    if party not in active(asked.terms.offers, now.chosen):
        return None
    return asked.some(Deal(chosen=now.chosen, payment=0.0, bound=0.0, ended=now.ended, seconds=0.0))


def _with(party: PartyId, public: float) -> Wanted:
    """A package in which the party takes an active part, and is paid."""

    def wanted(terms: Terms) -> Program | None:
        program = terms.program()
        if party not in program.columns:
            return None
        program.pay(party)
        program.hold()
        program.reach(terms.public, public, terms.floor.caution)
        program.engage(party)
        return program

    return wanted


def _for_target(asked: _Asked, target: float) -> Need:
    terms = asked.terms
    private = [each for each in parties(terms.offers) if terms.floor.binds(each)]

    def wanted(among: Terms) -> Program:
        program = among.program()
        for party in private:
            if party in program.columns:
                program.pay(party)
        program.hold()
        program.reach(terms.public, target, terms.floor.caution)
        return program

    return asked.least(wanted, private, target) or _beyond(asked)


def _beyond(asked: _Asked) -> Need:
    most = unheld(asked.terms)
    value = f"{most.value:,.10g} {asked.terms.offers.unit}"
    return replace(asked.none(None, _BEYOND.format(value)), seconds=most.seconds)


_USELESS = (
    "Whatever it is paid, no package in which it takes part has the public value of {} "
    "that is to be had without paying."
)
_AGAINST = "Without paying, {} was found in time; there may be more to be had."
_BEYOND = "At most {} of public value can be reached, whatever is paid."
_IN_TIME = "Nothing that closes the deal was found before the optimiser was ended."


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
