"""A write that names itself is done once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.api.once import AGAIN, HEADER
from commonweal.app import collaboration, party
from commonweal.model.party import Actor
from tests.app.houses import House, house
from tests.web.applications import application

NEW = {"title": "Flood", "issue": "Who is cut off", "roles": ["user"]}


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("once") / "home")


@pytest.fixture
def mappers(home: House) -> Actor:
    return home.party("Mappers")


@pytest.fixture
def client(home: House) -> Iterator[TestClient]:
    with TestClient(application(api, home.node), raise_server_exceptions=False) as made:
        yield made


def named(home: House, actor: Actor, key: str) -> dict[str, str]:
    assert actor.party
    token = party.token(actor, home.node, actor.party)
    return {"Authorization": f"Bearer {token}", HEADER: key}


def test_the_same_request_is_done_once_and_answered_again(
    client: TestClient, home: House, mappers: Actor
) -> None:
    first = client.post("/api/collaborations", json=NEW, headers=named(home, mappers, "k1"))
    again = client.post("/api/collaborations", json=NEW, headers=named(home, mappers, "k1"))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert AGAIN not in first.headers
    assert again.headers[AGAIN] == "true"
    assert len(collaboration.roster(mappers, home.node)) == 1


def test_another_key_or_another_asker_is_another_request(
    client: TestClient, home: House, mappers: Actor
) -> None:
    other = home.party("Other")
    for actor, key in ((mappers, "k1"), (mappers, "k2"), (other, "k1")):
        answer = client.post("/api/collaborations", json=NEW, headers=named(home, actor, key))
        assert answer.status_code == 201
        assert AGAIN not in answer.headers
    assert len(collaboration.roster(mappers, home.node)) == 2


def test_a_key_that_named_another_request_is_refused(
    client: TestClient, home: House, mappers: Actor
) -> None:
    client.post("/api/collaborations", json=NEW, headers=named(home, mappers, "k1"))
    changed = {**NEW, "title": "Drought"}
    answer = client.post("/api/collaborations", json=changed, headers=named(home, mappers, "k1"))
    assert answer.status_code == 422
    assert answer.json()["field"] == HEADER
    assert len(collaboration.roster(mappers, home.node)) == 1


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "ü"])
def test_a_key_of_another_form_is_refused(
    key: str, client: TestClient, home: House, mappers: Actor
) -> None:
    told = {**named(home, mappers, "k"), HEADER: key}
    headers = {name.encode(): value.encode() for name, value in told.items()}
    answer = client.post("/api/collaborations", json=NEW, headers=headers)
    assert answer.status_code == 422
    assert collaboration.roster(mappers, home.node) == ()


def test_who_is_not_known_uses_up_no_key(client: TestClient, home: House, mappers: Actor) -> None:
    wrong = {"Authorization": "Bearer forged", HEADER: "k1"}
    for _ in range(2):
        answer = client.post("/api/collaborations", json=NEW, headers=wrong)
        assert (answer.status_code, AGAIN in answer.headers) == (401, False)


def test_a_token_that_counts_no_more_is_given_no_answer_again(
    client: TestClient, home: House, mappers: Actor
) -> None:
    ended = named(home, mappers, "k1")
    assert client.post("/api/collaborations", json=NEW, headers=ended).status_code == 201
    assert mappers.party
    home.clock.turn_to(home.clock.now() + timedelta(minutes=1))
    party.key_rotate(mappers, home.node, mappers.party)
    assert client.post("/api/collaborations", json=NEW, headers=ended).status_code == 401


def test_a_refusal_is_an_answer_and_is_given_again(
    client: TestClient, home: House, mappers: Actor
) -> None:
    headers = named(home, mappers, "k1")
    first = client.post("/api/collaborations/col_x/end", headers=headers)
    again = client.post("/api/collaborations/col_x/end", headers=headers)
    assert (first.status_code, again.status_code) == (404, 404)
    assert again.headers[AGAIN] == "true"
    assert again.headers["content-type"] == "application/problem+json"


def test_what_is_wrong_with_a_request_may_name_people_and_is_not_kept(
    client: TestClient, home: House, mappers: Actor
) -> None:
    headers = named(home, mappers, "k1")
    wrong = client.post(
        "/api/collaborations", json={**NEW, "roles": ["Quenhilda"]}, headers=headers
    )
    assert wrong.status_code == 422
    again = client.post("/api/collaborations", json=NEW, headers=headers)
    assert again.status_code == 201
    assert AGAIN not in again.headers


def test_of_many_at_once_one_is_done(client: TestClient, home: House, mappers: Actor) -> None:
    headers = named(home, mappers, "k1")

    def send(_: int) -> int:
        return client.post("/api/collaborations", json=NEW, headers=headers).status_code

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(send, range(8)))
    assert found <= {201, 409}
    assert len(collaboration.roster(mappers, home.node)) == 1


def test_a_key_is_forgotten_after_a_day(client: TestClient, home: House, mappers: Actor) -> None:
    headers = named(home, mappers, "k1")
    client.post("/api/collaborations", json=NEW, headers=headers)
    home.clock.turn_to(home.clock.now() + timedelta(days=1, seconds=1))
    again = client.post("/api/collaborations", json=NEW, headers=headers)
    assert AGAIN not in again.headers
    assert len(collaboration.roster(mappers, home.node)) == 2


def test_what_was_cut_short_is_not_done_a_second_time(
    client: TestClient, home: House, mappers: Actor
) -> None:
    headers = named(home, mappers, "k1")
    client.post("/api/collaborations", json=NEW, headers=headers)
    from sqlalchemy import create_engine, text

    engine = create_engine(f"sqlite:///{home.node.home / 'commonweal.db'}")
    with engine.begin() as connection:
        connection.execute(text("update reply set status = 0, body = x''"))
    again = client.post("/api/collaborations", json=NEW, headers=headers)
    assert again.status_code == 409
    assert "how it ended is not known" in again.json()["detail"]
    assert len(collaboration.roster(mappers, home.node)) == 1
