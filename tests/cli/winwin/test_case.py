"""`weal winwin case` and `weal winwin value`."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.app.winwin import businesscase, offers, solution
from commonweal.cli.main import app
from commonweal.model.winwin import ApprovalState
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("case") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


def words(told: Partnership, *more: str) -> str:
    """What the command says to people."""
    home = str(told.house.node.home)
    done = CliRunner().invoke(app, ["winwin", *more, "--as", "Telecom", "--home", home])
    assert done.exit_code == 0, done.output
    return done.stdout


def said(told: Partnership, *more: str) -> tuple[int, dict[str, str]]:
    found = weal(told.house.node.home, "winwin", "case", str(told.id), *more, party="Telecom")
    return found.code, dict(found.problem)


@pytest.mark.requirement(29)
def test_ones_own_case_is_shown_with_what_it_hangs_on(told: Partnership) -> None:
    shown = words(told, "case", str(told.id))
    assert "Business case of Telecom (invented figures)" in shown
    assert "Telecom nets 5 points" in shown
    assert "not on the board" in shown


def test_the_case_of_another_is_shown_by_its_name(told: Partnership) -> None:
    assert "Business case of Mappers" in words(told, "case", str(told.id), "--party", "Mappers")
    assert "City has no part in it" in words(told, "case", str(told.id), "--party", "City")


def test_a_case_is_written_once_and_never_over_a_file(told: Partnership, tmp_path: Path) -> None:
    out = tmp_path / "case.pdf"
    assert said(told, "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert said(told, "--out", str(out))[0] == 2
    code, problem = said(told, "--out", str(tmp_path / "case.exe"))
    assert (code, problem["code"]) == (2, "unknown-term")
    assert not (tmp_path / "case.exe").exists()


def test_a_file_that_cannot_be_written_keeps_no_word(told: Partnership, tmp_path: Path) -> None:
    before = told.house.node.records.counter()
    word = ("--state", "approved", "--by", "board")
    assert said(told, *word, "--out", str(tmp_path / "case.exe"))[0] == 2
    assert told.house.node.records.counter() == before


@pytest.mark.requirement(29)
def test_a_case_is_approved_by_a_role_with_a_note(told: Partnership) -> None:
    shown = words(
        told, "case", str(told.id), "--state", "approved", "--by", "board", "--note", "From May"
    )
    assert "Inside the organisation: approved by board" in shown
    assert "Note: From May" in shown


@pytest.mark.parametrize(
    "wrong",
    [
        ("--by", "board"),
        ("--note", "x"),
        ("--state", "approved"),
        ("--state", "approved", "--by", "board", "--party", "Mappers"),
    ],
)
def test_half_a_word_is_refused_and_nothing_is_kept(
    wrong: tuple[str, ...], told: Partnership, tmp_path: Path
) -> None:
    before = told.house.node.records.counter()
    code, problem = said(told, *wrong, "--out", str(tmp_path / "case.md"))
    assert (code, problem["code"]) == (2, "invalid")
    assert told.house.node.records.counter() == before
    assert not list(tmp_path.iterdir())


def test_the_cases_are_listed_with_who_has_not_approved(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    solution.solve(made.user, made.house.node, made.id)
    shown = words(made, "cases", str(made.id))
    assert "Not approved yet: Telecom." in shown
    assert "stays out" in shown
    word = ("--state", "approved", "--by", "board")
    assert said(made, *word)[0] == 0
    assert "Every business party in it has approved its case." in words(made, "cases", str(made.id))
    found = weal(made.house.node.home, "winwin", "cases", str(made.id), party="Telecom").out
    assert (found["open"], len(found["roster"]["rows"])) == (True, 3)


def test_an_approval_of_other_figures_is_listed_apart(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    who = made.house.node, made.id
    solution.solve(made.user, *who)
    businesscase.review(made.holder, *who, state=ApprovalState.APPROVED, by="board")
    offers.change(made.user, *who, path="elements[0].cost", likely=14, source="us")
    shown = words(made, "cases", str(made.id))
    assert "figures have changed since: Telecom." in shown
    assert "Every business party" not in shown
