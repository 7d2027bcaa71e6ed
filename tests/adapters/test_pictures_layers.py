from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.pictures.layers import layout
from commonweal.model.errors import Invalid
from commonweal.model.figure import Edge, Node


def nodes(ids: str) -> list[Node]:
    return [Node(id=id, text=id, kind="lot") for id in ids]


def edges(*pairs: str) -> list[Edge]:
    return [Edge(source=pair[0], target=pair[1]) for pair in pairs]


ALPHABET = "abcdefgh"
acyclic = st.sets(
    st.tuples(st.sampled_from(ALPHABET), st.sampled_from(ALPHABET)).filter(lambda p: p[0] < p[1]),
    max_size=16,
)


@given(acyclic)
def test_every_edge_runs_forward_a_layer_at_a_time_and_every_node_has_one_place(
    pairs: set[tuple[str, str]],
) -> None:
    given_edges = edges(*(f"{one}{other}" for one, other in sorted(pairs)))
    found = layout(nodes(ALPHABET), given_edges)
    places = [spot for layer in found.layers for spot in layer]
    assert len(places) == len(set(places))
    assert set(ALPHABET) <= set(places)
    of = {spot: number for number, layer in enumerate(found.layers) for spot in layer}
    for edge, path in zip(given_edges, found.paths, strict=True):
        assert (path[0], path[-1]) == (edge.source, edge.target)
        assert all(of[other] - of[one] == 1 for one, other in pairwise(path))


def test_two_chains_given_crosswise_lie_without_a_crossing() -> None:
    found = layout(nodes("abxy"), edges("ay", "bx"))
    first, second = found.layers
    assert (first.index("a") < first.index("b")) == (second.index("y") < second.index("x"))


def test_a_source_stands_right_before_what_it_leads_to() -> None:
    found = layout(nodes("abcd"), edges("ab", "bc", "dc"))
    assert "d" in found.layers[1]


def test_the_same_graph_always_lies_the_same_way() -> None:
    given_edges = edges("ac", "bc", "ad", "bd", "ce", "de")
    assert layout(nodes("abcde"), given_edges) == layout(nodes("abcde"), given_edges)


def test_a_circle_and_a_loop_are_refused() -> None:
    for wrong in (edges("ab", "ba"), edges("aa")):
        with pytest.raises(Invalid, match="circle"):
            layout(nodes("ab"), wrong)
