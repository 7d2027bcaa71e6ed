"""`weal winwin explain`."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.app.winwin import limit, offers
from commonweal.cli.main import app
from tests.app.journey import OFFERS
from tests.app.winwin.test_explain import large
from tests.figures import tells
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def said(told: Partnership) -> str:
    """What the command says to people."""
    home = str(told.house.node.home)
    words = ["winwin", "explain", str(told.id), "--as", "Mappers", "--home", home]
    done = CliRunner().invoke(app, words, terminal_width=200)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_it_tells_which_figure_party_and_track_the_answer_hangs_on(told: Partnership) -> None:
    found = weal(told.house.node.home, "winwin", "explain", str(told.id), party="Mappers").out
    assert (found["package"]["public_value"], found["figures"], found["complete"]) == (59, 7, True)
    assert found["package"]["net_by_party"].keys() == {"Telecom", "Mappers"}
    first = found["turns"][0]
    assert (first["figure"], first["at_low"], first["at_high"]) == ("map: public value", 39, 79)
    assert {each["party"]: each["lost"] for each in found["without_party"]} == {
        "Telecom": 59,
        "Mappers": 59,
    }
    assert found["without_track"] == [
        {
            "track": "consent",
            "public_value": 0,
            "lost": 59,
            "services": ["report"],
            "worse_off": ["Telecom", "Mappers"],
        }
    ]
    assert found["blocked"] == []


def test_people_read_the_same(told: Partnership) -> None:
    shown = said(told)
    assert "7 of 7 tried, 2 matter" in shown
    assert "invented figures" in shown
    assert "consent" in shown
    assert "Map: public value" in shown
    assert "report" not in shown  # a service goes by its text
    assert re.search(r"Proved in [\d.]+ s of at most \d+ s: no gap is left\.", shown)
    for title in ("One figure alone, in points:", "Without each party, in points"):
        assert title in shown


def test_no_package_is_told_with_what_blocks_it(told: Partnership) -> None:
    bare = {**OFFERS, "services": []}
    offers.table(told.user, told.house.node, told.id, document=bare)
    shown = said(told)
    assert "Why there is no package:" in shown
    assert "Telecom gains too little: it lacks 5 points." in shown


def test_a_limit_of_another_changes_no_explanation_and_no_sentence_tells_it(
    told: Partnership,
) -> None:
    limit.state(told.holder, told.house.node, told.id, least=4711.25)
    shown = said(told)
    assert "Limits that parties keep to themselves are not counted here." in shown
    assert "Why there is no package:" not in shown
    kept = weal(told.house.node.home, "winwin", "solve", str(told.id), party="Mappers").out
    assert [each["change"] for each in kept["why"]] == [
        "Without those limits there would be a package."
    ]
    assert not tells(f"{shown} {kept}".replace(",", ""), "4711")


def test_a_large_table_is_explained_in_the_foreground_and_kept(told: Partnership) -> None:
    offers.table(told.user, told.house.node, told.id, document=large())
    found = weal(told.house.node.home, "winwin", "explain", str(told.id), party="Mappers").out
    assert (found["package"]["public_value"], found["figures"]) == (59, 127)
    assert found["complete"]


def test_an_empty_table_is_a_sentence(tmp_path: Path) -> None:
    told = settled(tmp_path / "home", tabled=False)
    done = weal(told.house.node.home, "winwin", "explain", str(told.id), party="Mappers")
    assert done.code == 3
    assert done.problem["code"] == "not-yet"
