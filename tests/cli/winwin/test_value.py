"""`weal winwin value`: public value by type, added up for who asks alone."""

import pytest

from commonweal.app import winwin
from tests.app.houses import house
from tests.journey.weal import weal
from tests.web.partnership import partnership


@pytest.mark.requirement(84)
def test_types_are_added_up_for_who_asks_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = partnership(house(tmp_path_factory.mktemp("value") / "home"))
    winwin.solve(told.user, told.house.node, told.id)
    asked = told.house.node.home, "winwin", "value", str(told.id)
    found = weal(*asked, party="Mappers").out
    assert found["sum"] is None
    assert [each["value_type"] for each in found["account"]["types"]] == [None]
    assert weal(*asked, "--sum", party="Mappers").out["sum"]["net"]["likely"] == 59
