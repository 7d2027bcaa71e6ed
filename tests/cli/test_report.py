"""`weal diagnose report`: a new file in one of four forms."""

from pathlib import Path

import pytest

from tests.app.houses import house
from tests.app.reported import reported
from tests.journey.weal import Said, weal
from tests.web.partnership import Partnership, settled

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "xlsx": b"PK", "md": b"# Diagnosis: Flood"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("report") / "home"))


def report(of: Partnership, out: Path) -> Said:
    home = of.house.node.home
    return weal(home, "diagnose", "report", "Flood", "--out", str(out), party="Mappers")


@pytest.mark.parametrize("form", BEGINS)
def test_the_ending_says_the_form(told: Partnership, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"diagnosis.{form}"
    assert report(told, out).out == {"collaboration": told.id, "file": str(out)}
    assert out.read_bytes().lower().startswith(BEGINS[form].lower())


def test_nothing_is_overwritten(told: Partnership, tmp_path: Path) -> None:
    out = tmp_path / "diagnosis.md"
    out.write_text("mine")
    assert report(told, out).problem["code"] == "invalid"
    assert out.read_text() == "mine"


def test_what_nobody_rated_has_no_report(tmp_path: Path) -> None:
    bare = settled(tmp_path / "home", tabled=False)
    out = tmp_path / "diagnosis.pdf"
    assert "Nobody has rated" in report(bare, out).problem["detail"]
    assert not out.exists()


def test_an_ending_that_is_not_known_is_answered_with_those_that_are(
    told: Partnership, tmp_path: Path
) -> None:
    out = tmp_path / "diagnosis.docx"
    assert ".pdf" in report(told, out).problem["hint"]
    assert not out.exists()
