"""What was looked at: seven challenges, four components, three groups of factors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.lookout import between, looked_at, weighed
from commonweal.diagnose.statement import Part, challenges
from tests.diagnose.around import FARM, HUB, MEMBERS, ROWS, SCHOOL, Row, stated

SEVEN = ["information", "technology", "managerial", "organizational", "policy", "political",
         "contextual"]  # fmt: skip


@pytest.mark.requirement(78)
def test_all_seven_challenges_stand_in_the_register_and_none_is_looked_at_by_itself() -> None:
    found = looked_at(None)
    assert [each.term.id for each in found.challenges] == SEVEN
    assert (found.done, [each.id for each in found.left]) == (0, SEVEN)


@pytest.mark.requirement(78)
@given(st.lists(ROWS[Part.RISKS], max_size=7, unique_by=lambda row: row["challenge"]))
def test_looked_at_and_left_make_seven_whatever_matters(rows: list[Row]) -> None:
    found = looked_at(stated({"risks": rows}))
    assert found.done == len(rows)
    assert found.done + len(found.left) == len(challenges()) == 7
    assert {each.id for each in found.left}.isdisjoint(row["challenge"] for row in rows)


def test_what_does_not_matter_was_looked_at_all_the_same() -> None:
    row = {"challenge": "political", "weight": "does not matter", "text": "None was seen"}
    assert looked_at(stated({"risks": [row]})).done == 1


def test_decisive_without_a_measure_is_unmet() -> None:
    decisive = {"challenge": "policy", "weight": "decisive", "text": "No law"}
    assert [each.term.id for each in looked_at(stated({"risks": [decisive]})).unmet] == ["policy"]
    met = {**decisive, "measure": "Ask for one"}
    assert looked_at(stated({"risks": [met]})).unmet == ()


@pytest.mark.requirement(77)
def test_every_pair_that_shares_is_checked_for_all_four_components() -> None:
    (found,) = between(None, MEMBERS, [(SCHOOL, FARM), (FARM, SCHOOL)])
    assert found.parties == (FARM, SCHOOL)
    assert (len(found.components), len(found.open), found.there) == (4, 4, 0)


@pytest.mark.requirement(77)
def test_a_pair_is_ready_once_all_four_are_there() -> None:
    rows = [
        {"between": ["Hub", "Farm"], "component": each, "presence": "there"}
        for each in ("trusted_networks", "shared_information", "integrated_data")
    ]
    (found,) = between(stated({"readiness": rows}), MEMBERS)
    assert (found.parties, found.there) == ((FARM, HUB), 3)
    last = {"between": ["Farm", "Hub"], "component": "interoperable_infrastructure"}
    partly = stated({"readiness": [*rows, {**last, "presence": "partly"}]})
    assert between(partly, MEMBERS)[0].there == 3
    assert between(partly, MEMBERS)[0].open == ()
    there = stated({"readiness": [*rows, {**last, "presence": "there"}]})
    assert between(there, MEMBERS)[0].there == 4


def test_pairs_come_in_the_order_of_the_members() -> None:
    found = between(None, MEMBERS, [(SCHOOL, HUB), (HUB, FARM), (FARM, SCHOOL)])
    assert [each.parties for each in found] == [(FARM, HUB), (FARM, SCHOOL), (HUB, SCHOOL)]


@pytest.mark.requirement(82)
def test_the_three_groups_of_factors_say_which_way_each_pulls() -> None:
    found = weighed(stated({"factors": [{"factor": "trust", "effect": "hinders", "text": "x"}]}))
    assert [each.group.id for each in found] == ["beliefs", "organisation", "circumstances"]
    assert [each.done for each in found] == [0, 0, 1]
    assert sum(len(each.factors) for each in found) == 10
