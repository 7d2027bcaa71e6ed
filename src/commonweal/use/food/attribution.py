"""What share of a lot comes from where: exact, by origin, and never one number alone.

*Attributed* shares follow perfect mixing: what is drawn from a mixed lot has the mix of the lot
(the chain-of-custody model "mass balance, proportional"). *Bounds* hold for every way in which the
kilograms could have been drawn: they are sound everywhere, and exact where whole lots are used up.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.use.food.graph import Graph, NodeKind, Portion
from commonweal.use.food.stock import total

NOBODY_KNOWS = -1
"""Stands for the origin of what cannot be attributed, as some weight is not known."""
ZERO, ONE = Fraction(0), Fraction(1)

Belongs = Callable[[int], bool | None]
"""True if an origin node belongs to a set, False if not, None where nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Where the kilograms of some portions come from, and what they passed."""

    origins: Mapping[int, Fraction]
    """Origin or gap node, or NOBODY_KNOWS -> share; the shares sum to 1."""
    through: Mapping[int, Fraction]
    """Every node before the portions -> the share of them that passed it."""


def attributed(graph: Graph, portions: Sequence[Portion]) -> Attribution:
    """Exact shares by origin, under perfect mixing. No portion gives NOBODY_KNOWS a share of 1."""
    origins: defaultdict[int, Fraction] = defaultdict(Fraction)
    through: defaultdict[int, Fraction] = defaultdict(Fraction)
    _spread(ONE, [(each, each.kg) for each in portions], through, origins)
    for index in reversed(graph.before(each.node for each in portions)):
        share, inflows = through[index], graph.inflows[index]
        if graph.nodes[index].kind in {NodeKind.ORIGIN, NodeKind.GAP}:
            origins[index] += share
        else:
            _spread(share, [(flow.portion, flow.given) for flow in inflows], through, origins)
    return Attribution(
        origins={index: share for index, share in origins.items() if share}, through=dict(through)
    )


def _spread(
    share: Fraction,
    inflows: Sequence[tuple[Portion, Fraction | None]],
    through: defaultdict[int, Fraction],
    origins: defaultdict[int, Fraction],
) -> None:
    """Pass a node's share on to what flowed into it, by weight."""
    weight = total([kg for _, kg in inflows])
    if len(inflows) == 1:
        through[inflows[0][0].node] += share
    elif not weight:
        origins[NOBODY_KNOWS] += share
    else:
        for portion, kg in inflows:
            through[portion.node] += share * (kg or ZERO) / weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the greatest share that can be."""

    low: Fraction
    high: Fraction


ANYTHING = Bounds(low=ZERO, high=ONE)


def bounds(graph: Graph, portions: Sequence[Portion], belongs: Belongs) -> Bounds:
    """The share of the portions that comes from origins of a set, at least and at most."""
    of: dict[int, Bounds] = {}
    for index in graph.before(each.node for each in portions):
        if graph.nodes[index].kind in {NodeKind.ORIGIN, NodeKind.GAP}:
            of[index] = _of_origin(belongs(index))
        else:
            flows = graph.inflows[index]
            of[index] = _mixed([(_part(flow.portion, graph, of), flow.given) for flow in flows])
    return _mixed([(_part(each, graph, of), each.kg) for each in portions])


def _of_origin(known: bool | None) -> Bounds:
    return ANYTHING if known is None else Bounds(low=Fraction(known), high=Fraction(known))


def _part(portion: Portion, graph: Graph, of: Mapping[int, Bounds]) -> Bounds:
    return _drawn(portion, graph.nodes[portion.node].kg, of[portion.node])


def _drawn(portion: Portion, kg: Fraction | None, of: Bounds) -> Bounds:
    """What a portion can hold of a node of `kg` kilograms, however it was drawn."""
    if portion.whole or of.low == of.high == ZERO or of.low == of.high == ONE:
        return of
    if not kg or not portion.kg:
        return Bounds(low=Fraction(of.low == ONE), high=Fraction(of.high != ZERO))
    others = kg * (1 - of.low)
    return Bounds(
        low=max(ZERO, portion.kg - others) / portion.kg,
        high=min(portion.kg, kg * of.high) / portion.kg,
    )


def _mixed(parts: Sequence[tuple[Bounds, Fraction | None]]) -> Bounds:
    """All parts together; where a weight is not known, anything between them can be."""
    weight = total([kg for _, kg in parts])
    if not parts:
        return ANYTHING
    if len(parts) == 1:
        return parts[0][0]
    if not weight:
        return Bounds(
            low=min(part.low for part, _ in parts), high=max(part.high for part, _ in parts)
        )
    return Bounds(
        low=sum((part.low * (kg or ZERO) for part, kg in parts), ZERO) / weight,
        high=sum((part.high * (kg or ZERO) for part, kg in parts), ZERO) / weight,
    )
