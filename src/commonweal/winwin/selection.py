"""A choice among offers, and what it adds up to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import fsum
from typing import Self

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Package, ServiceInReturn
from commonweal.winwin.floor import Floor, net
from commonweal.winwin.flow import flows, parties
from commonweal.winwin.item import Item
from commonweal.winwin.scenario import LIKELY, leaning
from commonweal.winwin.table.stated import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Who joins, and what is shared, used, given back and aligned; in the order of the offers."""

    joined: tuple[PartyId, ...]
    elements: tuple[str, ...]
    uses: tuple[str, ...]
    services: tuple[str, ...]
    tracks: tuple[str, ...]
    """The tracks that the chosen services need, done or not."""

    @classmethod
    def of(cls, package: Package) -> Self:
        """What a package chose."""
        return cls(
            joined=package.joined,
            elements=package.elements,
            uses=package.uses,
            services=package.services,
            tracks=package.tracks,
        )

    @classmethod
    def everything(cls, offers: Offers) -> Self:
        """All that lies on the table, and everyone."""
        return cls(
            joined=parties(offers),
            elements=tuple(each.id for each in offers.elements),
            uses=tuple(each.id for each in offers.uses),
            services=tuple(each.id for each in offers.services),
            tracks=tuple(each.track for each in offers.tracks),
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is chosen, elements first."""
        return (
            *map(Item.element, self.elements),
            *map(Item.use, self.uses),
            *map(Item.service, self.services),
            *map(Item.track, self.tracks),
        )


NOTHING = Selection(joined=(), elements=(), uses=(), services=(), tracks=())
"""The choice by which nobody joins."""


def selection(
    offers: Offers,
    *,
    uses: Collection[str],
    services: Collection[str],
    floor: Floor,
) -> Selection:
    """What these uses and services entail, and nothing idle beside them.

    Shared is what is used, aligned what a service needs and what must come before. Joined is who
    shares, uses or provides, and who only receives but nets at least its floor by it; a service
    that benefits nobody who joined is left out.
    """
    given = tuple(each for each in offers.services if each.id in services)
    joined = _active(offers, uses, given) | _better_off(offers, given, floor)
    useful = tuple(each for each in given if _recipients(each) & joined)
    if useful != given:
        return selection(offers, uses=uses, services=[each.id for each in useful], floor=floor)
    return _entailed(offers, uses, given, joined)


def moving(counted: Iterable[Stated], chosen: Selection) -> tuple[Stated, ...]:
    """The flows that flow: their item is chosen, and their party joined."""
    items, joined = frozenset(chosen.items), frozenset((None, *chosen.joined))
    return tuple(flow for flow in counted if flow.item in items and flow.party in joined)


def moved(offers: Offers, chosen: Selection, caution: float = LIKELY) -> dict[PartyId, list[float]]:
    """What each joined party gains and, below 0, pays; taken that far towards the worse end."""
    found: dict[PartyId | None, list[float]] = {party: [] for party in chosen.joined}
    for flow in moving(flows(offers), chosen):
        found[flow.party].append(leaning(flow, caution))
    return {party: found[party] for party in chosen.joined}


def nets(offers: Offers, chosen: Selection, caution: float = LIKELY) -> dict[PartyId, float]:
    """What is in it for each joined party, figures taken that far towards their worse end."""
    return {party: net(each) for party, each in moved(offers, chosen, caution).items()}


def lacking(offers: Offers, chosen: Selection, floor: Floor) -> dict[PartyId, float]:
    """Who joined and is below its floor, at its caution, and by how much: the one rule of it."""
    found = {
        party: floor.lacking(party, each)
        for party, each in moved(offers, chosen, floor.caution).items()
    }
    return {party: lack for party, lack in found.items() if lack}


def total(found: Iterable[Stated], caution: float = LIKELY) -> float:
    """The sum of flows, figures taken that far towards their worse end."""
    return fsum(leaning(flow, caution) for flow in found)


def active(offers: Offers, chosen: Selection) -> frozenset[PartyId]:
    """Who shares what is used, uses, or provides; not who only receives."""
    given = tuple(each for each in offers.services if each.id in chosen.services)
    return _active(offers, chosen.uses, given)


def before(offers: Offers, tracks: Collection[str]) -> frozenset[str]:
    """These tracks and all that must be done before them."""
    known = {each.track: each.needs_tracks for each in offers.tracks}
    found, open = set[str](), list(tracks)
    while open:
        track = open.pop()
        if track not in found:
            found.add(track)
            open.extend(known.get(track, ()))
    return frozenset(found)


def _active(
    offers: Offers, uses: Collection[str], given: tuple[ServiceInReturn, ...]
) -> frozenset[PartyId]:
    used = [use for use in offers.uses if use.id in uses]
    shared = {use.element for use in used}
    holders = {element.holder for element in offers.elements if element.id in shared}
    return frozenset(holders | {use.user for use in used} | {each.provider for each in given})


def _better_off(
    offers: Offers, given: tuple[ServiceInReturn, ...], floor: Floor
) -> frozenset[PartyId]:
    """The parties to which the benefits alone are worth joining."""
    items = {Item.service(each.id) for each in given}
    gains = [flow for flow in flows(offers) if flow.item in items and flow.sign > 0]
    return frozenset(
        party
        for party in {flow.party for flow in gains if flow.party is not None}
        if total((flow for flow in gains if flow.party == party), floor.caution)
        >= max(floor.of(party), 0.0)
    )


def _recipients(service: ServiceInReturn) -> set[PartyId]:
    return {benefit.recipient for benefit in service.benefits}


def _entailed(
    offers: Offers,
    uses: Collection[str],
    given: tuple[ServiceInReturn, ...],
    joined: frozenset[PartyId],
) -> Selection:
    used = [use for use in offers.uses if use.id in uses]
    shared = {use.element for use in used}
    needed = before(offers, {track for each in given for track in each.needs_tracks})
    return Selection(
        joined=tuple(party for party in parties(offers) if party in joined),
        elements=tuple(each.id for each in offers.elements if each.id in shared),
        uses=tuple(use.id for use in used),
        services=tuple(each.id for each in given),
        tracks=tuple(each.track for each in offers.tracks if each.track in needed),
    )
