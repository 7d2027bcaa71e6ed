"""`weal winwin value`: public value by type, added up for who asks alone."""

import pytest

from commonweal.app.winwin import solution
from tests.journey.weal import weal
from tests.web.partnership import settled


@pytest.mark.requirement(84)
def test_types_are_added_up_for_who_asks_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = settled(tmp_path_factory.mktemp("value") / "home")
    solution.solve(told.user, told.house.node, told.id)
    asked = told.house.node.home, "winwin", "value", str(told.id)
    found = weal(*asked, party="Mappers").out
    assert found["sum"] is None
    assert [each["value_type"] for each in found["account"]["types"]] == [None]
    assert weal(*asked, "--sum", party="Mappers").out["sum"]["net"]["likely"] == 59
