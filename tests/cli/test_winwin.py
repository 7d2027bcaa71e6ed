"""`weal winwin`: the package that was kept says whether it still holds."""

from pathlib import Path

from typer.testing import CliRunner

from commonweal.app import offers, winwin
from commonweal.cli.main import app
from tests.app.houses import house
from tests.journey.weal import weal
from tests.web.partnership import Partnership, partnership


def shown(told: Partnership) -> str:
    """What the command says to people."""
    words = ["winwin", "show", str(told.id), "--as", "Mappers", "--home", str(told.house.node.home)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_kept_package_says_that_the_table_has_changed_since(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "home"))
    who = told.user, told.house.node, told.id
    winwin.solve(*who)
    assert "have changed since" not in shown(told)
    kept = weal(told.house.node.home, "winwin", "show", str(told.id), party="Mappers").out
    assert (kept["changed_since"], kept["offers_version"]) == (False, 1)
    offers.change(
        *who, path="uses[0].public_value", low=40, likely=70, high=90, source="us", seen=1
    )
    assert "Offers or tracks have changed since" in shown(told)
    assert "public value 59.0 points" in shown(told)  # as it was kept


def test_a_change_that_gives_the_same_package_is_no_change(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "home"))
    who = told.user, told.house.node, told.id
    winwin.solve(*who)
    offers.change(
        *who, path="uses[0].public_value", low=40, likely=60, high=80, source="our own count"
    )
    assert "have changed since" not in shown(told)
