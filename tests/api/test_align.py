"""Step 3 over HTTP: steps, evidence, readiness, and the way past the lock."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import solution
from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.web.partnership import Partnership, settled

TRACK = {"name": "consent", "kind": "legal", "authority": "Council", "country": "NL",
         "state": "open"}  # fmt: skip
STEPS = [{"text": "Draft it", "done": True}, {"text": "Publish it", "done": False}]


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("told") / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}"


@pytest.mark.requirement(30)
def test_a_track_takes_steps_and_evidence_and_keeps_them(
    told: Partnership, mine: TestClient
) -> None:
    solution.solve(told.user, told.house.node, told.id)
    whole = {**TRACK, "steps": STEPS, "evidence": "minute 4"}
    assert mine.put(f"{there(told)}/tracks", json=whole).json()["steps"] == STEPS
    kept = mine.put(f"{there(told)}/tracks", json={**TRACK, "seen": 1}).json()
    assert (kept["steps"], kept["evidence"]) == (STEPS, "minute 4")
    answer = mine.put(f"{there(told)}/tracks", json={**TRACK, "state": "done"})
    assert problem(answer, 403, "not-yet")["detail"].startswith(
        "Track 'consent' is not done: 1 step"
    )
    (ready,) = mine.get(f"{there(told)}/readiness").json()
    assert (ready["status"], ready["benefit"]["id"]) == ("promised", "report")


@pytest.mark.requirement(30)
def test_what_is_empty_is_cleared_and_what_is_left_out_or_null_stays(
    told: Partnership, mine: TestClient
) -> None:
    solution.solve(told.user, told.house.node, told.id)
    there_now = f"{there(told)}/tracks"
    whole = {"owner": "Ann", "due": "2026-12-24", "steps": STEPS, "evidence": "minute 4"}
    before = mine.put(there_now, json={**TRACK, **whole}).json()
    assert mine.put(there_now, json={**TRACK, **dict.fromkeys(whole)}).json() == before
    gone = mine.put(there_now, json={**TRACK, "owner": "", "due": "", "steps": [], "evidence": ""})
    assert [gone.json()[name] for name in whole] == ["", None, [], ""]
    assert problem(mine.put(there_now, json={**TRACK, "due": "soon"}), 422, "invalid")


@pytest.mark.requirement(31)
def test_the_lock_is_passed_over_once(told: Partnership, mine: TestClient) -> None:
    why = {"name": "A. Jansen", "reason": "The law lapses in May"}
    assert problem(mine.post(f"{there(told)}/override", json={"name": "x"}), 422, "invalid")
    made = mine.post(f"{there(told)}/override", json=why)
    assert (made.status_code, made.json()["name"]) == (201, "A. Jansen")
    assert "A. Jansen" in mine.get(f"{there(told)}/tracks").json()["passed_over"][0]
    assert problem(mine.post(f"{there(told)}/override", json=why), 409, "conflict")
