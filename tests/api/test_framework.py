"""The framework and its cases over the API."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.diagnose.findings import STUDIED
from tests.api.bearing import bearing
from tests.app.houses import house


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = house(tmp_path_factory.mktemp("framework") / "home")
    with bearing(home.node, home.party("Anyone")) as made:
        yield made


def test_the_framework_is_told_with_its_version_and_where_each_cell_stands(
    client: TestClient,
) -> None:
    told = client.get("/api/framework").json()
    assert told["version"]
    cells = [cell for row in told["dimensions"] for cell in row["poles"].values()]
    assert len(cells) == 24
    assert all("T1" in each["src"] and each["plain"] for each in cells)


def test_the_cases_are_told_with_what_is_ours(client: TestClient) -> None:
    told = client.get("/api/framework/cases").json()
    assert [each["id"] for each in told["cases"]] == list(STUDIED)
    assert "draft" in told["provenance"]["draft"]
    case = client.get("/api/framework/cases/newyork").json()
    assert case == told["cases"][2]
    assert case["return"]["note"]
    assert case["process"] == []


@pytest.mark.parametrize("id", ["rotterdam", "NEW-YORK"])
def test_a_case_that_is_not_there_is_a_problem_in_words(client: TestClient, id: str) -> None:
    answer = client.get(f"/api/framework/cases/{id}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_who_is_not_known_is_told_nothing(client: TestClient) -> None:
    answer = client.get("/api/framework", headers={"Authorization": "Bearer x"})
    assert answer.status_code == 401
