import json
from dataclasses import replace

import pytest

from commonweal.model.ids import ExplanationId, FrontierId, PackageId, PartyId
from commonweal.model.winwin import Blocked, Package
from commonweal.winwin.contract import (
    blocked_told,
    explanation_told,
    frontier_told,
    needs_told,
    package_told,
    party_called,
)
from commonweal.winwin.explain.explanation import explanation
from commonweal.winwin.frontier import frontier
from commonweal.winwin.need import need
from commonweal.winwin.package import solve
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    NOW,
    THIRD,
    USER,
    element,
    figure,
    service,
    table,
    use,
)

OFFERS = table(
    [element("records", figure(5))],
    [use("map", 90, private=6, risk=2)],
    [service("report", 2, {HOLDER: figure(20)}, needs_uses=["map"])],
)
NAMES = {HOLDER: "carrier", USER: "mapper"}


@pytest.fixture
def found() -> Package:
    return solve(OFFERS, NOW, at=AT, margin=1)


def test_a_package_is_told_by_the_words_of_the_document(found: Package) -> None:
    told = package_told(found, OFFERS, NAMES)
    assert told["uses"] == [["records", "mapper"]]
    assert told["net_by_party"] == {"carrier": 13, "mapper": 4}
    assert told["joins"] == ["carrier", "mapper"]
    assert (told["public_value"], told["unit"], told["id"]) == (90, "points", None)
    json.dumps(told, allow_nan=False)


def test_who_does_not_join_nets_nothing_and_those_listed_come_first(found: Package) -> None:
    idle = service("leaflet", 2, {BODY: figure(1)})
    wider = replace(OFFERS, services=(*OFFERS.services, idle), called=(("growers", THIRD),))
    names = {**NAMES, BODY: "ministry", THIRD: "growers"}
    told = package_told(found, wider, names)
    nets = told["net_by_party"]
    assert isinstance(nets, dict)
    assert list(nets.items()) == [("growers", 0), ("carrier", 13), ("mapper", 4), ("ministry", 0)]
    assert told["joins"] == ["carrier", "mapper"]
    assert told["p_by_party"] == {"carrier": 1, "mapper": 1}


def test_a_package_that_was_kept_says_its_id(found: Package) -> None:
    kept = replace(found, id=PackageId("pac_1"))
    assert package_told(kept, OFFERS, NAMES)["id"] == "pac_1"


def test_an_explanation_is_told_in_words_and_without_a_figure_that_is_gone() -> None:
    back = service("report", 2, {HOLDER: figure(20, 5, 30)}, needs_uses=["map"])
    ranged = replace(OFFERS, services=(back,))
    made = explanation(ranged, NOW, name=ExplanationId("exp_1"), at=AT, margin=1, names=NAMES)
    told = explanation_told(made, ranged, NAMES)
    assert {each["party"]: each["worse_off"] for each in listed(told, "without_party")} == {
        "carrier": ["mapper"], "mapper": ["carrier"],
    }  # fmt: skip
    (turn,) = listed(told, "turns")
    assert (turn["figure"], turn["low"], turn["high"]) == (
        "report: gain of who receives it, carrier",
        5,
        30,
    )
    (gone,) = listed(explanation_told(made, replace(OFFERS, services=()), NAMES), "turns")
    assert gone == {**turn, "figure": None, "low": None, "high": None}
    json.dumps(told, allow_nan=False)


def listed(told: dict[str, object], key: str) -> list[dict[str, object]]:
    found = told[key]
    assert isinstance(found, list)
    return found


def test_a_zero_has_no_sign(found: Package) -> None:
    told = package_told(replace(found, public_value=-0.0), OFFERS, NAMES)
    assert str(told["public_value"]) == "0.0"


def test_a_use_that_is_gone_goes_by_its_id(found: Package) -> None:
    less = replace(OFFERS, uses=())
    assert package_told(found, less, NAMES)["uses"] == [["map", ""]]


def test_a_frontier_names_the_place_of_the_recommended_point() -> None:
    made = frontier(OFFERS, NOW, name=FrontierId("fro_1"), at=AT, margins=(0, 2))
    told = frontier_told(made, OFFERS, NAMES)
    assert told["recommended"] == 1
    assert told["plain_optimum"] == package_told(made.plain, OFFERS, NAMES)
    assert told["points"] == [package_told(each, OFFERS, NAMES) for each in made.points]
    json.dumps(told, allow_nan=False)


def test_needs_and_what_blocks_are_plain_values() -> None:
    bare = replace(OFFERS, services=())
    told = needs_told(need(bare, NOW, party=HOLDER), NAMES)
    assert [each["scenario"] for each in told] == ["likely", "low"]
    assert told[0]["least_incentive"] == pytest.approx(7)
    blocked = Blocked(constraint="It lacks 7.", change="If it gained 7.", party=HOLDER, amount=7)
    assert blocked_told([blocked], NAMES)[0]["party"] == "carrier"
    json.dumps(told, allow_nan=False)


def test_a_party_is_found_by_its_word_or_its_id() -> None:
    assert party_called("carrier", NAMES) == party_called(HOLDER, NAMES) == HOLDER
    assert party_called("nobody", NAMES) is None
    crossed = {HOLDER: str(USER), USER: "x"}
    assert party_called(USER, crossed) == PartyId(USER)  # an id always holds
