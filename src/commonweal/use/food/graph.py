"""Where every kilogram went: nodes are lots as they stood after an event, flows run between them.

A node is a *version* of a lot at a place. Whatever comes into a lot that is not empty makes a new
version, of what was left and what came. Each node is younger than all that flows into it, so the
graph is free of cycles even where lots go back into themselves by name; its order is its index.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from commonweal.use.food.alarm import Alarm
from commonweal.use.food.stay import Stay


class NodeKind(StrEnum):
    """What a node is."""

    ORIGIN = "origin"
    """A lot came into being: a harvest, or water from a tap."""
    GAP = "gap"
    """Something whose origin is not known."""
    PROCESS = "process"
    """Lots went in together and came out as others."""
    LOT = "lot"
    """A version of a lot at a place."""
    TRANSIT = "transit"
    """A version of a lot on its way to a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something at a time; `kg` is all that came into it, None where that is not known."""

    kind: NodeKind
    lot: str
    site: str
    """Where it is, or where it goes; empty if nothing says."""
    at: datetime
    event: str
    """Hash of the event that made it."""
    kg: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A part of a node that was taken; `kg` is None where nobody knows how much."""

    node: int
    kg: Fraction | None
    whole: bool
    """True if it is all of the node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A portion on its way into a node; `given` is its weight there, after losses."""

    portion: Portion
    target: int
    given: Fraction | None


@dataclass(slots=True, kw_only=True)
class Graph:
    """All that the events say; grows in time order and is then read only."""

    nodes: list[Node] = field(default_factory=list)
    inflows: list[list[Flow]] = field(default_factory=list)
    outflows: list[list[int]] = field(default_factory=list)
    """Targets of each node."""
    versions: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Lot -> its nodes, oldest first."""
    deliveries: defaultdict[str, dict[str, list[Portion]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    """Lot -> site -> what of it was sent there or turned up there."""
    carried: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Container -> the nodes of lots that moved inside it."""
    stays: Mapping[str, list[Stay]] = field(default_factory=dict)
    """Container -> what stood in it, and when."""
    alarms: list[Alarm] = field(default_factory=list)

    def add(self, node: Node, inflows: Iterable[tuple[Portion, Fraction | None]] = ()) -> int:
        """Put a node after all others; its index."""
        index = len(self.nodes)
        self.nodes.append(node)
        self.outflows.append([])
        self.inflows.append(
            [Flow(portion=portion, target=index, given=given) for portion, given in inflows]
        )
        for flow in self.inflows[index]:
            self.outflows[flow.portion.node].append(index)
        if node.lot:
            self.versions[node.lot].append(index)
        return index

    def before(self, roots: Iterable[int]) -> list[int]:
        """The roots and all that flowed into them, oldest first."""
        return sorted(_reached(roots, self._sources))

    def after(self, roots: Iterable[int]) -> list[int]:
        """The roots and all that they flowed into, oldest first."""
        return sorted(_reached(roots, self.outflows.__getitem__))

    def _sources(self, index: int) -> Iterator[int]:
        return (flow.portion.node for flow in self.inflows[index])


def _reached(roots: Iterable[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    seen = set(roots)
    waiting = list(seen)
    while waiting:
        for index in step(waiting.pop()):
            if index not in seen:
                seen.add(index)
                waiting.append(index)
    return seen
