"""`weal winwin limit`: the limit of the acting party, and of no other."""

from pathlib import Path

from typer.testing import CliRunner

from commonweal.cli.main import app
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


def said(told: Partnership, *words: str, party: str) -> str:
    """What the command says to people."""
    home = ["--as", party, "--home", str(told.house.node.home)]
    done = CliRunner().invoke(app, ["winwin", "limit", str(told.id), *words, *home])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_a_limit_is_set_shown_to_its_party_alone_and_taken_back(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    home, words = told.house.node.home, ("winwin", "limit", str(told.id))
    made = weal(home, *words, "--least", "2.5", party="Mappers").out
    assert (made["least"], made["unit"], made["met"]) == (2.5, "points", None)
    shown = said(told, party="Mappers")
    assert "from a net of 2.5 points on" in shown
    assert "The operator of this node can read it" in shown
    weal(home, "winwin", "solve", str(told.id), party="Telecom")
    assert weal(home, *words, party="Mappers").out["met"] is True
    assert "has no limit here" in said(told, party="Telecom")
    assert "taken back" in said(told, "--withdraw", party="Mappers")
    assert "has no limit here" in said(told, party="Mappers")


def test_a_limit_that_will_not_do_is_a_sentence(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    home, words = told.house.node.home, ("winwin", "limit", str(told.id))
    for wrong, code in (
        (("--least", "-1"), 2),
        (("--least", "nan"), 2),
        (("--least", "1", "--withdraw"), 2),
        (("--withdraw",), 3),
    ):
        assert weal(home, *words, *wrong, party="Mappers").code == code
