"""The private limit over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

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
    return f"/api/collaborations/{told.id}/limit"


def test_a_limit_is_set_read_and_taken_back(there: str, mine: TestClient) -> None:
    assert mine.get(there).json() is None
    answer = mine.put(there, json={"least": 2.5, "seen": 0})
    assert answer.status_code == 200, answer.text
    found = mine.get(there).json()
    assert (found["limit"]["least"], found["limit"]["unit"]) == (2.5, "points")
    assert (found["version"], found["met"], found["offers_changed"]) == (1, None, 0)
    assert mine.post(f"{there}/withdrawals", json={"seen": 1}).status_code == 201
    assert mine.get(there).json() is None
    problem(mine.post(f"{there}/withdrawals", json={}), 403, "not-yet")


def test_another_party_reads_only_its_own_and_a_stranger_nothing(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.put(there, json={"least": 2.5})
    with bearing(told.house.node, told.holder) as other:
        assert other.get(there).json() is None
        problem(other.post(f"{there}/withdrawals", json={}), 403, "not-yet")
    with bearing(told.house.node, told.stranger) as strange:
        problem(strange.get(there), 404, "not-found")
        problem(strange.put(there, json={"least": 1.0}), 404, "not-found")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"least": -1.0}, 422, "invalid"),
        ({"least": 1e13}, 422, "invalid"),
        ({"least": "1"}, 422, "invalid"),
        ({"least": None}, 422, "invalid"),
        ({"least": 1.0, "party": "par_1"}, 422, "invalid"),
        ({"least": 1.0, "seen": 3}, 409, "conflict"),
        ({}, 422, "invalid"),
    ],
)
def test_a_body_that_will_not_do_changes_nothing(
    body: Any, status: int, code: str, there: str, mine: TestClient
) -> None:
    problem(mine.put(there, json=body), status, code)
    assert mine.get(there).json() is None


@pytest.mark.parametrize("number", ["1e400", "NaN", "Infinity"])
def test_no_number_is_no_limit(number: str, there: str, mine: TestClient) -> None:
    answer = mine.put(
        there, content=f'{{"least": {number}}}', headers={"Content-Type": "application/json"}
    )
    problem(answer, 422, "invalid")
    assert mine.get(there).json() is None
