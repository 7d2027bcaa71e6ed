"""The surroundings and the remarks over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.web.partnership import Partnership, settled

DOCUMENT = {
    "relations": [{"of": "City", "kind": "regulates", "to": "Telecom", "source": "ours"}],
    "risks": [{"challenge": "policy", "weight": "decisive", "text": "No law"}],
}
REMARK = {"dimension": "orientation", "text": "We talked", "settles": True}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("told") / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


@pytest.fixture
def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}"


def test_surroundings_are_stated_read_and_stated_again(there: str, mine: TestClient) -> None:
    assert mine.get(f"{there}/surroundings").json() is None
    answer = mine.put(f"{there}/surroundings", json={"document": DOCUMENT, "seen": 0})
    assert answer.status_code == 200, answer.text
    found = mine.get(f"{there}/surroundings").json()
    assert (found["version"], found["record"]["risks"][0]["weight"]) == (1, "decisive")
    document = mine.get(f"{there}/surroundings/document").json()
    assert document["relations"] == DOCUMENT["relations"]
    again = mine.put(f"{there}/surroundings", json={"document": document, "seen": 1})
    assert again.json()["relations"] == answer.json()["relations"]


def test_who_is_slower_is_told(there: str, mine: TestClient) -> None:
    mine.put(f"{there}/surroundings", json={"document": DOCUMENT, "seen": 0})
    late = mine.put(f"{there}/surroundings", json={"document": {}, "seen": 0})
    problem(late, 409, "conflict")


@pytest.mark.parametrize(
    "body",
    [
        {"document": {"relations": [{"of": "City"}]}},
        {"document": {"relations": [["City", "regulates"]]}},
        {"document": {"relations": {"of": "City"}}},
        {"document": {"gossip": []}},
        {"document": []},
        {"document": {}, "seen": -1},
        {"document": {}, "by": "me"},
        {},
    ],
)
def test_a_body_that_will_not_do_is_a_sentence(body: Any, there: str, mine: TestClient) -> None:
    code = "unknown-term" if "gossip" in str(body) else "invalid"
    problem(mine.put(f"{there}/surroundings", json=body), 422, code)
    assert mine.get(f"{there}/surroundings").json() is None


def test_remarks_are_made_and_read(there: str, mine: TestClient) -> None:
    answer = mine.post(f"{there}/remarks", json=REMARK)
    assert answer.status_code == 201, answer.text
    (found,) = mine.get(f"{there}/remarks").json()
    assert (found["text"], found["settles"]) == ("We talked", True)
    for wrong in ({**REMARK, "dimension": "mood"}, {**REMARK, "text": ""}, {"text": "x"}):
        problem(mine.post(f"{there}/remarks", json=wrong), 422, "invalid")


def test_a_stranger_is_told_what_is_told_of_something_absent(told: Partnership, there: str) -> None:
    for client in asking(told, told.stranger):
        problem(client.get(f"{there}/surroundings"), 404, "not-found")
        problem(client.put(f"{there}/surroundings", json={"document": {}}), 404, "not-found")
        problem(client.post(f"{there}/remarks", json=REMARK), 404, "not-found")
