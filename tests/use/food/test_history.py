from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from commonweal.use.food.alarm import AlarmKind
from commonweal.use.food.attribution import attributed, bounds
from commonweal.use.food.event import Action, EventKind
from commonweal.use.food.graph import Graph
from commonweal.use.food.history import grown
from commonweal.use.food.trace import portions
from tests.use.food.happenings import BUYER, FARM, HUB, Story, latest, lot, shares, weigh


def kinds(graph: Graph) -> list[AlarmKind]:
    return [alarm.kind for alarm in graph.alarms]


def of(graph: Graph, name: str) -> dict[str, Fraction]:
    return shares(graph, dict(attributed(graph, latest(graph, name)).origins))


def sent(graph: Graph, name: str, site: str) -> dict[str, Fraction]:
    return shares(graph, dict(attributed(graph, portions(graph, lot(name), site)).origins))


def test_what_goes_in_together_comes_out_in_proportion() -> None:
    story = Story()
    story.harvest(("a", 30), ("b", 10))
    story.mix([("a", 30), ("b", 10)], [("m", 40)])
    assert of(story.graph(), "m") == {"a": Fraction(3, 4), "b": Fraction(1, 4)}


def test_trim_that_goes_back_into_its_own_lot_ends_and_is_flagged_as_rework() -> None:
    story = Story()
    story.harvest(("a", 100), ("b", 50))
    story.mix([("a", 100)], [("p", 100)])
    again = story.mix([("p", 20), ("b", 30)], [("p", 50)])
    graph = story.graph()
    found = of(graph, "p")
    assert found == {"a": Fraction(100, 130), "b": Fraction(30, 130)}
    assert sum(found.values()) == 1
    (alarm,) = graph.alarms
    assert (alarm.kind, alarm.events) == (AlarmKind.REWORK, (again.hash,))


def test_lots_made_of_each_other_in_a_circle_of_names_end_too() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.mix([("a", 10)], [("b", 10)])
    story.mix([("b", 5)], [("a", 5)])
    story.mix([("a", 5)], [("b", 5)])
    graph = story.graph()
    assert of(graph, "b") == {"a": 1}
    assert kinds(graph) == [AlarmKind.REWORK] * 3
    assert all(flow.portion.node < flow.target for flows in graph.inflows for flow in flows)


def test_an_overdrawn_lot_keeps_both_draws_caps_the_share_and_names_both_events() -> None:
    story = Story()
    story.harvest(("a", 100), at=0)
    late = story.mix([("a", 60)], [("y", 60)], at=9)
    early = story.mix([("a", 60)], [("x", 60)], at=5)
    graph = story.graph()
    assert of(graph, "x") == {"a": 1}
    assert of(graph, "y") == {"a": Fraction(2, 3), "?": Fraction(1, 3)}
    (alarm,) = graph.alarms
    assert alarm.kind is AlarmKind.OVER_DRAWN
    assert alarm.events == (early.hash, late.hash)
    assert alarm.at == late.at


def test_something_made_of_nothing_has_an_unknown_origin() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.mix([], [("n", 10)])
    story.mix([("a", 10), ("n", 10)], [("m", 20)])
    graph = story.graph()
    assert kinds(graph) == [AlarmKind.NO_INPUTS]
    assert of(graph, "m") == {"a": Fraction(1, 2), "?": Fraction(1, 2)}


def test_a_missing_receipt_is_crossed_if_a_shipment_matches_and_flagged() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.ship(("a", 10), site=FARM, to=HUB)
    story.mix([("a", 10)], [("m", 10)], site=HUB)
    graph = story.graph()
    assert of(graph, "m") == {"a": 1}
    assert kinds(graph) == [AlarmKind.NOT_RECEIVED]


def test_without_a_shipment_the_trace_stops_at_a_gap() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.mix([("a", 10)], [("m", 10)], site=HUB)
    graph = story.graph()
    assert of(graph, "m") == {"?": 1}
    assert kinds(graph) == [AlarmKind.FROM_NOWHERE]


def test_a_receipt_that_names_its_sender_stands_in_for_the_shipment() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.receive(("a", 10), site=HUB, source=FARM)
    graph = story.graph()
    assert of(graph, "a") == {"a": 1}
    assert kinds(graph) == [AlarmKind.NOT_SHIPPED]


