"""Why there is no package: what blocks it, and the least single change by which there is one.

Private limits are tried first, all at once. If without them there is a package, that is all that
is told; every other change is found as if nobody had a limit, so no figure shows one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.model.track import quoted
from commonweal.model.winwin import Blocked, TrackCost
from commonweal.winwin.answer import SLIGHT, Answer, answer, lowest, worth
from commonweal.winwin.chance import percent
from commonweal.winwin.explain.payment import best_of_some, payments, worth_it
from commonweal.winwin.flow import parties
from commonweal.winwin.question import Question
from commonweal.winwin.watch import Watch, unwatched

LIMITED = Blocked(
    constraint="What parties keep to themselves as their limits is met by no package.",
    change="Without those limits there would be a package.",
)
"""All that is told where private limits alone are in the way."""
MOST = 5
"""Changes that are told, least first."""
MOST_NEEDS = 2
"""Of them those about a use that a service waits for."""
SHARE = 1e-3
"""How near to the largest margin the one that is told is, as a share of the margin asked for."""
_DIGITS = 4


def blocked(
    question: Question, names: Mapping[PartyId, str], watch: Watch = unwatched
) -> Iterator[Blocked | None]:
    """The changes by which there would be a package; None for each that does not help alone.

    Args:
        question: what was asked, and has no package as its answer.
        names: what people call the parties.
        watch: may stop it; what comes after that is no answer.
    """
    if question.floor.limits:
        limits = _limits(question, watch)
        yield limits
        if limits:
            return
    case = _Case(question=question.unlimited, names=names, watch=watch)
    helped = False
    for way in (case.eased, case.paid, case.valued, case.aligned, case.unneeded):
        for found in way():
            helped = helped or found is not None
            yield found
    if not helped:
        yield case.together()


def most_tries(question: Question) -> int:
    """How many changes are tried at most."""
    services = sum(len(each.needs_uses) for each in question.offers.services)
    return len(parties(question.offers)) + len(question.offers.tracks) + services + 5


def least(found: Iterable[Blocked | None]) -> tuple[Blocked, ...]:
    """Those that help, the smallest first; at most `MOST`."""
    return tuple(sorted((each for each in found if each), key=lambda each: each.amount)[:MOST])


def _limits(question: Question, watch: Watch) -> Blocked | None:
    if _best(question.unlimited, watch) is None:
        return None
    return LIMITED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    question: Question
    names: Mapping[PartyId, str]
    watch: Watch

    def eased(self) -> Iterator[Blocked | None]:
        """Everyone held to less: to figures as they are likely, or to a lower margin."""
        if self.question.floor.caution > 0:
            yield self._bold()
        if self.question.floor.margin > 0:
            yield self._lower()

    def paid(self) -> Iterator[Blocked | None]:
        """One party paid from outside."""
        for party in self._private():
            amounts = self._payments([party])
            lacks = amounts.get(party) if amounts else None
            yield self._short(party, lacks) if lacks else None

    def valued(self) -> Iterator[Blocked | None]:
        """More public value, or less cost to government."""
        chosen = best_of_some(self.question, self.watch)
        if chosen is None:
            yield None
        else:
            yield self._costly(max(0.0, -worth(self.question, chosen)), chosen.uses)

    def aligned(self) -> Iterator[Blocked | None]:
        """One track done."""
        for track in self.question.offers.tracks:
            if track.track not in self.question.given.done and track.cost.likely > 0:
                yield self._track(track, track.cost.likely)

    def unneeded(self) -> Iterator[Blocked | None]:
        """One service given without one of the uses that it waits for; until some were found."""
        waiting = [
            (service.id, use)
            for service in self.question.offers.services
            for use in service.needs_uses
        ]
        told = 0
        for service, use in waiting:
            found = self._need(service, use)
            told += found is not None
            yield found
            if told == MOST_NEEDS:
                return

    def together(self) -> Blocked:
        """Everyone paid who needs it; or no way at all."""
        try:
            amounts = payments(self.question, self._private(), self.watch)
        except Unavailable:
            return Blocked(constraint="What blocks it was not found in time.", change="")
        if amounts is None:
            return Blocked(
                constraint="No choice of what is on the table is worth more to the public than it "
                "costs government, whoever is paid.",
                change="",
            )
        if not amounts:
            return Blocked(constraint="What is missing is less than rounding.", change="")
        told = ", ".join(
            f"{self._name(party)} {self._amount(amount)}" for party, amount in amounts.items()
        )
        return Blocked(
            constraint="Several parties gain too little at once; no single change helps.",
            change=f"Paid from outside, this would be enough: {told}.",
            amount=sum(amounts.values()),
        )

    def _payments(self, paid: Sequence[PartyId]) -> Mapping[PartyId, float] | None:
        """As `payments`; None also if nothing was found in the time."""
        try:
            return payments(self.question, paid, self.watch)
        except Unavailable:
            return None

    def _bold(self) -> Blocked | None:
        floor = self.question.floor
        if _best(replace(self.question, floor=replace(floor, caution=0.0)), self.watch) is None:
            return None
        return Blocked(
            constraint=f"Figures are taken {percent(floor.caution)} of the way to their worse "
            "ends.",
            change="With figures as they are likely there would be a package.",
        )

    def _lower(self) -> Blocked | None:
        """The largest margin at which there is a package, found by halving."""
        asked, found = self.question.floor.margin, self._least_net(0.0)
        if found is None:
            return None
        low, high = found, asked
        while high - low > SHARE * asked:
            middle = (low + high) / 2
            found = self._least_net(middle)
            low, high = (low, middle) if found is None else (max(middle, found), high)
        return Blocked(
            constraint=f"At a margin of {self._amount(asked)} there is no package.",
            change=f"At a margin of {self._within(low)} there is one.",
            amount=max(0.0, asked - low),
        )

    def _least_net(self, margin: float) -> float | None:
        """What the party with the least nets at that margin; None if there is no package."""
        question = replace(self.question, floor=replace(self.question.floor, margin=margin))
        found = _best(question, self.watch)
        return None if found is None else max(margin, lowest(question, found.chosen))

    def _short(self, party: PartyId, amount: float) -> Blocked:
        name, lacking = self._name(party), self._amount(amount)
        return Blocked(
            constraint=f"{name} gains too little: it lacks {lacking}.",
            change=f"If {name} gained {lacking} more, or were paid that from outside, there would "
            "be a package.",
            party=party,
            amount=amount,
        )

    def _costly(self, lacking: float, uses: Sequence[str]) -> Blocked:
        told = ", ".join(uses[:3]) + (" and more" if len(uses) > 3 else "")  # noqa: PLR2004
        if lacking <= SLIGHT * self.question.size:
            return Blocked(
                constraint=f"What everyone could accept ({told}) is worth to the public just what "
                "it costs government.",
                change="With any more public value, or any less cost, there would be a package.",
            )
        return Blocked(
            constraint=f"What everyone could accept ({told}) costs government "
            f"{self._amount(lacking)} more than its public value.",
            change=f"With more public value, or less cost to government, by more than "
            f"{self._amount(lacking)} there would be a package.",
            amount=lacking,
        )

    def _track(self, track: TrackCost, cost: float) -> Blocked | None:
        question = self.question.with_done(track.track)
        found = _best(question, self.watch)
        if found is None:
            return None
        return Blocked(
            constraint=f"Track {quoted(track.track, track.text)} costs government "
            f"{self._amount(cost)} while it is not done.",
            change=f"If it were done, or cost less than {self._within(found.value)}, "
            "there would be a package.",
            amount=max(0.0, cost - found.value),
        )

    def _need(self, service: str, use: str) -> Blocked | None:
        offers = self.question.offers
        services = tuple(
            replace(each, needs_uses=tuple(need for need in each.needs_uses if need != use))
            if each.id == service
            else each
            for each in offers.services
        )
        question = replace(self.question, offers=replace(offers, services=services))
        if _best(question, self.watch) is None:
            return None
        return Blocked(
            constraint=f"Service {service} waits for use {use}, and that is in no package.",
            change=f"If {service} did not need {use} there would be a package.",
        )

    def _private(self) -> list[PartyId]:
        return [each for each in parties(self.question.offers) if self.question.floor.binds(each)]

    def _name(self, party: PartyId) -> str:
        return self.names.get(party, party)

    def _amount(self, amount: float) -> str:
        """In words; rounded up, so that what is enough stays enough."""
        return self._told(ceil(amount / _step(amount) - SLIGHT) * _step(amount))

    def _within(self, amount: float) -> str:
        """In words; rounded down, so that what holds still holds."""
        return self._told(floor(amount / _step(amount) + SLIGHT) * _step(amount))

    def _told(self, amount: float) -> str:
        return f"{amount:,.10g} {self.question.offers.unit}"


def _best(question: Question, watch: Watch) -> Answer | None:
    """The best package; None if none is worth anything to the public."""
    found = answer(question, watch=watch)
    return found if found.value > worth_it(question) else None


def _step(amount: float) -> float:
    """One of the last digit that is told."""
    return float(10.0 ** (floor(log10(abs(amount))) - _DIGITS + 1)) if amount else 1.0
