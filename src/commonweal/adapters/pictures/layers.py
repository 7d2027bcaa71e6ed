"""Where the nodes of a graph free of cycles lie: in layers, so that few edges cross.

The layer of a node is its longest way from a source (NetworkX, `topological_generations`), and a
source stands right before what it first leads to; an edge over several layers passes through a bend
in each; the order inside a layer comes from sweeps that
move every place to the mean of its neighbours' places (the barycentre method of Sugiyama, Tagawa
and Toda, 1981).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from commonweal.model.errors import Invalid
from commonweal.model.figure import Edge, Node

SWEEPS = 8

Bend = tuple[int, int]
"""A place without a node: (number of the edge, layer)."""
Spot = str | Bend


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Layers from the sources on, each in order."""

    layers: tuple[tuple[Spot, ...], ...]
    paths: tuple[tuple[Spot, ...], ...]
    """For each edge its places, from source to target."""


def layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
    """Layers and paths; the same graph always lies the same way.

    Raises Invalid: the edges run in a circle, or one names a node that is not there.
    """
    depth = depths(nodes, edges)
    paths = tuple(_path(number, edge, depth) for number, edge in enumerate(edges))
    count = max(depth.values(), default=-1) + 1
    layers: list[list[Spot]] = [[] for _ in range(count)]
    for id, layer in depth.items():
        layers[layer].append(id)
    for path in paths:
        for bend in path[1:-1]:
            layers[bend[1]].append(bend)  # type: ignore[index]  # between its ends a path has bends
    return Layout(layers=tuple(map(tuple, _ordered(layers, paths))), paths=paths)


def depths(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """The layer of every node by id, in the order of the nodes. Raises Invalid, as `layout`."""
    graph = nx.DiGraph()
    graph.add_nodes_from(node.id for node in nodes)
    known = set(graph)
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise Invalid(
                    detail=f"An edge names the node {end[:60]!r}, which the graph does not have.",
                    hint="Give every node that an edge begins or ends at.",
                )
        graph.add_edge(edge.source, edge.target)
    try:
        generations = list(nx.topological_generations(graph))
    except nx.NetworkXUnfeasible as circle:
        raise Invalid(
            detail="The edges of the graph run in a circle.",
            hint="Give a graph from sources to targets.",
        ) from circle
    place = {node.id: number for number, node in enumerate(nodes)}
    found = {id: depth for depth, layer in enumerate(generations) for id in layer}
    for id in generations[0] if generations else ():
        found[id] = min((found[next_id] - 1 for next_id in graph.successors(id)), default=0)
    return {id: found[id] for id in sorted(found, key=place.__getitem__)}


def _path(number: int, edge: Edge, depth: Mapping[str, int]) -> tuple[Spot, ...]:
    between = range(depth[edge.source] + 1, depth[edge.target])
    return (edge.source, *((number, layer) for layer in between), edge.target)


def _ordered(layers: list[list[Spot]], paths: Sequence[Sequence[Spot]]) -> list[list[Spot]]:
    """The order with the fewest crossings that sweeping there and back came by."""
    before, after = _neighbours(paths)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, after)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        way = range(1, len(layers)) if forth else range(len(layers) - 2, -1, -1)
        for index in way:
            beside = layers[index - 1 if forth else index + 1]
            layers[index] = _by_mean(layers[index], beside, before if forth else after)
        found = _crossings(layers, after)
        if found < fewest:
            best, fewest = [list(layer) for layer in layers], found
    return best


def _neighbours(
    paths: Sequence[Sequence[Spot]],
) -> tuple[dict[Spot, list[Spot]], dict[Spot, list[Spot]]]:
    before: dict[Spot, list[Spot]] = {}
    after: dict[Spot, list[Spot]] = {}
    for path in paths:
        for one, next_one in pairwise(path):
            after.setdefault(one, []).append(next_one)
            before.setdefault(next_one, []).append(one)
    return before, after


def _by_mean(
    layer: list[Spot], beside: Sequence[Spot], neighbours: Mapping[Spot, list[Spot]]
) -> list[Spot]:
    place = {spot: number for number, spot in enumerate(beside)}
    own = {spot: number for number, spot in enumerate(layer)}

    def mean(spot: Spot) -> float:
        known = [place[each] for each in neighbours.get(spot, ())]
        return sum(known) / len(known) if known else own[spot]

    return sorted(layer, key=mean)


def _crossings(layers: Sequence[Sequence[Spot]], after: Mapping[Spot, list[Spot]]) -> int:
    return sum(_crossed(list(_ends(one, two, after))) for one, two in pairwise(layers))


def _ends(
    layer: Sequence[Spot], beyond: Sequence[Spot], after: Mapping[Spot, list[Spot]]
) -> Iterator[int]:
    """Where the edges of a layer end in the next, by where they begin and end."""
    place = {spot: number for number, spot in enumerate(beyond)}
    for spot in layer:
        yield from sorted(place[each] for each in after.get(spot, ()))


def _crossed(ends: Sequence[int]) -> int:
    """Pairs out of order; two edges cross if they end in the other order than they begin."""
    sorted_ends: list[int] = []
    found = 0
    for end in ends:
        at = bisect_right(sorted_ends, end)
        found += len(sorted_ends) - at
        sorted_ends.insert(at, end)
    return found
