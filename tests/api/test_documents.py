"""Documents over the API, and signatures for agreements of other nodes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import agree, party
from tests.api.test_api import bearer, problem
from tests.app.journey import Journey, travelled
from tests.web.applications import application

BEGINS = {"pdf": b"%PDF-", "html": b"<!doctype html>", "xlsx": b"PK", "md": b"# "}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("api") / "home")


@pytest.fixture(scope="module")
def client(told: Journey) -> Iterator[TestClient]:
    with TestClient(application(api, told.house.node), raise_server_exceptions=False) as made:
        yield made


def paths(told: Journey, form: str) -> tuple[str, str]:
    return (
        f"/api/agreements/{told.agreement}/documents/{form}",
        f"/api/collaborations/{told.collaboration}/returns/documents/{form}",
    )


@pytest.mark.parametrize("form", BEGINS)
def test_an_agreement_and_a_statement_are_files(
    form: str, client: TestClient, told: Journey
) -> None:
    for path in paths(told, form):
        answer = client.get(path, headers=bearer(told, told.user))
        assert answer.status_code == 200, answer.text
        assert answer.content.lower().startswith(BEGINS[form].lower())
        assert answer.headers["content-disposition"].endswith(f'.{form}"')
        assert answer.headers["content-disposition"].startswith("attachment")


def test_a_stranger_is_told_what_is_told_of_something_absent(
    client: TestClient, told: Journey
) -> None:
    for path in paths(told, "pdf"):
        answer = client.get(path, headers=bearer(told, told.outsiders["stranger"]))
        problem(answer, 404, "not-found")


@pytest.mark.parametrize("form", ["exe", "PDF", "%00"])
def test_another_form_is_a_problem(form: str, client: TestClient, told: Journey) -> None:
    answer = client.get(paths(told, form)[0], headers=bearer(told, told.user))
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_agreement_of_another_node_is_signed(client: TestClient, told: Journey) -> None:
    assert told.user.party
    document = agree.export(told.user, told.house.node, told.agreement).decode()
    key = party.export(told.user, told.house.node, told.user.party).keys[-1].id
    body = {"document": document, "key": key}
    answer = client.post("/api/signatures", json=body, headers=bearer(told, told.user))
    assert json.loads(answer.json()["signature"])["key"] == key
    theirs = client.post("/api/signatures", json=body, headers=bearer(told, told.holder))
    assert "is no valid key of Telecom" in problem(theirs, 422, "invalid")["detail"]


@pytest.mark.parametrize("document", ["", "{}", "[" * 9_000, "\ud800", "x" * 200_001, 3, None])
def test_what_is_no_agreement_is_not_signed(
    document: Any, client: TestClient, told: Journey
) -> None:
    before = told.house.node.records.counter()
    body = json.dumps({"document": document, "key": "key_1"}).encode()
    answer = client.post("/api/signatures", content=body, headers=bearer(told, told.user))
    problem(answer, 422, "invalid")
    assert told.house.node.records.counter() == before
