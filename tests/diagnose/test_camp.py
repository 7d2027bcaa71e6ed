"""A split has two sides, and each is told with its people and its own profile."""

from random import Random

import pytest

from commonweal.diagnose.camp import camps
from commonweal.diagnose.summary import summary
from commonweal.model.assessment import Label, PlatformType
from tests.diagnose.builders import PURE, named
from tests.diagnose.diagnosed import diagnosed

RD, SI, SS = PlatformType
SPLIT = named(*[[PURE[RD]] * 8] * 2, *[[PURE[SI]] * 8] * 2)


@pytest.mark.requirement(12)
def test_each_side_of_a_split_is_told_with_its_people_and_its_profile() -> None:
    told = summary(diagnosed(SPLIT))
    assert told.label == Label.DISPUTED
    assert [(each.tops, each.respondents) for each in told.camps] == [
        (("resource_dependence",), ("R0, Growers", "R1, Growers")),
        (("social_issue",), ("R2, Growers", "R3, Growers")),
    ]
    assert [each.shares.of(top) for each, top in zip(told.camps, (RD, SI), strict=True)] == [1, 1]


@pytest.mark.requirement(12)
def test_where_the_whole_has_no_one_top_everyone_who_sees_one_stands_apart() -> None:
    told = summary(diagnosed(SPLIT))
    assert {each.respondent for each in told.dissent} == {"R0", "R1", "R2", "R3"}


def test_who_ties_as_the_whole_does_stands_apart_from_nobody() -> None:
    told = summary(diagnosed(named(*[[(3, 3, 0)] * 8] * 4)))
    assert told.dissent == ()
    assert told.camps == ()


def test_who_sees_something_where_the_others_see_nothing_is_not_lost() -> None:
    told = summary(diagnosed(named(*[[(0, 0, 0)] * 8] * 4, [(1, 0, 0)] * 8)))
    assert told.label == Label.NOT_COVERED
    assert [each.respondent for each in told.dissent] == ["R4"]
    assert [len(each.respondents) for each in told.camps] == [4, 1]


def test_the_order_of_respondents_changes_no_side() -> None:
    mixed = list(SPLIT)
    Random(4).shuffle(mixed)
    assert camps(mixed) == camps(SPLIT)
