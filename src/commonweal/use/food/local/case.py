"""A lot before the rules: what it is made of, what it passed, who buys it, as of which day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from commonweal.use.food.attribution import Attribution, Bounds, attributed, bounds
from commonweal.use.food.graph import Graph, Node, NodeKind, Portion
from commonweal.use.food.local.distance import legs_miles
from commonweal.use.food.master import Facility, Master, Product, ProductKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One lot, as delivered or as it stands, before all rules of one claim."""

    graph: Graph
    master: Master
    lot: str
    portions: tuple[Portion, ...]
    buyer: Facility | None
    on: date
    """The day of the claim."""
    attribution: Attribution
    nodes: tuple[int, ...]
    """Everything before the portions, oldest first."""
    _legs: dict[str, Mapping[int, float | None]] = field(default_factory=dict)
    _bounds: dict[tuple[frozenset[int], frozenset[int]], Bounds] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        graph: Graph,
        master: Master,
        *,
        lot: str,
        portions: tuple[Portion, ...],
        buyer: Facility | None,
        on: date,
    ) -> Self:
        """The case of some portions of a lot."""
        return cls(
            graph=graph,
            master=master,
            lot=lot,
            portions=portions,
            buyer=buyer,
            on=on,
            attribution=attributed(graph, portions),
            nodes=tuple(graph.before(each.node for each in portions)),
        )

    @property
    def product(self) -> Product | None:
        """What the lot is; None if nothing describes it."""
        return self.master.product(self.lot)

    @property
    def sources(self) -> Iterator[int]:
        """The origins and gaps before the portions."""
        kinds = {NodeKind.ORIGIN, NodeKind.GAP}
        return (index for index in self.nodes if self.graph.nodes[index].kind in kinds)

    def facility(self, node: Node) -> Facility | None:
        """Where a node is, as that was then."""
        return self.master.facility(node.site, node.at.date())

    def legs(self, origin: int) -> float | None:
        """Miles from an origin to the buyer over the recorded legs; None if not known."""
        if self.buyer is None:
            return None
        if self.buyer.id not in self._legs:
            self._legs[self.buyer.id] = legs_miles(
                self.graph, self.master, self.portions, self.nodes, self.buyer
            )
        return self._legs[self.buyer.id][origin]

    def bounds(self, members: frozenset[int], unknown: frozenset[int]) -> Bounds:
        """The share of its mass from the member sources; of the unknown ones nobody knows."""
        if (members, unknown) not in self._bounds:

            def belongs(index: int) -> bool | None:
                return None if index in unknown else index in members

            self._bounds[members, unknown] = bounds(self.graph, self.portions, belongs)
        return self._bounds[members, unknown]

    def sites(self) -> list[Facility | None]:
        """Every site it passed, None for one that nothing describes."""
        nodes = (self.graph.nodes[index] for index in self.nodes)
        places = {
            (node.site, node.at.date()): node for node in nodes if node.kind is not NodeKind.GAP
        }
        return [self.facility(node) for node in places.values()]

    def processing_sites(self) -> list[Facility | None]:
        """Every site where something became a processed product on the way."""
        inside = {*self.nodes}
        found: dict[str, Facility | None] = {}
        for index in self.nodes:
            node = self.graph.nodes[index]
            made = (
                self.graph.nodes[each].lot for each in self.graph.outflows[index] if each in inside
            )
            if node.kind is NodeKind.PROCESS and any(map(self._processed, made)):
                found[node.site] = self.facility(node)
        return list(found.values())

    def _processed(self, lot: str) -> bool:
        product = self.master.product(lot)
        return product is not None and product.kind is ProductKind.PROCESSED
