"""Answers by trying every package, written from `winwin/README.md` and from nothing else.

It shares no line with the program it checks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import TypeVar

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers, ServiceInReturn, Use

T = TypeVar("T")
SLIGHT = 1e-9


def every(things: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    sizes = range(len(things) + 1)
    return chain.from_iterable(combinations(things, size) for size in sizes)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Some uses and services; what they need is chosen with them."""

    uses: tuple[Use, ...]
    services: tuple[ServiceInReturn, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The offers, read once more."""

    offers: Offers
    kinds: Mapping[PartyId, PartyKind]
    done: frozenset[str] = frozenset()
    margin: float = 0.0
    limits: Mapping[PartyId, float] = field(default_factory=dict)
    caution: float = 0.0
    """As parties are held to their floor."""
    public_caution: float = 0.0
    """As public value is counted."""

    def best_value(self) -> float:
        """The highest public value of any package that holds every private party to its floor."""
        return max(self.public_value(each) for each in self.choices() if self.content(each, ()))

    def least_for_party(self, party: PartyId) -> float | None:
        """The least payment to it by which it takes part, and nothing of public value is lost."""
        unpaid = self.best_value()
        return min(
            (
                self.lacking(each, party)
                for each in self.choices()
                if self.engaged(each, party)
                and self.content(each, (party,))
                and self.public_value(each) >= unpaid - SLIGHT
            ),
            default=None,
        )

    def least_for_target(self, target: float) -> float | None:
        """The least that must be paid in all for that public value."""
        return min(
            (
                sum(self.lacking(each, party) for party in self.must_join(each))
                for each in self.choices()
                if self.public_value(each) >= target - SLIGHT
            ),
            default=None,
        )

    def choices(self) -> Iterator[Choice]:
        for uses in every(self.offers.uses):
            used = {use.id for use in uses}
            for services in every(self.offers.services):
                if all(used.issuperset(each.needs_uses) for each in services):
                    yield Choice(uses=uses, services=services)

    def content(self, choice: Choice, paid: tuple[PartyId, ...]) -> bool:
        """True if whoever must join nets its floor; who only receives may stay away."""
        return all(self.lacking(choice, p) <= SLIGHT for p in self.must_join(choice) - {*paid})

    def must_join(self, choice: Choice) -> set[PartyId]:
        users = {use.user for use in choice.uses}
        return users | self.holders(choice) | {each.provider for each in choice.services}

    def holders(self, choice: Choice) -> set[PartyId]:
        shared = {use.element for use in choice.uses}
        return {each.holder for each in self.offers.elements if each.id in shared}

    def engaged(self, choice: Choice, party: PartyId) -> bool:
        """True if it shares or uses, or provides what somebody who joins receives."""
        if party in self.holders(choice) | {use.user for use in choice.uses}:
            return True
        own = [each for each in choice.services if each.provider == party]
        return any(self.joins(choice, to.recipient) for each in own for to in each.benefits)

    def joins(self, choice: Choice, recipient: PartyId) -> bool:
        """True for a public body that receives, and for who must join or nets its floor by it."""
        must = recipient in self.must_join(choice)
        return must or self.public(recipient) or self.lacking(choice, recipient) <= SLIGHT

    def lacking(self, choice: Choice, party: PartyId) -> float:
        if self.public(party):
            return 0.0
        floor = max(self.margin, self.limits.get(party, self.margin))
        return max(0.0, floor - self.net(choice, party))

    def net(self, choice: Choice, party: PartyId) -> float:
        """Private values + benefits - cost of sharing - risk - cost of services."""
        shared = {use.element for use in choice.uses}
        mine = [each for each in self.offers.elements if each.holder == party]
        held = {each.id for each in mine}
        gains = [use.private_value for use in choice.uses if use.user == party]
        for each in choice.services:
            gains += [to.value for to in each.benefits if to.recipient == party]
        costs = [each.cost for each in mine if each.id in shared]
        costs += [use.risk_to_holder for use in choice.uses if use.element in held]
        costs += [each.cost for each in choice.services if each.provider == party]
        return self.gain(gains, self.caution) - self.pain(costs, self.caution)

    def public_value(self, choice: Choice) -> float:
        holder = {each.id: each.holder for each in self.offers.elements}
        shared = {use.element for use in choice.uses}
        costs = [
            each.cost
            for each in self.offers.elements
            if each.id in shared and self.public(each.holder)
        ]
        costs += [u.risk_to_holder for u in choice.uses if self.public(holder[u.element])]
        costs += [each.cost for each in choice.services if self.public(each.provider)]
        aligned = self.aligned(choice)
        costs += [
            each.cost
            for each in self.offers.tracks
            if each.track in aligned and each.track not in self.done
        ]
        gains = [use.public_value for use in choice.uses]
        return self.gain(gains, self.public_caution) - self.pain(costs, self.public_caution)

    def aligned(self, choice: Choice) -> set[str]:
        """The tracks that the services need, and those that these need."""
        found = {track for each in choice.services for track in each.needs_tracks}
        for _ in self.offers.tracks:
            for each in self.offers.tracks:
                if each.track in found:
                    found |= set(each.needs_tracks)
        return found

    def public(self, party: PartyId) -> bool:
        return self.kinds[party] is PartyKind.GOVERNMENT

    @staticmethod
    def gain(figures: list[Estimate], caution: float) -> float:
        return sum(each.likely - caution * (each.likely - each.low) for each in figures)

    @staticmethod
    def pain(figures: list[Estimate], caution: float) -> float:
        return sum(each.likely + caution * (each.high - each.likely) for each in figures)
