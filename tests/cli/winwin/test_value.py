"""`weal winwin value`: public value by type, added up for who asks alone."""

from pathlib import Path

import pytest

from commonweal.app.winwin import solution
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("value") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.mark.requirement(84)
def test_types_are_added_up_for_who_asks_alone(told: Partnership) -> None:
    asked = told.house.node.home, "winwin", "value", str(told.id)
    found = weal(*asked, party="Mappers").out
    assert found["sum"] is None
    assert [each["value_type"] for each in found["account"]["types"]] == [None]
    assert weal(*asked, "--sum", party="Mappers").out["sum"]["net"]["likely"] == 59


def test_the_account_is_written_once_and_added_up_for_who_asks_alone(
    told: Partnership, tmp_path: Path
) -> None:
    asked = told.house.node.home, "winwin", "value", str(told.id)
    apart, added = tmp_path / "apart.md", tmp_path / "added.md"
    assert weal(*asked, "--out", str(apart), party="Mappers").out["file"] == str(apart)
    assert "Added up" not in apart.read_text()
    assert weal(*asked, "--out", str(added), "--sum", party="Mappers").code == 0
    assert "Added up" in added.read_text()
    before = apart.read_bytes()
    assert weal(*asked, "--out", str(apart), party="Mappers").code == 2
    assert apart.read_bytes() == before
    wrong = weal(*asked, "--out", str(tmp_path / "value.exe"), party="Mappers")
    assert (wrong.code, wrong.problem["code"]) == (2, "unknown-term")
    assert not (tmp_path / "value.exe").exists()
