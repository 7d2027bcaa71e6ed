import pytest

from commonweal.use.food.local.case import Case
from commonweal.use.food.local.distance import great_circle_miles
from commonweal.use.food.master import FacilityKind
from commonweal.use.food.trace import portions
from tests.use.food.happenings import BUYER, FARM, HUB, START, Story, described, facility, lot


def miles(one: tuple[str, str], other: tuple[str, str]) -> float:
    return great_circle_miles(facility("urn:a", place=one), facility("urn:b", place=other))


def test_a_quarter_of_the_globe_is_a_quarter_of_its_girth() -> None:
    assert miles(("0", "0"), ("0", "90")) == pytest.approx(6218.41, abs=0.01)
    assert miles(("0", "0"), ("90", "17")) == pytest.approx(6218.41, abs=0.01)


def test_albany_to_buffalo_is_about_257_miles() -> None:
    assert miles(("42.6526", "-73.7562"), ("42.8864", "-78.8784")) == pytest.approx(259.4, abs=1)


def test_it_is_the_same_both_ways_and_nought_at_home_and_crosses_the_date_line() -> None:
    assert miles(("10", "179"), ("10", "-179")) == pytest.approx(miles(("10", "-1"), ("10", "1")))
    assert miles(("43", "-76"), ("43", "-76")) == 0
    assert miles(("1", "2"), ("3", "4")) == miles(("3", "4"), ("1", "2"))
    assert miles(("0", "0"), ("0", "180")) == pytest.approx(2 * 6218.41, abs=0.02)


def test_a_lot_that_went_two_ways_was_carried_as_far_as_the_longer_one() -> None:
    story = Story()
    story.harvest(("a", 20))
    story.ship(("a", 10), site=FARM, to=HUB)
    story.ship(("a", 10), site=HUB, to=FARM)
    story.ship(("a", 20), site=FARM, to=BUYER)
    sites = [
        facility(FARM, place=("0", "0")),
        facility(HUB, FacilityKind.HUB, place=("0", "1")),
        facility(BUYER, FacilityKind.INSTITUTION, place=("1", "0")),
    ]
    graph, master = story.graph(), described(sites, [])
    case = Case.of(
        graph,
        master,
        lot=lot("a"),
        portions=portions(graph, lot("a"), BUYER),
        buyer=master.facility(BUYER, START.date()),
        on=START.date(),
    )
    (origin,) = case.attribution.origins
    assert case.legs(origin) == pytest.approx(3 * miles(("0", "0"), ("0", "1")), rel=1e-6)
