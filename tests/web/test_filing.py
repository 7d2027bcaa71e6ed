"""Ratings by the file in the browser."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose.diagnosis import counted
from tests.app.sheets import ROW, sheet
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("told") / "home", tabled=False)


def send(mine: TestClient, told: Partnership, *rows: str, name: str = "ratings.csv") -> Any:
    return mine.post(f"{told.page}/diagnose/ratings", files={"file": (name, sheet(*rows))})


def test_a_file_is_taken_on_the_page_of_the_respondents(
    told: Partnership, mine: TestClient
) -> None:
    assert "Ratings from a file" in seen(mine.get(f"{told.page}/diagnose/respondents"))
    answer = send(mine, told, ROW)
    assert (done(answer), said(answer)) == (f"{told.page}/diagnose/respondents", "filed")
    assert [each.respondent.name for each in counted(told.house.node, told.id)] == ["Ann"]


def test_what_the_reader_should_know_stands_on_the_answer(
    told: Partnership, mine: TestClient
) -> None:
    page = seen(send(mine, told, ROW, "<i>Bob</i>,City,orientation,social_issue,,"), 201)
    assert "Left out, as no cell is rated: <i>Bob</i>." in page


def test_bad_rows_stand_on_the_page_escaped_and_nothing_is_taken(
    told: Partnership, mine: TestClient
) -> None:
    answer = send(mine, told, ROW, "<b>Bob</b>,<b>City</b>,orientation,social_issue,1,")
    refused(answer, 422, "1 row is refused, so nothing was taken. Line 3: party is '<b>City</b>'")
    assert "<b>City" not in answer.text
    assert not counted(told.house.node, told.id)


@pytest.mark.parametrize("name", ["", "x", "x.docx", "../../x.exe", "x" * 300])
def test_a_file_that_is_no_sheet_is_refused(name: str, told: Partnership, mine: TestClient) -> None:
    assert "ratings" in seen(send(mine, told, ROW, name=name or "?"), 422)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "yaml"])
def test_ratings_are_taken_away(ending: str, told: Partnership, mine: TestClient) -> None:
    send(mine, told, ROW)
    answer = mine.get(f"{told.page}/diagnose/ratings.{ending}")
    assert answer.status_code == 200
    assert f'filename="ratings.{ending}"' in answer.headers["content-disposition"]


def test_another_format_is_not_found(told: Partnership, mine: TestClient) -> None:
    assert mine.get(f"{told.page}/diagnose/ratings.pdf").status_code == 404
