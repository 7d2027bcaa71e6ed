from fractions import Fraction

import pytest

from commonweal.model.errors import NotFound
from commonweal.use.food.graph import NodeKind
from commonweal.use.food.trace import backward, forward, portions
from tests.use.food.happenings import BUYER, FARM, HUB, START, Story, lot


def names(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [each.lot.rsplit("/", 1)[1] for each in found]


def recalled() -> Story:
    story = Story()
    story.harvest(("a", 10), ("b", 10), ("c", 10))
    story.mix([("a", 5), ("b", 5)], [("m", 10)])
    story.pack("pallet", ("m", 4), ("c", 4))
    story.ship(("pallet", None), site=FARM, to=BUYER)
    story.ship(("m", 6), site=FARM, to=HUB)
    return story


def test_a_recall_reaches_every_lot_and_every_site_that_got_some() -> None:
    found = forward(recalled().graph(), lot("a"))
    assert names(found.lots) == ["a", "m"]
    assert [(each.site, each.kg) for each in found.sites] == [
        (BUYER, Fraction(4)),
        (HUB, Fraction(6)),
    ]


def test_a_recall_of_a_case_recalls_neither_its_pallet_nor_its_neighbours() -> None:
    found = forward(recalled().graph(), lot("c"))
    assert names(found.lots) == ["c"]
    assert [each.site for each in found.sites] == [BUYER]


def test_a_recall_of_a_pallet_reaches_its_cases_and_where_it_went_alone() -> None:
    found = forward(recalled().graph(), lot("pallet"))
    assert names(found.lots) == ["c", "m"]
    assert {each.site for each in found.sites} == {BUYER}


def test_a_pallet_used_twice_is_recalled_as_it_stood_at_that_time() -> None:
    story = Story()
    story.harvest(("a", 10), ("b", 10))
    first = story.pack("pallet", ("a", 10))
    story.ship(("pallet", None), site=FARM, to=HUB)
    story.unpack("pallet", site=HUB)
    second = story.pack("pallet", ("b", 10))
    story.ship(("pallet", None), site=FARM, to=BUYER)
    graph = story.graph()
    then, later = (forward(graph, lot("pallet"), event.at) for event in (first, second))
    assert (names(then.lots), [each.site for each in then.sites]) == (["a"], [HUB])
    assert (names(later.lots), [each.site for each in later.sites]) == (["b"], [BUYER])
    assert names(forward(graph, lot("pallet")).lots) == ["a", "b"]
    assert forward(graph, lot("pallet"), START).lots == ()


def test_what_was_drawn_before_a_lot_was_topped_up_is_not_of_what_came_later() -> None:
    story = Story()
    story.harvest(("a", 10), ("late", 10))
    story.mix([("a", 10)], [("m", 10)])
    story.ship(("m", 5), site=FARM, to=BUYER)
    story.mix([("late", 10)], [("m", 10)])
    graph = story.graph()
    assert "m" in names(forward(graph, lot("late")).lots)
    assert forward(graph, lot("late")).sites == ()


def test_a_backward_trace_passes_every_step_and_its_shares_are_those_of_the_lot() -> None:
    graph = recalled().graph()
    found = backward(graph, portions(graph, lot("m"), BUYER))
    assert [node.kind for node, _ in found.steps].count(NodeKind.ORIGIN) == 2
    assert sum(found.shares.origins.values()) == 1


def test_a_container_that_never_moved_is_traced_by_what_stood_in_it() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.pack("pallet", ("a", 10))
    graph = story.graph()
    assert [each.kg for each in portions(graph, lot("pallet"))] == [10]


@pytest.mark.parametrize("ask", [forward, portions])
def test_a_lot_that_no_event_names_is_not_found(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(NotFound):
        ask(recalled().graph(), lot("nobody"))