def test_more_received_than_shipped_is_of_unknown_origin() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.ship(("a", 10), site=FARM, to=HUB)
    story.receive(("a", 15), site=HUB)
    graph = story.graph()
    assert of(graph, "a") == {"a": Fraction(2, 3), "?": Fraction(1, 3)}
    assert kinds(graph) == [AlarmKind.OVER_RECEIVED]


def test_the_same_number_at_two_firms_is_two_lots() -> None:
    story = Story()
    story.harvest(("one/7", 10), ("two/7", 30))
    story.mix([("one/7", 10)], [("m", 10)])
    graph = story.graph()
    assert [graph.nodes[i].lot for i in attributed(graph, latest(graph, "m")).origins] == [
        lot("one/7")
    ]


def test_one_lot_goes_to_three_buyers_and_a_return_restores_the_balance() -> None:
    story = Story()
    story.harvest(("a", 100), site=HUB)
    for number in range(3):
        story.ship(("a", 30), site=HUB, to=f"{BUYER}-{number}")
    story.ship(("a", 20), site=f"{BUYER}-0", to=HUB)
    story.receive(("a", 20), site=HUB)
    story.ship(("a", 30), site=HUB, to="urn:x:food-bank")
    graph = story.graph()
    assert [alarm.kind for alarm in graph.alarms] == [AlarmKind.NOT_RECEIVED]
    assert set(graph.deliveries[lot("a")]) == {
        HUB, "urn:x:food-bank", *(f"{BUYER}-{number}" for number in range(3))
    }  # fmt: skip
    story.ship(("a", 1), site=HUB, to=BUYER)
    assert story.graph().alarms[-1].kind is AlarmKind.OVER_DRAWN


def test_a_pallet_mixes_nothing_and_carries_its_cases() -> None:
    story = Story()
    story.harvest(("a", 10), ("b", 10))
    story.pack("pallet", ("a", 10), ("b", 10))
    story.ship(("pallet", None), site=FARM, to=BUYER)
    story.receive(("pallet", None), site=BUYER)
    graph = story.graph()
    assert sent(graph, "a", BUYER) == {"a": 1}
    assert sent(graph, "b", BUYER) == {"b": 1}
    assert not graph.alarms


def test_a_pallet_that_is_packed_again_carries_what_then_stands_on_it() -> None:
    story = Story()
    story.harvest(("a", 10), ("b", 10), ("c", 10))
    story.pack("pallet", ("a", 10), ("b", 10))
    story.unpack("pallet", ("a", 4))
    story.ship(("pallet", None), site=FARM, to=HUB)
    story.unpack("pallet", site=HUB)
    story.pack("pallet", ("c", 10))
    story.ship(("pallet", None), site=FARM, to=BUYER)
    graph = story.graph()
    assert [each.kg for each in graph.deliveries[lot("a")][HUB]] == [6]
    assert BUYER not in graph.deliveries[lot("a")]
    assert list(graph.deliveries[lot("c")]) == [BUYER]


def test_cases_in_boxes_on_pallets_are_reached_and_a_loop_of_them_ends() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.pack("box", ("a", 10))
    story.pack("pallet", ("box", None))
    story.pack("box", ("pallet", None))
    story.ship(("pallet", None), site=FARM, to=BUYER)
    graph = story.graph()
    assert [each.kg for each in graph.deliveries[lot("a")][BUYER]] == [10]


def test_an_amount_that_cannot_be_weighed_makes_shares_unknown_never_nought() -> None:
    story = Story()
    story.harvest(("a", 10), ("b", "7"))
    story.mix([("a", 10), ("b", "7")], [("m", 20)])
    graph = story.graph()
    assert of(graph, "m") == {"?": 1}
    assert AlarmKind.WEIGHT_UNKNOWN in kinds(graph)
    both = bounds(graph, latest(graph, "m"), lambda _index: True)
    assert (both.low, both.high) == (Fraction(1), Fraction(1))


def test_a_lot_alone_keeps_its_origin_though_nobody_knows_its_weight() -> None:
    story = Story()
    story.harvest(("a", "7"))
    story.mix([("a", "7")], [("m", 20)])
    assert of(story.graph(), "m") == {"a": 1}


