"""`weal diagnose compare`: one document, a sheet on stdout, or a new file."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commonweal.cli.main import app
from commonweal.diagnose.aspect import Part
from tests.app.houses import house
from tests.app.reported import HOSTILE, reported
from tests.journey.weal import weal
from tests.web.partnership import Partnership


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("compare") / "home"))


def said(told: Partnership, *words: str, party: str = "Mappers") -> str:
    """What the command says to people."""
    home = str(told.house.node.home)
    done = CliRunner().invoke(app, ["diagnose", "compare", *words, "--home", home, "--as", party])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.requirement(14)
def test_json_has_each_diagnosis_under_three_parts(told: Partnership) -> None:
    home = told.house.node.home
    out = weal(home, "diagnose", "compare", str(told.id), "flowminder", party="Mappers").out
    assert [each["id"] for each in out["collaborations"]] == [told.id, "flowminder"]
    for each in out["collaborations"]:
        assert {"label", "shares", "deviations"} <= set(each["dimensions"])
        assert {"mechanisms", "next"} <= set(each["process"])
        assert {"government", "warnings"} <= set(each["government"])
    assert out["collaborations"][1]["dimensions"]["platform"] == "social_issue"
    assert "validates nothing" in out["collaborations"][1]["note"]
    assert {each["part"] for each in out["rows"]} == set(Part)


def test_a_title_is_as_good_as_an_id(told: Partnership) -> None:
    out = weal(told.house.node.home, "diagnose", "compare", "flood", party="Mappers").out
    assert [each["id"] for each in out["collaborations"]] == [told.id]


def test_csv_is_the_sheet_and_nothing_else(told: Partnership) -> None:
    rows = list(csv.reader(StringIO(said(told, str(told.id), "newyork", "floraholland", "--csv"))))
    assert rows[0][:3] == ["part", "aspect", "Flood"]
    assert {len(row) for row in rows} == {5}


def test_a_title_that_is_a_formula_is_guarded(told: Partnership) -> None:
    made = reported(told.house, title='=HYPERLINK("x")', word="Calla", beside="Other ")
    sheet = said(told, str(made.id), "--csv", party="Other Mappers")
    assert next(csv.reader(StringIO(sheet)))[2].startswith("'=")


def test_people_read_three_tables_and_whose_reading_it_is(told: Partnership) -> None:
    shown = said(told, str(told.id), "newyork")
    for part in Part:
        assert part.value.capitalize() in shown
    assert "validates nothing" in " ".join(shown.split())


@pytest.mark.parametrize("ending", ["html", "md", "csv", "xlsx", "pdf"])
def test_a_file_is_written_once_and_never_over_another(
    told: Partnership, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"compared.{ending}"
    assert "written" in " ".join(said(told, str(told.id), "newyork", "--out", str(out)).split())
    before = out.read_bytes()
    again = weal(
        told.house.node.home, "diagnose", "compare", "newyork", "--out", str(out), party="Mappers"
    )
    assert again.problem["code"] == "invalid"
    assert "already" in again.problem["detail"]
    assert out.read_bytes() == before


@pytest.mark.parametrize("name", ["nothing", HOSTILE, "col_00000000000000000000000000"])
def test_what_is_not_there_is_a_sentence(told: Partnership, name: str, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    words = ("diagnose", "compare", name, "--out", str(out))
    answer = weal(told.house.node.home, *words, party="Mappers")
    assert answer.problem["code"] == "not-found"
    assert not out.exists()


def test_an_unknown_ending_and_two_forms_at_once_are_refused(
    told: Partnership, tmp_path: Path
) -> None:
    home = told.house.node.home
    answer = weal(home, "diagnose", "compare", "newyork", "--out", str(tmp_path / "x.docx"))
    assert ".html" in answer.problem["hint"]
    assert ".csv" in answer.problem["hint"]
    assert weal(home, "diagnose", "compare", "newyork", "--csv").problem["code"] == "invalid"
