"""Ratings by the file over HTTP."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose.ratingfile import read
from tests.api.bearing import asking
from tests.api.test_winwin import there
from tests.web.partnership import Partnership, settled

ROW = {"respondent": "Ann", "party": "Telecom", "dimension": "orientation",
       "platform": "social_issue", "rating": 2, "evidence": "=1+1"}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("told") / "home", tabled=False)


@pytest.fixture(scope="module")
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


def test_records_go_in_and_come_out_in_every_format(told: Partnership, mine: TestClient) -> None:
    made = mine.post(f"{there(told)}/ratings", json={"ratings": [ROW]})
    assert made.status_code == 201, made.text
    assert made.json() == {
        "collaboration": told.id, "ratings": 1, "respondents": 1, "notes": []
    }  # fmt: skip
    for ending in ("csv", "json", "xlsx", "yaml"):
        file = mine.get(f"{there(told)}/ratings.{ending}")
        assert file.status_code == 200
        (row,) = read(file.content, f"x.{ending}").rows
        assert row.fields["evidence"] == "=1+1"
    assert mine.get(f"{there(told)}/ratings.pdf").status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ratings": []},
        [ROW],
        {"ratings": [ROW], "more": 1},
        {"ratings": [{**ROW, "value": 1}]},
        {"ratings": [{**ROW, "rating": 4}]},
        {"ratings": [{**ROW, "rating": "2"}]},
        {"ratings": [{**ROW, "party": "Nobody"}]},
        {"ratings": [ROW, ROW]},
    ],
)
def test_what_does_not_fit_is_refused_whole(
    body: object, told: Partnership, mine: TestClient
) -> None:
    before = told.house.node.records.counter()
    answer = mine.post(f"{there(told)}/ratings", json=body)
    assert (answer.status_code, bool(answer.json()["detail"])) == (422, True)
    assert told.house.node.records.counter() == before


def test_a_stranger_learns_nothing(told: Partnership) -> None:
    for client in asking(told, told.stranger):
        assert client.get(f"{there(told)}/ratings.csv").status_code == 404
        assert client.post(f"{there(told)}/ratings", json={"ratings": [ROW]}).status_code == 404
