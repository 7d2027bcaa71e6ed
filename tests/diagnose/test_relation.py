"""What follows from how parties stand to each other."""

from itertools import permutations

import pytest

from commonweal.diagnose.relation import doubles, unisons
from commonweal.model.party import Role
from tests.diagnose.around import (
    FARM,
    HUB,
    LOCAL_FOOD,
    MEMBERS,
    SCHOOL,
    STATE,
    relation,
    stated,
)

UNISON = "acts in unison with"


@pytest.mark.requirement(74, 75)
def test_a_regulator_that_is_a_partner_too_is_found_by_relation_and_by_role() -> None:
    (by_role,) = doubles(LOCAL_FOOD, None)
    assert (by_role.party, by_role.regulates, by_role.roles) == (STATE, (), (Role.BENEFICIARY,))
    found = doubles(LOCAL_FOOD, stated({"relations": [relation("School", "regulates", "Farm")]}))
    assert [(each.party, each.regulates) for each in found] == [(SCHOOL, (FARM,)), (STATE, ())]


def test_a_regulator_that_is_nothing_else_is_no_partner() -> None:
    found = doubles(LOCAL_FOOD, stated({"relations": [relation("State", "regulates", "Hub")]}))
    assert [each.regulates for each in found] == [(HUB,)]


@pytest.mark.requirement(57)
def test_who_acts_in_unison_with_one_of_two_acts_in_unison_with_both() -> None:
    pairs = [("Hub", "School"), ("School", "State"), ("Farm", "State")]
    for order in permutations(pairs):
        found = stated({"relations": [relation(of, UNISON, to) for of, to in order]})
        assert unisons(found, MEMBERS) == (MEMBERS,)


@pytest.mark.requirement(57)
def test_two_pairs_apart_are_two_groups() -> None:
    rows = [relation("School", UNISON, "State"), relation("Farm", UNISON, "Hub")]
    assert unisons(stated({"relations": rows}), MEMBERS) == ((FARM, HUB), (SCHOOL, STATE))
    assert unisons(None, MEMBERS) == ()
    assert unisons(stated({"relations": [relation("State", "regulates", "Hub")]}), MEMBERS) == ()
