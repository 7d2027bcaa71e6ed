"""The HTTP interface: the same functions, the same answers, one problem at a time."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import party
from commonweal.model.party import Actor
from tests.app.journey import Journey, travelled
from tests.web.applications import application

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("api") / "home")


@pytest.fixture(scope="module")
def client(told: Journey) -> Iterator[TestClient]:
    with TestClient(application(api, told.house.node), raise_server_exceptions=False) as made:
        yield made


def bearer(told: Journey, actor: Actor) -> dict[str, str]:
    assert actor.party
    return {"Authorization": f"Bearer {party.token(actor, told.house.node, actor.party)}"}


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    found: dict[str, Any] = answer.json()
    assert found["code"] == code
    assert found["detail"]
    return found


def test_a_party_sees_its_collaborations_and_a_stranger_none(
    client: TestClient, told: Journey
) -> None:
    mine = client.get("/api/collaborations", headers=bearer(told, told.user))
    assert [each["id"] for each in mine.json()] == [told.collaboration]
    none = client.get("/api/collaborations", headers=bearer(told, told.outsiders["stranger"]))
    assert none.json() == []


@pytest.mark.parametrize(
    "path",
    [
        *("diagnosis", "package", "tracks", "agreements", "requests", "releases", "returns"),
        *("value", "datasets", "progress", "returns/acts", "returns/agreements", ""),
    ],
)
def test_a_stranger_gets_what_is_got_for_something_absent(
    path: str, client: TestClient, told: Journey
) -> None:
    who = bearer(told, told.outsiders["stranger"])
    theirs = client.get(f"/api/collaborations/{told.collaboration}/{path}".rstrip("/"), headers=who)
    absent = client.get(f"/api/collaborations/col_NONE/{path}".rstrip("/"), headers=who)
    assert theirs.json() == {
        **absent.json(),
        "detail": absent.json()["detail"].replace("col_NONE", told.collaboration),
    }
    problem(theirs, 404, "not-found")
    own = client.get(
        f"/api/collaborations/{told.collaboration}/{path}".rstrip("/"),
        headers=bearer(told, told.user),
    )
    assert own.status_code == 200, own.text


@pytest.mark.parametrize("path", ["collaborations", "collaborations/col_NONE", "log"])
def test_an_answer_is_kept_nowhere_and_nothing_else_than_it_says(
    path: str, client: TestClient, told: Journey
) -> None:
    headers = client.get(f"/api/{path}", headers=bearer(told, told.user)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_an_event_beyond_the_calendar_is_refused(
    at: str, client: TestClient, told: Journey
) -> None:
    event = {"kind": "request", "text": "t", "source": "s", "at": at}
    path = f"/api/collaborations/{told.collaboration}/events"
    answer = client.post(path, json=event, headers=bearer(told, told.user))
    assert problem(answer, 422, "invalid")["field"] == "at"


def test_an_event_is_kept_in_utc(client: TestClient, told: Journey) -> None:
    event = {"kind": "request", "text": "t", "source": "s", "at": "2026-03-01T01:00:00+05:45"}
    path = f"/api/collaborations/{told.collaboration}/events"
    answer = client.post(path, json=event, headers=bearer(told, told.user))
    assert "2026-02-28T19:15:00Z" in {each["at"] for each in answer.json()["events"]}


def test_without_a_token_or_with_a_wrong_one_nobody_is_asking(client: TestClient) -> None:
    problem(client.get("/api/log"), 401, "unauthenticated")
    wrong = client.get("/api/log", headers={"Authorization": "Bearer 00"})
    assert problem(wrong, 401, "unauthenticated")["hint"]


def test_a_refusal_is_403_with_the_deciding_clause(client: TestClient, told: Journey) -> None:
    asked = client.post(
        f"/api/datasets/{told.dataset}/requests",
        json={"purpose": "research", "mode": "visit"},
        headers=bearer(told, told.user),
    )
    assert problem(asked, 403, "not-permitted")["clause"]


@pytest.mark.parametrize(
    "body",
    [
        '{"purpose": "research", "mode": "visit", "extra": 1}',
        '{"purpose": 3, "mode": "visit"}',
        '{"purpose": "a", "purpose": "b", "mode": "visit"}',
        '{"purpose": "research", "mode": "peek"}',
        "[" * 100_000,
        "not json",
        "",
        '{"purpose": "research"}',
    ],
)
def test_a_hostile_body_is_422_and_changes_nothing(
    body: str, client: TestClient, told: Journey
) -> None:
    before = told.house.node.records.counter()
    asked = client.post(
        f"/api/datasets/{told.dataset}/requests",
        content=body,
        headers={**bearer(told, told.user), "Content-Type": "application/json"},
    )
    problem(asked, 422, "invalid")
    assert told.house.node.records.counter() == before


def test_a_body_too_large_is_refused(client: TestClient, told: Journey) -> None:
    asked = client.post(
        f"/api/datasets/{told.dataset}/requests",
        content=b" " * 1_000_001,
        headers=bearer(told, told.user),
    )
    assert "larger than" in problem(asked, 422, "invalid")["detail"]


def test_the_folder_of_a_dataset_is_told_to_nobody(client: TestClient, told: Journey) -> None:
    path = f"/api/collaborations/{told.collaboration}/datasets"
    for actor in (told.holder, told.user):
        assert not client.get(path, headers=bearer(told, actor)).json()[0]["place"]


def test_the_log_comes_in_pages_and_verifies(client: TestClient, told: Journey) -> None:
    who = bearer(told, told.user)
    first = client.get("/api/log?limit=2", headers=who).json()
    second = client.get("/api/log?limit=2&start=2", headers=who).json()
    assert [each["seq"] for each in (*first, *second)] == [0, 1, 2, 3]
    found = client.get("/api/log/verification", headers=who).json()
    assert all(each["verified"] for each in found)


def test_what_was_granted_comes_with_what_it_is_and_what_can_be_done(
    client: TestClient, told: Journey
) -> None:
    path = f"/api/collaborations/{told.collaboration}/requests"
    mine = client.get(path, headers=bearer(told, told.user)).json()
    assert mine["states"] == {told.delivered: "delivered", told.visited: "used"}
    assert mine["acts"] == {told.delivered: "use.run"}
    theirs = client.get(path, headers=bearer(told, told.holder)).json()
    assert (theirs["states"], theirs["acts"]) == (mine["states"], {})


def test_a_job_is_shown_to_its_party(client: TestClient, told: Journey) -> None:
    found = client.get(f"/api/jobs/{told.job}", headers=bearer(told, told.user)).json()
    assert found["state"] == "done"
    assert found["result"] == told.release


def test_an_agreement_and_each_return_tell_what_their_asker_can_do_now(
    client: TestClient, told: Journey
) -> None:
    path = f"/api/agreements/{told.agreement}"
    holds = client.get(path, headers=bearer(told, told.holder)).json()["acts"]
    asks = client.get(path, headers=bearer(told, told.user)).json()["acts"]
    assert "suspend" in holds
    assert "suspend" not in asks
    owed = f"/api/collaborations/{told.collaboration}/returns/acts"
    assert told.owed in client.get(owed, headers=bearer(told, told.user)).json()
    assert client.get(owed, headers=bearer(told, told.beneficiary)).json() == {}
