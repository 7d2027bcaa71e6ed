"""How far two places lie apart, and how far a lot was carried; the metric is named, always.

There is no road network here. A great circle is never longer than the road.
"""

from collections.abc import Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

from commonweal.use.food.graph import Graph, Portion
from commonweal.use.food.master import Facility, Master

EARTH_RADIUS_MILES = 3958.7613
"""Mean radius of the Earth, 6371.0088 km (IUGG)."""
METRIC = "great circle"


def great_circle_miles(one: Facility, other: Facility) -> float:
    """Statute miles along the great circle on a sphere (haversine formula); within 0.6 %."""
    north, south = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude) - radians(one.longitude)
    part = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(part)))


def legs_miles(
    graph: Graph, master: Master, portions: Sequence[Portion], nodes: Sequence[int], end: Facility
) -> Mapping[int, float | None]:
    """Great circles over the recorded legs from each node to the end, by its longest way.

    `nodes` are all nodes before the portions, oldest first. None where a site on the way is not
    described: how far it was carried is then not known.
    """
    inside = set(nodes)
    last = {portion.node for portion in portions}
    far: dict[int, float | None] = {}
    for index in reversed(nodes):
        here = _facility(graph, master, index)
        ways = [_leg(here, end)] if index in last else []
        ways += [
            _sum(_leg(here, _facility(graph, master, target)), far[target])
            for target in graph.outflows[index]
            if target in inside
        ]
        known = [way for way in ways if way is not None]
        far[index] = max(known) if len(known) == len(ways) else None
    return far


def _facility(graph: Graph, master: Master, index: int) -> Facility | None:
    node = graph.nodes[index]
    return master.facility(node.site, node.at.date())


def _leg(here: Facility | None, there: Facility | None) -> float | None:
    if here is None or there is None:
        return None
    return 0.0 if here.id == there.id else great_circle_miles(here, there)


def _sum(leg: float | None, rest: float | None) -> float | None:
    return None if leg is None or rest is None else leg + rest
