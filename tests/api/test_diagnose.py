"""Step 1 over HTTP: answers in, the diagnosis under the keys of its contract out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.app.rated import rows
from tests.diagnose.codings import FLOWMINDER
from tests.web.partnership import Partnership, settled

GIVEN = {
    "respondent": "A. Clerk",
    "closeness": "inside",
    "motives": ["society", "reputation"],
    "ratings": rows(FLOWMINDER),
}


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


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


def test_nothing_rated_is_not_yet_but_process_and_government_are_told(
    told: Partnership, mine: TestClient
) -> None:
    at = f"/api/collaborations/{told.id}/diagnosis"
    problem(mine.get(at), 403, "not-yet")
    process = mine.get(f"{at}/process").json()
    assert (process["events"], process["next"][0]["rule"]) == ([], "R8")
    government = mine.get(f"{at}/government").json()
    assert (government["rule"], government["voluntariness"]["withheld"]) == ("R8", False)


def test_requests_that_compete_are_joined_into_one(told: Partnership, mine: TestClient) -> None:
    at = f"/api/collaborations/{told.id}/events"
    joint = {
        "asked": told.holder.party,
        "askers": ["River watch", "Red cross"],
        "text": "The same counts",
        "source": "joint letter",
    }
    problem(mine.post(f"{at}/joint", json=joint), 409, "conflict")
    for asker in ("River watch", "Red cross"):
        asked = {
            "kind": "request",
            "text": "Counts",
            "source": "letter",
            "askers": [asker],
            "asked": told.holder.party,
        }
        assert mine.post(at, json=asked).status_code == 201
    found = mine.post(f"{at}/joint", json=joint)
    assert found.status_code == 201, found.text
    assert found.json()["events"][-1]["askers"] == joint["askers"]
    problem(mine.post(f"{at}/joint", json=joint), 409, "conflict")
