"""Parties and cards over the API; keys and tokens are not made there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.api.party import NewMemberParty
from commonweal.app import collaboration, party
from commonweal.model.party import Actor
from tests.api.test_api import bearer, problem
from tests.app.journey import Journey, travelled
from tests.web.applications import application


def example() -> dict[str, Any]:
    (found,) = NewMemberParty.model_json_schema()["examples"]
    return dict(found)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("api") / "home")


@pytest.fixture(scope="module")
def client(told: Journey) -> Iterator[TestClient]:
    with TestClient(application(api, told.house.node), raise_server_exceptions=False) as made:
        yield made


def test_a_party_sees_its_keys_and_which_files_are_here(client: TestClient, told: Journey) -> None:
    found = client.get("/api/party", headers=bearer(told, told.user)).json()
    assert found["party"]["id"] == told.user.party
    assert found["key_files"] == [each["id"] for each in found["party"]["keys"]]


def test_a_party_of_another_node_is_admitted_and_let_in_but_given_no_key(
    client: TestClient, told: Journey
) -> None:
    who, path = bearer(told, told.user), f"/api/collaborations/{told.collaboration}/parties"
    answer = client.post(path, json=example(), headers=who)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert not made["hosted"]
    members = collaboration.show(told.user, told.house.node, told.collaboration).members
    assert made["id"] in {each.party for each in members}
    card = client.get(f"/api/parties/{made['id']}/card", headers=who).json()
    assert card["keys"][0]["public"] == example()["card"]["keys"][0]["public"]
    renewed = client.put(f"/api/parties/{made['id']}/card", json={"card": card}, headers=who)
    assert renewed.status_code == 405


def test_a_party_is_made_here_without_a_card(client: TestClient, told: Journey) -> None:
    new = {"name": "Hosted", "kind": "ngo"}
    answer = client.post("/api/parties", json=new, headers=bearer(told, told.user))
    assert answer.json()["hosted"]
    twin = client.post("/api/parties", json=new, headers=bearer(told, told.user))
    problem(twin, 409, "conflict")


@pytest.mark.parametrize(
    "changed",
    [
        {"card": {}},
        {"card": []},
        {"card": {"keys": "x"}},
        {"card": {str(number): 1 for number in range(21)}},
        {"kind": "army"},
        {"name": ""},
        {"roles": []},
        {"roles": ["king"]},
        {"hosted": True},
    ],
)
def test_a_party_that_will_not_do_is_not_made(
    changed: dict[str, Any], client: TestClient, told: Journey
) -> None:
    before = told.house.node.records.counter()
    path = f"/api/collaborations/{told.collaboration}/parties"
    body = {**example(), "name": "Another", **changed}
    problem(client.post(path, json=body, headers=bearer(told, told.user)), 422, "invalid")
    assert told.house.node.records.counter() == before


def test_a_stranger_lets_nobody_in(client: TestClient, told: Journey) -> None:
    before = told.house.node.records.counter()
    path = f"/api/collaborations/{told.collaboration}/parties"
    body = {**example(), "name": "Spy", "card": None}
    who = bearer(told, told.outsiders["stranger"])
    problem(client.post(path, json=body, headers=who), 404, "not-found")
    assert told.house.node.records.counter() == before


def test_nothing_that_bears_a_token_changes_a_key_or_makes_a_token(told: Journey) -> None:
    paths = api(told.house.node).openapi()["paths"]
    assert not [path for path in paths if "token" in path or "keys" in path]


def test_a_party_without_a_key_is_nobody_elses_trouble(client: TestClient, told: Journey) -> None:
    """The first party that is known here loses its key; the tokens of the others still count."""
    node = told.house.node
    first = party.roster(told.user, node)[0]
    assert first.id == told.user.party
    lost, other = bearer(told, told.user), bearer(told, told.holder)
    told.house.clock.turn_to(node.clock.now() + timedelta(minutes=1))
    party.key_revoke(
        Actor(person=told.user.person, party=first.id), node, first.id, first.keys[-1].id
    )
    problem(client.get("/api/party", headers=lost), 401, "unauthenticated")
    assert client.get("/api/party", headers=other).status_code == 200
    party.key_new(told.user, node, first.id)


def test_a_secret_out_of_reach_is_nobody_elses_trouble_and_its_folder_is_not_told(
    client: TestClient, told: Journey
) -> None:
    node, lost = told.house.node, bearer(told, told.user)
    secret = node.home / "keys" / str(told.user.party) / "api.secret"
    secret.chmod(0o644)
    try:
        assert client.get("/api/party", headers=bearer(told, told.holder)).status_code == 200
        answer = client.get("/api/party", headers=lost)
        problem(answer, 503, "unavailable")
        assert "HOME/keys" in answer.text
        assert str(node.home) not in answer.text
    finally:
        secret.chmod(0o600)
