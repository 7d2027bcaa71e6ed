from dataclasses import replace
from typing import Any

from commonweal.model.ids import FrontierId
from commonweal.model.winwin import Ended, Frontier, Offers
from commonweal.winwin.chance import percent
from commonweal.winwin.frontier import frontier
from commonweal.winwin.need import Need
from commonweal.winwin.optimum import why_no_deal, why_not_the_least, why_not_the_optimum
from tests.winwin.invented import AT, BODY, HOLDER, NOW, element, figure, service, table, use

NAME = FrontierId("fro_invented")
DEAR = service("credit", 1, {HOLDER: figure(23, 18, 34)}, provider=BODY, needs_uses=["map"])


def drawn(offers: Offers) -> Frontier:
    return frontier(offers, NOW, name=NAME, at=AT)


def test_it_says_what_surety_costs() -> None:
    made = drawn(
        table(
            [element("records", figure(16, 12, 20))], [use("map", 220, private=4, risk=6)], [DEAR]
        )
    )
    assert made.recommended is None or made.points[made.recommended] is not made.plain
    said = why_not_the_optimum(made)
    assert said.startswith("The plain optimum, 219 points, may press parties to the brink")
    assert f"a chance of {percent(made.plain.chance)}." in said


def test_it_says_where_the_recommended_one_is_the_same_or_none_is_sure() -> None:
    made = drawn(
        table(
            [element("records", figure(16, 12, 20))], [use("map", 220, private=4, risk=6)], [DEAR]
        )
    )
    alike = replace(made, points=(made.plain, replace(made.plain, margin=1.0)), recommended=1)
    assert why_not_the_optimum(alike).endswith(
        "Here it is also the recommended one: the same package stands when everyone outside "
        "government is held to a gain of 1 points."
    )
    assert "the surest has" in why_not_the_optimum(replace(made, recommended=None))
    dearer = replace(made.plain, uses=(), public_value=200.0, chance=0.99)
    said = why_not_the_optimum(replace(made, points=(made.plain, dearer), recommended=1))
    assert "gives up 19 points of public value for a chance of 99 %" in said


def test_where_government_is_alone_nobody_is_pressed() -> None:
    alone = drawn(table([element("records", figure(1), BODY)], [use("map", 9, user=BODY)]))
    assert alone.recommended == 1
    assert why_not_the_optimum(alone).endswith("so nobody is pressed: it is recommended.")
    assert "brink" not in why_not_the_optimum(alone)


def test_who_nets_nothing_in_any_case_is_not_said_to_be_held_to_more() -> None:
    given = service("s", 8, {HOLDER: figure(13)}, provider=BODY, needs_uses=["map"])
    even = drawn(
        table([element("records", figure(10))], [use("map", 100, user=BODY, risk=3)], [given])
    )
    assert even.recommended is not None
    said = why_not_the_optimum(even)
    assert "with every figure 10 % of the way to its worse end" in said
    assert said.endswith("though somebody gains nothing by it.")
    assert "held to a gain" not in said


def needed(found: Frontier, **told: Any) -> Need:  # any fields
    plain = found.plain
    met = Need(
        scenario="likely",
        least_incentive=0.0,
        bound=0.0,
        why="",
        public_value=plain.public_value,
        joined=plain.joined,
        seconds=0.1,
        limit_s=1.0,
        ended=Ended.PROVED,
    )
    return replace(met, **told)


def test_a_need_that_the_plain_optimum_meets_tells_its_chance_and_what_is_recommended() -> None:
    made = drawn(
        table(
            [element("records", figure(16, 12, 20))], [use("map", 220, private=4, risk=6)], [DEAR]
        )
    )
    dearer = replace(made.plain, uses=(), public_value=200.0, chance=0.99)
    found = replace(made, points=(made.plain, dearer), recommended=1)
    said = why_not_the_least(needed(found), found)
    assert "That is the plain optimum" in said
    assert f"gains with a chance of {percent(made.plain.chance)}" in said
    assert "gives up 19 points of public value for a chance of 99 %" in said
    assert "The surest that was found, 99 %" in why_not_the_least(
        needed(found), replace(found, recommended=None)
    )
    for tight in (needed(found, least_incentive=3.0), needed(found, public_value=7.0)):
        assert "Recommended is the package of 200 points" in why_not_the_least(tight, found)
        assert "a little bad luck may be a loss" in why_not_the_least(tight, found)
    assert "a little bad luck may be a loss" in why_not_the_least(needed(found), None)
    assert "loses by it while" in why_not_the_least(needed(found, scenario="low"), found)
    assert why_not_the_least(needed(found, joined=()), found) == ""


def test_no_deal_is_not_said_to_be_a_loss_of_somebody_alone() -> None:
    none = drawn(table([element("records", figure(9))], [use("map", 9)])).plain
    assert "or brings the public no more than it costs" in why_no_deal(none)
    assert "there may be one" in why_no_deal(replace(none, ended=Ended.TIME))


def test_it_says_nothing_where_there_is_no_deal() -> None:
    assert why_not_the_optimum(drawn(table([element("records", figure(9))], [use("map", 9)]))) == ""
