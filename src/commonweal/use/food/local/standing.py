"""Is one origin of a lot local under a rule? Yes, no, or nobody knows and what is missing."""

from dataclasses import dataclass
from enum import StrEnum

from commonweal.use.food.attribution import NOBODY_KNOWS
from commonweal.use.food.graph import NodeKind
from commonweal.use.food.local.case import Case
from commonweal.use.food.local.distance import great_circle_miles
from commonweal.use.food.local.rule import Distance, Where
from commonweal.use.food.master import Facility, FacilityKind, ProductKind

NO_BUYER = "who buys it: the rule looks from there"
NO_ORIGIN = "where a part of it comes from: the trace has a gap"
NO_WEIGHT = "what something weighs that went into it"
NO_PLACE = "a description of a farm that it comes from"
NOT_GROWN = "where something was grown that first shows at a place that is no farm"
NO_ROAD = "the miles of road: the legs alone do not decide"


class Place(StrEnum):
    """Where an origin is, as the rule sees it."""

    LOCAL = "local"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An origin under a rule, and what would settle it where nobody knows."""

    place: Place
    missing: str = ""


LOCAL = Standing(place=Place.LOCAL)
OTHER = Standing(place=Place.OTHER)


def standing(case: Case, index: int, ways: tuple[Where, ...]) -> Standing:
    """An origin of a lot under the ways of being local: one is enough."""
    if index == NOBODY_KNOWS:
        return _unknown(NO_WEIGHT)
    node = case.graph.nodes[index]
    product = case.master.product(node.lot)
    if node.kind is NodeKind.GAP:
        return _unknown(NO_ORIGIN)
    if product is not None and product.kind is ProductKind.WATER:
        return OTHER
    farm = case.facility(node)
    if farm is None:
        return _unknown(NO_PLACE)
    if farm.kind is not FacilityKind.FARM:
        return _unknown(NOT_GROWN)
    return _any([_all(case, farm, way, index) for way in ways])


def site_standing(case: Case, site: Facility | None, where: Where) -> Standing:
    """A site on the way under one way of being in place."""
    return (
        _unknown("a description of a site that it passed")
        if site is None
        else _all(case, site, where, None)
    )


def _any(found: list[Standing]) -> Standing:
    if LOCAL in found:
        return LOCAL
    return next((each for each in found if each.place is Place.UNKNOWN), OTHER)


def _all(case: Case, site: Facility, where: Where, origin: int | None) -> Standing:
    found = [
        *([_yes_or_no(site.state == where.state)] if where.state else []),
        *([_as_buyer(case, site)] if where.buyer_state else []),
        *([_within(case, site, where.within, origin)] if where.within else []),
    ]
    if OTHER in found:
        return OTHER
    papers = (_paper(case, site, paper) for paper in where.papers)
    return next((each for each in (*found, *papers) if each != LOCAL), LOCAL)


def _as_buyer(case: Case, site: Facility) -> Standing:
    return _unknown(NO_BUYER) if case.buyer is None else _yes_or_no(site.state == case.buyer.state)


def _paper(case: Case, site: Facility, paper: str) -> Standing:
    return (
        LOCAL
        if site.holds(paper, case.on)
        else _unknown(f"a valid {paper} of a farm it comes from")
    )


def _within(case: Case, site: Facility, distance: Distance, origin: int | None) -> Standing:
    if case.buyer is None:
        return _unknown(NO_BUYER)
    if distance.metric == "great_circle" or origin is None:
        return _yes_or_no(_near(great_circle_miles(site, case.buyer), distance))
    legs = case.legs(origin)
    if legs is None:
        return _unknown("a description of every site that it passed")
    if _near(legs * float(distance.circuity), distance):
        return LOCAL
    return _unknown(NO_ROAD) if _near(legs, distance) else OTHER


def _near(miles: float, distance: Distance) -> bool:
    most = float(distance.miles)
    return miles < most if distance.below else miles <= most


def _yes_or_no(holds: bool) -> Standing:
    return LOCAL if holds else OTHER


def _unknown(missing: str) -> Standing:
    return Standing(place=Place.UNKNOWN, missing=missing)
