from dataclasses import replace

from commonweal.model.ids import FrontierId
from commonweal.model.winwin import Frontier, Offers
from commonweal.winwin.chance import percent
from commonweal.winwin.frontier import frontier
from commonweal.winwin.optimum import why_not_the_optimum
from tests.winwin.invented import AT, BODY, HOLDER, KINDS, element, figure, service, table, use

NAME = FrontierId("fro_invented")
DEAR = service("credit", 1, {HOLDER: figure(23, 18, 34)}, provider=BODY, needs_uses=["map"])


def drawn(offers: Offers) -> Frontier:
    return frontier(offers, KINDS, frozenset(), name=NAME, at=AT)


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
    assert "Here it does not: the same package stands" in why_not_the_optimum(alike)
    assert "the surest has" in why_not_the_optimum(replace(made, recommended=None))
    dearer = replace(made.plain, uses=(), public_value=200.0, chance=0.99)
    said = why_not_the_optimum(replace(made, points=(made.plain, dearer), recommended=1))
    assert "gives up 19 points of public value for a chance of 99 %" in said


def test_where_government_is_alone_the_same_package_stands() -> None:
    alone = drawn(table([element("records", figure(1), BODY)], [use("map", 9, user=BODY)]))
    assert alone.recommended == 1
    assert "the same package stands" in why_not_the_optimum(alone)


def test_it_says_nothing_where_there_is_no_deal() -> None:
    assert why_not_the_optimum(drawn(table([element("records", figure(9))], [use("map", 9)]))) == ""
