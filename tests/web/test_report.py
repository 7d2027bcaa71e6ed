"""The diagnosis report, taken away from the browser."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.app.houses import house
from tests.app.reported import reported
from tests.web.partnership import Partnership
from tests.web.visits import visit

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "xlsx": b"PK", "md": b"# Diagnosis"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("report") / "home"))


@pytest.fixture(scope="module")
def mine(told: Partnership) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.mark.parametrize("form", BEGINS)
def test_it_comes_in_four_forms_as_a_download(
    mine: TestClient, told: Partnership, form: str
) -> None:
    answer = mine.get(f"{told.page}/diagnose/report.{form}")
    assert answer.status_code == 200
    assert answer.content.lower().startswith(BEGINS[form].lower())
    assert answer.headers["content-disposition"] == f'attachment; filename="diagnosis.{form}"'


@pytest.mark.parametrize("form", ["exe", "csv", "PDF", "html.exe"])
def test_another_form_is_not_found(mine: TestClient, told: Partnership, form: str) -> None:
    assert mine.get(f"{told.page}/diagnose/report.{form}").status_code == 404


def test_a_stranger_is_told_what_is_told_of_something_absent(told: Partnership) -> None:
    with visit(told.house.node, told.stranger) as theirs:
        answer = theirs.get(f"{told.page}/diagnose/report.html")
        absent = theirs.get("/c/col_00000000000000000000000000/diagnose/report.html")
    assert answer.status_code == absent.status_code == 404
    assert "Amaryllis" not in answer.text
