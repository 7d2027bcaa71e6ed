"""Side by side, and the diagnosis report, over HTTP."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.app.houses import house
from tests.app.reported import reported
from tests.web.partnership import Partnership

BEGINS = {"pdf": b"%PDF-", "html": b"<!doctype html>", "xlsx": b"PK", "md": b"# Diagnosis"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("compare") / "home"))


@pytest.fixture(scope="module")
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


@pytest.fixture(scope="module")
def theirs(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.stranger)


@pytest.mark.requirement(14)
def test_the_three_cases_stand_there_if_nothing_is_named(theirs: TestClient) -> None:
    found = theirs.get("/api/comparison").json()
    assert [each["id"] for each in found["collaborations"]] == [
        "floraholland",
        "flowminder",
        "newyork",
    ]
    assert all(len(each["cells"]) == 3 for each in found["rows"])


def test_ones_own_stands_beside_a_case(mine: TestClient, told: Partnership) -> None:
    found = mine.get("/api/comparison", params={"with": [told.id, "newyork"]}).json()
    own, case = found["collaborations"]
    assert own["dimensions"]["deviations"]
    assert case["government"]["government"]


def test_a_stranger_is_told_what_is_told_of_something_absent(
    theirs: TestClient, told: Partnership
) -> None:
    problem(theirs.get("/api/comparison", params={"with": [told.id]}), 404, "not-found")
    there = f"/api/collaborations/{told.id}/diagnosis/documents/md"
    problem(theirs.get(there), 404, "not-found")


def test_a_name_that_is_too_long_is_a_problem(mine: TestClient) -> None:
    problem(mine.get("/api/comparison", params={"with": ["x" * 1000]}), 422, "invalid")


@pytest.mark.parametrize("form", BEGINS)
def test_the_report_is_a_file(mine: TestClient, told: Partnership, form: str) -> None:
    answer = mine.get(f"/api/collaborations/{told.id}/diagnosis/documents/{form}")
    assert answer.status_code == 200, answer.text
    assert answer.content.lower().startswith(BEGINS[form].lower())
    assert answer.headers["content-disposition"] == f'attachment; filename="diagnosis.{form}"'


def test_a_comparison_is_a_file_with_everyone_that_is_named(
    mine: TestClient, theirs: TestClient, told: Partnership
) -> None:
    names = {"with": [told.id, "newyork"]}
    answer = mine.get("/api/comparison/documents/md", params=names)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="comparison.md"'
    assert "Flood" in answer.text
    assert "New York" in answer.text
    problem(theirs.get("/api/comparison/documents/md", params=names), 404, "not-found")
