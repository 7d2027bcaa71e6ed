from importlib.metadata import entry_points

import pytest

from commonweal.model.errors import UnknownTerm
from commonweal.use.lane import GROUP, Disclosed, DisclosureRule, Headcount, Lane, lane
from tests.use.lanes import Letters


def test_a_lane_of_ones_own_is_a_lane() -> None:
    mine: Lane[Headcount, Disclosed] = Letters()
    assert mine.rule == DisclosureRule(smallest=2, population="letters")


@pytest.mark.parametrize("name", [point.name for point in entry_points(group=GROUP)])
def test_the_lanes_we_ship_come_through_the_door_of_everyone(name: str) -> None:
    found = lane(name)
    assert found.name == name
    assert found.definition.startswith(f"{name}/")
    assert not isinstance(found.rule, DisclosureRule) or found.rule.smallest >= 2
    assert found.settings


def test_mobility_is_there_and_shows_nothing_of_fifteen_or_fewer() -> None:
    rule = lane("mobility").rule
    assert isinstance(rule, DisclosureRule)
    assert rule.smallest == 16


def test_an_unknown_lane_is_refused_with_the_near_name() -> None:
    with pytest.raises(UnknownTerm, match="lane is 'mobilty'") as refused:
        lane("mobilty")
    assert refused.value.hint == "Did you mean 'mobility'?"