def test_more_made_than_the_inputs_yield_is_of_unknown_origin() -> None:
    story = Story()
    story.harvest(("a", 10))
    story.mix([("a", 10)], [("m", 15), ("n", 15)])
    graph = story.graph(most=Fraction(2))
    assert of(graph, "m") == {"a": Fraction(2, 3), "?": Fraction(1, 3)}
    assert AlarmKind.TOO_MUCH_MADE in kinds(graph)
    assert not story.graph(most=Fraction(3)).alarms


def test_the_graph_is_the_same_for_any_order_in_which_events_come() -> None:
    story = Story()
    story.harvest(("a", 30), ("b", 10), at=0)
    story.mix([("a", 20), ("b", 10)], [("m", 30)], at=1)
    story.mix([("m", 10), ("a", 5)], [("n", 15)], at=1)
    story.ship(("n", 15), site=FARM, to=BUYER, at=2)
    first = story.graph()
    for seed in range(5):
        Random(seed).shuffle(story.events)
        again = story.graph()
        assert (again.nodes, again.inflows, again.alarms) == (
            first.nodes,
            first.inflows,
            first.alarms,
        )


def test_events_of_one_instant_happen_in_the_order_in_which_they_can() -> None:
    """Files that give days say midnight for everything; hashes are against us here."""
    story = Story()
    story.ship(("m", 10), site=HUB, to=BUYER, at=0)
    story.mix([("a", 10)], [("m", 10)], site=HUB, at=0)
    story.receive(("a", 10), site=HUB, at=0)
    story.ship(("a", 10), site=FARM, to=HUB, at=0)
    story.harvest(("a", 10), at=0)
    graph = story.graph()
    assert not graph.alarms
    assert sent(graph, "m", BUYER) == {"a": 1}


def test_a_field_and_a_party_number_are_the_same_site() -> None:
    story = Story()
    place = "https://id.gs1.org/414/9520000000011"
    story.harvest(("a", 10), site=f"{place}/254/field-7")
    story.ship(("a", 10), site=place.replace("414", "417"), to=BUYER)
    assert not story.graph().alarms


@pytest.mark.parametrize("step", ["transporting", "departing"])
def test_a_departure_after_a_shipment_moves_nothing_twice(step: str) -> None:
    story = Story()
    story.harvest(("a", 10))
    story.ship(("a", 10), site=FARM, to=BUYER)
    story.tell(
        EventKind.OBJECT, FARM, action=Action.OBSERVE, step=step, objects=(("a", 10),), to=BUYER
    )
    graph = story.graph()
    assert not graph.alarms
    assert [each.kg for each in graph.deliveries[lot("a")][BUYER]] == [10]


def test_ten_thousand_steps_in_a_row_end_without_recursion() -> None:
    story = Story()
    story.harvest(("0", 10))
    for number in range(10_000):
        story.mix([(str(number), 10)], [(str(number + 1), 10)])
    graph = story.graph()
    assert of(graph, "10000") == {"0": 1}
    held = bounds(graph, latest(graph, "10000"), lambda _index: True)
    assert held.low == 1


def test_ten_thousand_events_of_one_instant_end_soon() -> None:
    story = Story()
    for _ in range(5_000):
        story.harvest(("a", 1), at=0)
        story.mix([("a", 1)], [("a", 1)], at=0)
    graph = story.graph()
    assert sum(of(graph, "a").values()) == 1


def test_amounts_of_nought_or_less_break_nothing() -> None:
    story = Story()
    story.harvest(("a", 0), ("b", -5), ("c", 5))
    story.mix([("a", 0), ("b", -5), ("c", 5)], [("m", 5)])
    assert sum(of(story.graph(), "m").values()) == 1


def test_events_the_lane_has_no_use_for_change_nothing() -> None:
    story = Story()
    story.harvest(("a", 10))
    before = story.graph()
    told = story.tell(EventKind.TRANSACTION, FARM, action=Action.ADD, objects=(("a", 10),))
    story.events.append(replace(told, kind=EventKind.ASSOCIATION, hash="ni:///z"))
    after = grown(story.events, weigh=weigh, most=lambda _lot: Fraction(1))
    assert after.nodes == before.nodes
