"""The best package by trying every one, written from the formulas and from nothing else.

Government cost here are the costs of public bodies and of tracks that are not done. It shares no
line with the program it checks.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain, combinations
from typing import TypeVar

from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers, ServiceInReturn, Use

T = TypeVar("T")


def best_value(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done: Collection[str],
    margin: float,
) -> float:
    """The highest public value of any package that holds every private party to the margin."""
    return max(
        public_value(offers, kinds, done, uses, services)
        for uses in every(offers.uses)
        for services in every(offers.services)
        if needs_met(uses, services) and everyone_content(offers, kinds, uses, services, margin)
    )


def every(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    sizes = range(len(items) + 1)
    return chain.from_iterable(combinations(items, size) for size in sizes)


def needs_met(uses: tuple[Use, ...], services: tuple[ServiceInReturn, ...]) -> bool:
    used = {use.id for use in uses}
    return all(used.issuperset(service.needs_uses) for service in services)


def everyone_content(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    uses: tuple[Use, ...],
    services: tuple[ServiceInReturn, ...],
    margin: float,
) -> bool:
    """True if each party that must join nets the margin; who only receives may stay away."""
    return all(
        kinds[party] is PartyKind.GOVERNMENT or net(offers, party, uses, services) >= margin - 1e-9
        for party in must_join(offers, uses, services)
    )


def must_join(
    offers: Offers, uses: tuple[Use, ...], services: tuple[ServiceInReturn, ...]
) -> set[PartyId]:
    shared = {use.element for use in uses}
    holders = {element.holder for element in offers.elements if element.id in shared}
    return holders | {use.user for use in uses} | {service.provider for service in services}


def net(
    offers: Offers,
    party: PartyId,
    uses: tuple[Use, ...],
    services: tuple[ServiceInReturn, ...],
) -> float:
    """Private values + benefits - cost of sharing - risk - cost of services, likely figures."""
    shared = {use.element for use in uses}
    mine = [element for element in offers.elements if element.holder == party]
    held = {element.id for element in mine}
    return (
        sum(use.private_value.likely for use in uses if use.user == party)
        + sum(
            benefit.value.likely
            for service in services
            for benefit in service.benefits
            if benefit.recipient == party
        )
        - sum(element.cost.likely for element in mine if element.id in shared)
        - sum(use.risk_to_holder.likely for use in uses if use.element in held)
        - sum(service.cost.likely for service in services if service.provider == party)
    )


def public_value(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done: Collection[str],
    uses: tuple[Use, ...],
    services: tuple[ServiceInReturn, ...],
) -> float:
    bodies = {party for party, kind in kinds.items() if kind is PartyKind.GOVERNMENT}
    holder = {element.id: element.holder for element in offers.elements}
    shared = {use.element for use in uses}
    needed = {track for service in services for track in service.needs_tracks}
    government_cost = (
        sum(e.cost.likely for e in offers.elements if e.id in shared and e.holder in bodies)
        + sum(use.risk_to_holder.likely for use in uses if holder[use.element] in bodies)
        + sum(service.cost.likely for service in services if service.provider in bodies)
        + sum(t.cost.likely for t in offers.tracks if t.track in needed and t.track not in done)
    )
    return sum(use.public_value.likely for use in uses) - government_cost
