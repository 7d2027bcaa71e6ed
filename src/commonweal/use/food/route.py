"""The way of a lot in few steps that name nobody: a role and a state each, sources first.

Steps of one kind in one state, equally far from the end, are one step: neither how many farms there
are nor which one they are can be read from it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonweal.use.food.attribution import NOBODY_KNOWS, ONE, ZERO
from commonweal.use.food.graph import NodeKind
from commonweal.use.food.local.case import Case
from commonweal.use.food.master import ProductKind

LONGEST = 12
"""Steps from the end that are told apart; what is farther away counts as that far."""

_Key = tuple[int, str, str]
"""(steps from the end, kind, what)."""
_KINDS: Mapping[NodeKind, str] = {
    NodeKind.GAP: "gap",
    NodeKind.PROCESS: "mixing",
    NodeKind.LOT: "receipt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """One step of a route."""

    number: int
    """From 1, sources first."""
    kind: str
    """harvest, water, gap, receipt, mixing or delivery."""
    what: str
    """Role and state, such as `farm in NY`."""
    share: Fraction
    """Of the lot, what passed here."""
    leads_to: tuple[int, ...]
    """Numbers of the steps that follow."""


def route(case: Case) -> tuple[RouteStep, ...]:
    """The steps from every source of a lot to its delivery."""
    end: _Key = (0, "delivery" if case.buyer else "lot", _end(case))
    share: defaultdict[_Key, Fraction] = defaultdict(Fraction, {end: ONE})
    leads: defaultdict[_Key, set[_Key]] = defaultdict(set)
    if NOBODY_KNOWS in case.attribution.origins:
        unweighed: _Key = (1, "gap", "weight not known")
        share[unweighed] = case.attribution.origins[NOBODY_KNOWS]
        leads[unweighed].add(end)
    _walk(case, end, share, leads)
    return _numbered(share, leads)


def _walk(
    case: Case,
    end: _Key,
    share: defaultdict[_Key, Fraction],
    leads: defaultdict[_Key, set[_Key]],
) -> None:
    """Go from the end to the sources; `following` holds the next told steps of each node."""
    following: defaultdict[int, set[_Key]] = defaultdict(set)
    for portion in case.portions:
        following[portion.node].add(end)
    for index in reversed(case.nodes):
        passed = case.attribution.through.get(index, ZERO)
        told = _told(case, index)
        after = following.pop(index, set())
        if told and passed:
            far = min(LONGEST, 1 + max(key[0] for key in after))
            key = (far, *told)
            share[key] = min(ONE, share[key] + passed)
            leads[key] |= {each for each in after if each[0] < far}
            after = {key}
        for flow in case.graph.inflows[index]:
            following[flow.portion.node] |= after


def _told(case: Case, index: int) -> tuple[str, str] | None:
    """Kind and place of a node that is a step of its own; None for one that is passed over."""
    node = case.graph.nodes[index]
    if node.kind is NodeKind.GAP:
        return "gap", "origin not known"
    if node.kind is NodeKind.TRANSIT or (node.kind is NodeKind.LOT and not _arrival(case, index)):
        return None
    facility = case.facility(node)
    place = f"{facility.kind} in {facility.state}" if facility else "site not described"
    if node.kind is not NodeKind.ORIGIN:
        return _KINDS[node.kind], place
    product = case.master.product(node.lot)
    water = product is not None and product.kind is ProductKind.WATER
    return "water" if water else "harvest", place


def _arrival(case: Case, index: int) -> bool:
    flows = case.graph.inflows[index]
    return any(case.graph.nodes[flow.portion.node].kind is NodeKind.TRANSIT for flow in flows)


def _end(case: Case) -> str:
    return f"{case.buyer.kind} in {case.buyer.state}" if case.buyer else "as it stands"


def _numbered(
    share: Mapping[_Key, Fraction], leads: Mapping[_Key, set[_Key]]
) -> tuple[RouteStep, ...]:
    ordered = sorted(share, key=lambda key: (-key[0], key[1], key[2]))
    number = {key: place for place, key in enumerate(ordered, start=1)}
    return tuple(
        RouteStep(
            number=number[key],
            kind=key[1],
            what=key[2],
            share=share[key],
            leads_to=tuple(sorted(number[each] for each in leads.get(key, ()))),
        )
        for key in ordered
    )
