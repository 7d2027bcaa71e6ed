"""How much of a lot is local under a rule: at least, attributed, and at most; never one number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonweal.use.food.attribution import ONE, ZERO, Bounds
from commonweal.use.food.local.case import Case
from commonweal.use.food.local.standing import Place, Standing
from commonweal.use.food.master import ProductKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The local share of a lot, by mass or by volume; 0 to 1, exact."""

    low: Fraction
    """At least, however lots were mixed and drawn."""
    attributed: Fraction
    """By mass balance; what is not known to be local counts as not local."""
    unknown: Fraction
    """By mass balance: the share of which nobody knows whether it is local."""
    high: Fraction
    """At most, however lots were mixed and drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The sources of a lot under a rule."""

    standings: Mapping[int, Standing]
    excluded: frozenset[int]
    """Sources of a kind that the rule leaves out, such as water."""

    def at(self, place: Place) -> frozenset[int]:
        """The sources that count, with that standing."""
        return frozenset(
            index
            for index, each in self.standings.items()
            if each.place is place and index not in self.excluded
        )


def split(case: Case, standings: Mapping[int, Standing], exclude: Collection[ProductKind]) -> Split:
    """The sources by standing, without those that the rule leaves out."""
    kinds = {index: _kind(case, index) for index in standings}
    return Split(
        standings=standings,
        excluded=frozenset(index for index, kind in kinds.items() if kind in exclude),
    )


def by_mass(case: Case, parted: Split) -> Shares | None:
    """Shares by mass; None if there is nothing that counts."""
    even = dict.fromkeys(parted.standings, ONE)
    return _shares(case, parted, even)


def by_volume(case: Case, parted: Split) -> Shares | None:
    """Shares by volume; None where the density of a source is not known."""
    litres: dict[int, Fraction] = {}
    for index in parted.standings.keys() - parted.excluded:
        product = case.master.product(case.graph.nodes[index].lot) if index >= 0 else None
        if product is None or product.kg_per_litre is None:
            return None
        litres[index] = 1 / product.kg_per_litre
    return _shares(case, parted, litres)


def _shares(case: Case, parted: Split, size: Mapping[int, Fraction]) -> Shares | None:
    """Shares where a kilogram of a source counts by its `size`."""
    weight = {
        place: sum(
            (case.attribution.origins.get(each, ZERO) * size[each] for each in parted.at(place)),
            ZERO,
        )
        for place in Place
    }
    total = sum(weight.values(), ZERO)
    if not total:
        return None
    limits = _limits(case, parted, size)
    attributed = min(max(weight[Place.LOCAL] / total, limits.low), limits.high)
    most = min((weight[Place.LOCAL] + weight[Place.UNKNOWN]) / total, limits.high)
    return Shares(
        low=limits.low,
        attributed=attributed,
        unknown=max(most - attributed, ZERO),
        high=limits.high,
    )


def _limits(case: Case, parted: Split, size: Mapping[int, Fraction]) -> Bounds:
    """Bounds on local / (local + others): each of the two is bounded on its own."""
    local, other, unknown = (
        parted.at(place) for place in (Place.LOCAL, Place.OTHER, Place.UNKNOWN)
    )
    ours = case.bounds(local, unknown)
    others = case.bounds(other, unknown)
    inside, outside = ([size[each] for each in side | unknown] for side in (local, other))
    return Bounds(
        low=_ratio(ours.low, others.high, min(inside, default=ONE), max(outside, default=ONE)),
        high=_ratio(ours.high, others.low, max(inside, default=ONE), min(outside, default=ONE)),
    )


def _ratio(ours: Fraction, others: Fraction, each: Fraction, other: Fraction) -> Fraction:
    total = ours * each + others * other
    return ours * each / total if total else ZERO


def _kind(case: Case, index: int) -> ProductKind | None:
    product = case.master.product(case.graph.nodes[index].lot) if index >= 0 else None
    return product.kind if product else None
