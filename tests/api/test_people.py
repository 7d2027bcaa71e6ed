"""The people of a party over the API: what a program may do about them, and what not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.api.once import HEADER, TOLD_ONCE
from commonweal.app import login, party, people
from commonweal.model.ids import PartyId
from commonweal.model.party import NOBODY, OPERATOR
from commonweal.model.person import Right
from tests.app.peopled import EVERY, PASSWORD, Peopled, peopled
from tests.web.applications import application

NEW = {"name": "Asha", "rights": ["act", "sign"]}


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def bearing(here: Peopled, id: PartyId) -> TestClient:
    token = party.token(OPERATOR, here.house.node, id)
    headers = {"Authorization": f"Bearer {token}"}
    return TestClient(
        application(api, here.house.node), headers=headers, raise_server_exceptions=False
    )


@pytest.fixture
def client(here: Peopled) -> Iterator[TestClient]:
    with bearing(here, here.telecom) as made:
        yield made


def refused(answer: Any, status: int, words: str = "") -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_someone_is_invited_given_rights_and_removed(client: TestClient, here: Peopled) -> None:
    made = client.post("/api/people", json=NEW).json()
    path = f"/api/people/{made['id']}"
    fresh = client.post(f"{path}/invitation").json()["link"]
    assert fresh != made["link"]
    token = fresh.removeprefix("/invite/")
    login.accept(NOBODY, here.house.node, token=token, name="Asha", password=PASSWORD)
    assert client.put(f"{path}/rights", json={"rights": []}).json()["rights"] == ["read"]
    refused(client.post(f"{path}/invitation"), 403, "log in as them")
    (told,) = client.get("/api/people").json()
    assert told == {"id": made["id"], "name": "Asha", "rights": ["read"], "state": "active"}
    assert client.post(f"{path}/removal").json()["state"] == "removed"
    assert client.get("/api/people").json() == []


def test_nothing_that_opens_anything_is_listed(client: TestClient, here: Peopled) -> None:
    here.someone("Boss", *EVERY)
    client.post("/api/people", json=NEW)
    listed = client.get("/api/people").text
    assert not any(word in listed for word in ("argon2", "password", "invitation", "/invite/"))


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Spy", "rights": ["admin"]},
        {"name": "Spy", "rights": ["owner"]},
        {"name": "", "rights": []},
        {"name": "x" * 81},
        {"name": "a\nb"},
        {"name": "Spy", "party": "par_1"},
        {"name": 3},
        {},
    ],
)
def test_an_invitation_that_will_not_do_is_a_sentence(
    body: dict[str, Any], client: TestClient, here: Peopled
) -> None:
    before = here.house.node.records.counter()
    refused(client.post("/api/people", json=body), 422)
    assert here.house.node.records.counter() == before


def test_a_program_cannot_reach_who_looks_after_people(client: TestClient, here: Peopled) -> None:
    boss = here.actor(here.someone("Boss", *EVERY))
    assert boss
    before = here.house.node.records.counter()
    path = f"/api/people/{boss.person}"
    for answer in (
        client.put(f"{path}/rights", json={"rights": []}),
        client.post(f"{path}/invitation"),
        client.post(f"{path}/removal"),
    ):
        refused(answer, 403, "A program decides nothing")
    assert here.house.node.records.counter() == before


def test_another_partys_person_is_like_one_that_does_not_exist(
    client: TestClient, here: Peopled
) -> None:
    theirs, _ = people.invite(
        OPERATOR, here.house.node, here.mappers, name="Bina", rights=[Right.ACT]
    )
    assert "Bina" not in client.get("/api/people").text
    for end in ("invitation", "removal"):
        told = {
            client.post(f"/api/people/{id}/{end}").text.replace(id, "ID")
            for id in (theirs.id, "per_absent")
        }
        assert len(told) == 1
        refused(client.post(f"/api/people/{theirs.id}/{end}"), 404)


def test_a_link_is_told_once_and_kept_nowhere(client: TestClient, here: Peopled) -> None:
    named = {HEADER: "k1"}
    first = client.post("/api/people", json=NEW, headers=named)
    assert (first.status_code, first.headers[TOLD_ONCE]) == (201, "true")
    again = client.post("/api/people", json=NEW, headers=named)
    refused(again, 409, "how it ended is not known")
    assert len(people.roster(OPERATOR, here.house.node, here.telecom)) == 1
    engine = create_engine(f"sqlite:///{here.house.node.home / 'commonweal.db'}")
    with engine.connect() as connection:
        kept = connection.execute(text("select body from reply")).scalars().all()
    engine.dispose()
    assert [bytes(each) for each in kept] == [b""]


def test_people_come_in_pages(client: TestClient) -> None:
    for number in range(3):
        client.post("/api/people", json={"name": f"No {number}"})
    first = client.get("/api/people?limit=2")
    assert [each["name"] for each in first.json()] == ["No 0", "No 1"]
    assert 'rel="next"' in first.headers["link"]
