"""Datasets over the API: files are put into a drop, and the drop is attached."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import drop, party
from commonweal.model.dataset import Dataset
from commonweal.model.party import Actor
from tests.web.applications import application
from tests.web.partnership import Partnership, settled

TOLD = {
    "drop": "papers", "title": "Papers", "lane": "trade", "sensitivity": "commercial",
    "synthetic": True,
}  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture
def client(told: Partnership) -> Iterator[TestClient]:
    with program(told, told.holder) as made:
        yield made


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One with a drop, that no test changes."""
    made = settled(tmp_path_factory.mktemp("still") / "home", tabled=False)
    with program(made, made.holder) as client:
        assert put(client).status_code == 200
    return made


@pytest.fixture(scope="module")
def asking(still: Partnership) -> Iterator[TestClient]:
    with program(still, still.holder) as made:
        yield made


def program(told: Partnership, actor: Actor) -> TestClient:
    """A program of a party."""
    assert actor.party
    token = party.token(actor, told.house.node, actor.party)
    made = TestClient(application(api, told.house.node), raise_server_exceptions=False)
    made.headers["Authorization"] = f"Bearer {token}"
    return made


def put(client: TestClient, file: str = "a.xml", content: bytes = b"<a/>", **headers: str) -> Any:
    return client.put(f"/api/drop/papers/{file}", content=content, headers=headers)


def attach(client: TestClient, told: Partnership, **changed: object) -> Any:
    return client.post(f"/api/collaborations/{told.id}/datasets", json={**TOLD, **changed})


def test_files_are_put_replaced_and_attached(
    client: TestClient, told: Partnership, tmp_path: Path
) -> None:
    assert put(client).json()["files"] == [["a.xml", 4]]
    assert put(client, "b.xml").json()["files"] == [["a.xml", 4], ["b.xml", 4]]
    assert put(client, "a.xml", b"<aa/>").json()["files"] == [["a.xml", 5], ["b.xml", 4]]
    made = attach(client, told)
    assert made.status_code == 201, made.text
    listed = client.get(f"/api/collaborations/{told.id}/datasets")
    assert [each["id"] for each in listed.json()] == [made.json()["id"]]
    assert [each["attached"] for each in client.get("/api/drop").json()] == [["Papers"]]
    assert not any(str(tmp_path) in each.text for each in (made, listed))
    for answer in (put(client, "c.xml"), client.delete("/api/drop/papers")):
        assert answer.status_code == 409
        assert "its files stay as they are" in answer.json()["detail"]


def test_a_drop_is_deleted(client: TestClient) -> None:
    put(client)
    assert client.delete("/api/drop/papers").status_code == 204
    assert client.get("/api/drop").json() == []
    assert client.delete("/api/drop/papers").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("papers/.ssh", 422),
        ("papers/%2e%2e", 422),
        ("papers/a%5Cb", 422),
        ("papers/a%0Ab", 422),
        ("papers/con.xml", 422),
        ("papers/" + "x" * 201, 422),
        ("papers/..%2Fx", 404),
        ("%2e%2e/x", 422),
        ("a%20b/x", 422),
        ("a%2Fb/x", 404),
        ("A.XML", 405),
    ],
)
def test_a_hostile_name_is_refused(
    path: str, status: int, asking: TestClient, still: Partnership
) -> None:
    answer = asking.put(f"/api/drop/{path}", content=b"x")
    assert answer.status_code == status, answer.text
    (found,) = drop.roster(still.holder, still.house.node)
    assert found.files == (("a.xml", 4),)


def test_a_file_that_is_too_large_leaves_nothing(
    client: TestClient, told: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.adapters.filling.MOST_BYTES", 10)
    answer = put(client, content=b"x" * 11)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert drop.roster(told.holder, told.house.node) == ()
    assert put(client, content=b"x" * 6).status_code == 200
    assert put(client, "b.xml", b"x" * 6).status_code == 422
    assert [each.files for each in drop.roster(told.holder, told.house.node)] == [(("a.xml", 6),)]


def test_a_file_that_names_itself_comes_whole_or_is_refused(
    client: TestClient, told: Partnership
) -> None:
    small = put(client, "a.xml", b"x" * 1_000_000, **{"Idempotency-Key": "one"})
    assert small.json()["files"] == [["a.xml", 1_000_000]]
    large = put(client, "b.xml", b"x" * 1_500_000, **{"Idempotency-Key": "two"})
    assert large.status_code == 422
    assert "Leave the key out" in large.json()["hint"]
    assert put(client, "b.xml", b"x" * 1_500_000).json()["files"][1] == ["b.xml", 1_500_000]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"drop": "../papers"}, "drop: "),
        ({"lane": "forged"}, "lane is 'forged'"),
        ({"lane": "mobility"}, "The folder has no events"),
        ({"sensitivity": "secret"}, "sensitivity: "),
        ({"synthetic": "yes"}, "synthetic: "),
        ({"settings": {"forged": "1"}}, "setting of trade"),
        ({"place": "/etc"}, "place: "),
        ({"title": ""}, "title: "),
    ],
)
def test_what_will_not_do_is_not_attached(
    changed: dict[str, object], words: str, asking: TestClient, still: Partnership
) -> None:
    answer = attach(asking, still, **changed)
    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    assert not still.house.node.records.find(Dataset)


def test_the_drop_of_another_answers_like_one_that_is_not_there(
    client: TestClient, told: Partnership
) -> None:
    put(client)
    with program(told, told.user) as other:
        assert other.get("/api/drop").json() == []
        assert other.delete("/api/drop/papers").json()["detail"] == other.delete(
            "/api/drop/absent"
        ).json()["detail"].replace("absent", "papers")
        assert put(other).status_code == 403
        assert attach(other, told).status_code == 403
    with program(told, told.stranger) as stranger:
        assert attach(stranger, told).status_code == 404
    anyone = TestClient(application(api, told.house.node))
    assert put(anyone).status_code == 401
    assert drop.roster(told.holder, told.house.node)[0].files == (("a.xml", 4),)
