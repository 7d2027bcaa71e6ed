"""Business cases and public value over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import solution
from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.web.partnership import Partnership, settled

WORD = {"state": "approved", "by": "board", "note": "hush", "seen": 0}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("told") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("still") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.holder)


@pytest.fixture(scope="module")
def asked(still: Partnership) -> Iterator[TestClient]:
    yield from asking(still, still.holder)


def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}"


@pytest.mark.requirement(29)
def test_a_case_is_approved_and_the_others_are_told_all_but_the_note(
    told: Partnership, mine: TestClient
) -> None:
    answer = mine.post(f"{there(told)}/cases/reviews", json=WORD)
    assert answer.status_code == 201, answer.text
    found = mine.get(f"{there(told)}/cases").json()
    assert (found["open"], found["roster"]["gate"]["approved"]) == (True, [told.holder.party])
    for other in asking(told, told.user):
        case = other.get(f"{there(told)}/cases/{told.holder.party}").json()
    assert (case["review"]["state"], case["review"]["note"]) == ("approved", "")
    assert case["case"]["net"]["likely"] == 5


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "md"])
def test_a_case_leaves_as_a_file(form: str, still: Partnership, asked: TestClient) -> None:
    path = f"{there(still)}/cases/{still.holder.party}/documents/{form}"
    answer = asked.get(path)
    assert answer.status_code == 200
    assert answer.content


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**WORD, "state": "sold"}, 422, "invalid"),
        ({**WORD, "by": ""}, 422, "invalid"),
        ({**WORD, "note": "x" * 2001}, 422, "invalid"),
        ({**WORD, "party": "par_another"}, 422, "invalid"),
        ({**WORD, "seen": 4}, 409, "conflict"),
        ({**WORD, "package": "pac_another"}, 409, "conflict"),
    ],
)
def test_what_will_not_do_is_a_problem_and_changes_nothing(
    body: dict[str, Any], status: int, code: str, still: Partnership, asked: TestClient
) -> None:
    before = still.house.node.records.counter()
    problem(asked.post(f"{there(still)}/cases/reviews", json=body), status, code)
    assert still.house.node.records.counter() == before


@pytest.mark.requirement(84)
def test_public_value_is_added_up_for_who_asks_alone(still: Partnership, asked: TestClient) -> None:
    found = asked.get(f"{there(still)}/public-value").json()
    assert found["sum"] is None
    assert found["account"]["types"][0]["uses"][0]["value"]["likely"] == 60
    total = asked.get(f"{there(still)}/public-value?sum=true").json()["sum"]
    assert (total["net"]["likely"], bool(total["warning"])) == (59, True)


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "md"])
def test_the_account_leaves_as_a_file(form: str, still: Partnership, asked: TestClient) -> None:
    answer = asked.get(f"{there(still)}/public-value/documents/{form}")
    assert answer.status_code == 200
    name = f'attachment; filename="public-value.{form}"'
    assert answer.headers["content-disposition"] == name


def test_the_account_as_a_file_is_added_up_for_who_asks_alone(
    still: Partnership, asked: TestClient
) -> None:
    path = f"{there(still)}/public-value/documents/md"
    assert "Added up" not in asked.get(path).text
    assert "Added up" in asked.get(f"{path}?sum=true").text
    assert asked.get(f"{path}?sum=perhaps").status_code == 422


def test_a_stranger_is_told_nothing(still: Partnership) -> None:
    for client in asking(still, still.stranger):
        for answer in (
            client.get(f"{there(still)}/cases"),
            client.get(f"{there(still)}/cases/{still.holder.party}"),
            client.get(f"{there(still)}/cases/{still.holder.party}/documents/md"),
            client.get(f"{there(still)}/public-value"),
            client.get(f"{there(still)}/public-value/documents/md"),
            client.post(f"{there(still)}/cases/reviews", json=WORD),
        ):
            problem(answer, 404, "not-found")
