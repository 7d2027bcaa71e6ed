"""Step 1 over HTTP: answers in, the diagnosis under the keys of its contract out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import party
from tests.api.test_api import problem
from tests.app.houses import house
from tests.app.rated import rows
from tests.diagnose.codings import FLOWMINDER
from tests.web.partnership import Partnership, partnership

GIVEN = {
    "respondent": "A. Clerk",
    "closeness": "inside",
    "motives": ["society", "reputation"],
    "ratings": rows(FLOWMINDER),
}


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return partnership(house(tmp_path / "home"))


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    assert told.user.party
    token = party.token(told.user, told.house.node, told.user.party)
    headers = {"Authorization": f"Bearer {token}"}
    with TestClient(api(told.house.node), headers=headers, raise_server_exceptions=False) as client:
        yield client


def test_an_assessment_with_motives_makes_a_diagnosis(told: Partnership, mine: TestClient) -> None:
    at = f"/api/collaborations/{told.id}"
    given = mine.post(f"{at}/assessments", json=GIVEN)
    assert (given.status_code, sorted(given.json())) == (201, ["id", "ratings"])
    found = mine.get(f"{at}/diagnosis").json()
    assert list(found)[:3] == ["label", "rule", "platform"]
    assert (found["label"], found["platform"]) == ("type", "social_issue")
    assert found["motives"] == {"Mappers": {"reputation": 1, "society": 1}}
    assert [each["dimension"] for each in found["deviations"]] == ["dependencies"]


def test_a_motive_that_is_unknown_is_refused_by_name(told: Partnership, mine: TestClient) -> None:
    answer = mine.post(
        f"/api/collaborations/{told.id}/assessments", json={**GIVEN, "motives": ["greed"]}
    )
    problem(answer, 422, "unknown-term")
    assert "greed" in answer.json()["detail"]


def test_nothing_rated_is_not_yet(told: Partnership, mine: TestClient) -> None:
    problem(mine.get(f"/api/collaborations/{told.id}/diagnosis"), 403, "not-yet")
