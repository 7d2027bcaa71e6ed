"""Where a lot came from, and whom it reached: backward and forward along time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from commonweal.model.errors import NotFound
from commonweal.use.food.attribution import Attribution, attributed
from commonweal.use.food.graph import Graph, Node, NodeKind, Portion


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """A backward trace: what a lot passed on its way, oldest first, and the share of each."""

    steps: tuple[tuple[Node, Fraction], ...]
    """Each node it passed, and the share of the lot that did."""
    shares: Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A lot, or a site with a lot, that a recall reaches; since when."""

    lot: str
    site: str
    at: datetime
    kg: Fraction | None
    """What came there, where it is known; of a lot, what it then held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A forward trace."""

    lots: tuple[Reached, ...]
    """Every lot that holds some of it, by the time it came in; `site` is where that was."""
    sites: tuple[Reached, ...]
    """Every shipment of it: to which site, with which lot."""


def known(graph: Graph, name: str) -> bool:
    """True if the events speak of a lot or container of that name."""
    return name in graph.versions or name in graph.stays


def portions(graph: Graph, lot: str, site: str = "") -> tuple[Portion, ...]:
    """What was delivered of a lot to a site; else the lot as it stood last.

    Of a container, what moved in it. Raises NotFound for a lot that no event names.
    """
    if not known(graph, lot):
        raise NotFound(kind="lot", id=lot)
    if site in graph.deliveries.get(lot, {}):
        return tuple(graph.deliveries[lot][site])
    moved = _aboard(graph, lot, None) if lot in graph.stays else []
    if moved:
        return tuple(_all_of(graph, index) for index in moved)
    named = [each for each in _contents(graph, lot) if each in graph.versions]
    if not named:
        raise NotFound(kind="lot", id=lot)
    return tuple(_all_of(graph, _latest(graph, each)) for each in named)


def backward(graph: Graph, parts: Sequence[Portion]) -> Origins:
    """Everything that flowed into the portions."""
    found = attributed(graph, parts)
    steps = ((graph.nodes[index], share) for index, share in sorted(found.through.items()))
    return Origins(steps=tuple(step for step in steps if step[1]), shares=found)


def forward(graph: Graph, name: str, at: datetime | None = None) -> Recall:
    """Everything that a lot flowed into; of a container, what stood in it at an instant.

    A container reaches the lots that stood in it (at `at`, or ever), and what they became after
    they moved in it. A lot reaches no container, and none of its neighbours there. Raises NotFound.
    """
    if not known(graph, name):
        raise NotFound(kind="lot", id=name)
    boxed = name in graph.stays
    nodes = _aboard(graph, name, at) if boxed else graph.versions[name]
    reached = graph.after(nodes)
    lots = _first_by_lot(graph.nodes[index] for index in reached)
    if boxed:
        lots = {**_stood(graph, name, at), **lots}
    transits = (each for each in map(graph.nodes.__getitem__, reached) if _travels(each))
    return Recall(
        lots=tuple(sorted(lots.values(), key=lambda each: (each.at, each.lot))),
        sites=tuple(_reached(each) for each in transits),
    )


def _travels(node: Node) -> bool:
    return node.kind is NodeKind.TRANSIT and bool(node.site)


def _reached(node: Node) -> Reached:
    return Reached(lot=node.lot, site=node.site, at=node.at, kg=node.kg)


def _first_by_lot(nodes: Iterable[Node]) -> dict[str, Reached]:
    found: dict[str, Reached] = {}
    for node in nodes:
        if node.lot:
            found.setdefault(node.lot, _reached(node))
    return found


def _stood(graph: Graph, container: str, at: datetime | None) -> dict[str, Reached]:
    return {
        stay.lot: Reached(lot=stay.lot, site="", at=stay.since, kg=None)
        for stay in graph.stays[container]
        if at is None or stay.during(at)
    }


def _contents(graph: Graph, name: str) -> tuple[str, ...]:
    """The lot itself, or the lots that ever stood in a container."""
    if name not in graph.stays:
        return (name,)
    return tuple(dict.fromkeys(stay.lot for stay in graph.stays[name]))


def _latest(graph: Graph, lot: str) -> int:
    nodes = graph.versions[lot]
    standing = [index for index in nodes if graph.nodes[index].kind is NodeKind.LOT]
    return (standing or nodes)[-1]


def _aboard(graph: Graph, container: str, at: datetime | None) -> list[int]:
    """The nodes of lots that moved in a container during the stays that held at the instant."""
    carried = graph.carried.get(container, [])
    if at is None:
        return carried
    stays = [stay for stay in graph.stays[container] if stay.during(at)]
    begun = min((stay.since for stay in stays), default=at)
    ends = [stay.until for stay in stays]
    over = None if None in ends else max((end for end in ends if end), default=at)
    nodes = ((index, graph.nodes[index].at) for index in carried)
    return [index for index, when in nodes if begun <= when and (over is None or when < over)]


def _all_of(graph: Graph, index: int) -> Portion:
    return Portion(node=index, kg=graph.nodes[index].kg, whole=True)
