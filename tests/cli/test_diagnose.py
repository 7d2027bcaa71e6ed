"""`weal diagnose show`: one document for programs, deviations first for people."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli.main import app
from tests.app.rated import rate
from tests.diagnose.codings import FLORAHOLLAND, FLOWMINDER
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("told") / "home")
    for name in ("A", "B", "C"):
        rate(made, made.user, name, FLOWMINDER, motives=["society"])
    rate(made, made.holder, "D. Engineer", FLORAHOLLAND)
    return made


def shown(told: Partnership) -> str:
    """What the command says to people."""
    words = ["diagnose", "show", str(told.id), "--as", "Mappers"]
    done = CliRunner().invoke(
        app, [*words, "--home", str(told.house.node.home)], env={"COLUMNS": "160"}
    )
    assert done.exit_code == 0, done.output
    return done.stdout


def test_programs_get_the_keys_of_the_contract(told: Partnership) -> None:
    found = weal(told.house.node.home, "diagnose", "show", str(told.id), party="Mappers").out
    assert list(found)[:12] == [
        *("label", "rule", "platform", "shares", "coverage", "agreement", "stability"),
        *("deviations", "by_party", "government", "mechanisms", "next"),
    ]
    assert (found["label"], found["platform"]) == ("type", "social_issue")
    assert found["by_party"]["Telecom"]["platform"] == "resource_dependence"
    assert found["differ"] == ["Telecom"]


@pytest.mark.requirement(13)
def test_people_read_deviations_first_and_the_label_with_its_rule(told: Partnership) -> None:
    words = shown(told)
    order = [
        *("Flood: Social Issue platform", "Deviations", "deviates", "Rule: One platform holds"),
        *("Shares:", "Coverage:", "Agreement:", "Stability:", "Parties apart"),
        *("Who stands apart", "D. Engineer", "What would change the answer", "Mechanisms"),
        *("Next", "Government:", "[R2, paper S6]"),
    ]
    places = [words.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.requirement(70)
def test_people_read_gates_roles_held_and_policies_that_are_not_the_papers(
    told: Partnership,
) -> None:
    words = shown(told)
    assert words.index("Next") < words.index("Gates") < words.index("Government:")
    assert "held here" in words
    assert "Policies from elsewhere, not the paper's" in words
    assert "2014/95/EU" in words
    assert "If what is unanswered" not in words


def test_bounds_are_told_where_not_all_is_answered(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    rate(made, made.user, "A", FLOWMINDER[:6])
    assert "If what is unanswered spoke against a platform, or for it:" in shown(made)


def test_a_collaboration_that_nobody_rated_says_what_to_do(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    said = weal(made.house.node.home, "diagnose", "show", str(made.id), party="Mappers")
    assert said.code == 3
    assert "weal diagnose rate" in said.problem["hint"]


def test_the_bench_tells_the_bootstrap_beside_a_bare_pass(tmp_path: Path) -> None:
    found = weal(
        tmp_path / "home", "bench", "diagnose", "--respondents", "10", "--draws", "100"
    ).out
    assert (found["respondents"], found["draws"], found["cells"]) == (10, 100, 24)
    assert found["bootstrap_s"] > 0
    assert found["ratio"] > 0
