"""What the answer hangs on, over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import job
from tests.api.bearing import asking, bearing
from tests.api.test_api import problem
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


@pytest.fixture
def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}/explanation"


def test_the_answer_is_explained_now_and_by_a_job_that_keeps_it(
    told: Partnership, there: str, mine: TestClient
) -> None:
    now = mine.get(f"{there}/now").json()
    assert (now["package"]["public_value"], len(now["turns"])) == (59, 7)
    assert {each["party"] for each in now["without_party"]} == {"Telecom", "Mappers"}
    assert now["turns"][0]["figure"] == "map: public value"
    assert now["note"] == "Limits that parties keep to themselves are not counted here."
    problem(mine.get(there), 403, "not-yet")
    answer = mine.post(there)
    assert answer.status_code == 202, answer.text
    job.work(told.user, told.house.node, once=True)
    assert mine.get(f"/api/jobs/{answer.json()['job']}").json()["state"] == "done"
    kept = mine.get(there).json()
    assert (kept["turns"], kept["complete"]) == (now["turns"], True)


def test_a_stranger_is_told_nothing(told: Partnership, there: str) -> None:
    with bearing(told.house.node, told.stranger) as strange:
        for answer in (strange.get(there), strange.get(f"{there}/now"), strange.post(there)):
            problem(answer, 404, "not-found")
