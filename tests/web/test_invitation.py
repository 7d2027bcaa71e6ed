"""The pages behind a link: no account, no menu, no names of others; a demo has them too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from starlette.testclient import TestClient

from commonweal.app.diagnose import respondents
from commonweal.diagnose.answers import REVIEW
from commonweal.model.questionnaire import Questionnaire
from tests.app.asking import NAME, WORD, answered, invited, left
from tests.app.houses import house
from tests.web.browsers import browser
from tests.web.partnership import Partnership, partnership, settled
from tests.web.test_questionnaire import RATED, WHY
from tests.web.visits import done, refused, said, seen


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture
def link(told: Partnership) -> str:
    return f"/answer/{invited(told)}"


@pytest.fixture
def anyone(told: Partnership) -> Iterator[TestClient]:
    with browser(told.house.node) as made:
        yield made


def test_the_bearer_is_told_who_asks_about_what_and_who_will_see_it(
    anyone: TestClient, link: str
) -> None:
    answer = anyone.get(link)
    words = seen(answer)
    assert f"Mappers asks you, {NAME} , to answer for Telecom" in words
    assert "Who is cut off" in words
    assert "31 Mar 2026" in words
    assert "answers and name are erased" in words
    assert '<meta name="robots" content="noindex">' in answer.text
    assert 'class="journey"' not in answer.text
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "/c/" not in answer.text


@pytest.mark.requirement(12)
def test_a_link_is_answered_once_shows_the_result_in_words_and_takes_it_back(
    told: Partnership, anyone: TestClient, link: str
) -> None:
    answered(told, invited(told, "Someone else"))
    assert done(anyone.post(f"{link}/1", data=WHY)) == f"{link}/2"
    assert done(anyone.post(f"{link}/2", data=RATED)) == f"{link}/3"
    assert WORD not in anyone.get(f"{link}/{REVIEW}").text
    assert said(anyone.post(f"{link}/hand-in")) == "rated"
    words = seen(anyone.get(link))
    assert "What all answers so far add up to" in words
    assert "Social Issue platform" in words
    assert "from the ratings of 2 people" in words
    assert "It is written" in words
    assert "Someone else" not in words
    assert WORD not in words
    refused(anyone.post(f"{link}/2", data=RATED), 403, "answered once")
    assert "leads nowhere" in seen(anyone.post(f"{link}/withdrawal", data={"sure": "yes"}))
    refused(anyone.get(link), 403, "leads to no questionnaire")
    assert left(told.house.node, NAME, "It is written") == []


def test_forms_without_a_body_or_with_what_no_page_has_change_nothing(
    told: Partnership, anyone: TestClient, link: str
) -> None:
    before = told.house.node.records.counter()
    refused(anyone.post(f"{link}/hand-in"), 422, "No cell is rated")
    refused(anyone.post(f"{link}/hand-in", data={"respondent": "Spy"}), 422, "does not know")
    refused(anyone.post(f"{link}/2", data={**RATED, "party": "par_1"}), 422, "does not know")
    refused(anyone.post(f"{link}/withdrawal", data={"sure": "yes"}), 403, "no answers of yours")
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("end", ["", "/2", "/hand-in", "/withdrawal"])
@pytest.mark.parametrize("token", ["x", "que_1", "%2e%2e", "a" * 200])
def test_a_forged_link_leads_nowhere(anyone: TestClient, token: str, end: str) -> None:
    method = "POST" if end else "GET"
    answer = anyone.request(method, f"/answer/{token}{end}", data=RATED)
    assert answer.status_code in (403, 404, 422)
    assert "Mappers" not in answer.text
    assert "Flood" not in answer.text


def test_a_revoked_link_reads_like_a_forged_one_and_a_late_one_says_when_it_ended(
    told: Partnership, anyone: TestClient, link: str
) -> None:
    late = f"/answer/{invited(told, 'Late', days=1)}"
    first = told.house.node.records.find(Questionnaire)[0]
    respondents.revoke(told.user, told.house.node, first.record.id)
    assert seen(anyone.get(link), 403) == seen(anyone.get("/answer/x"), 403)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(days=1))
    words = seen(anyone.get(late))
    assert "This invitation ended on 2026-03-02" in words
    assert "Ask Mappers for a new one" in words
    refused(anyone.post(f"{late}/2", data=RATED), 403, "ended on 2026-03-02")


def test_a_link_works_in_the_home_of_a_demo_too(told: Partnership, link: str) -> None:
    with browser(replace(told.house.node, demo=True)) as anyone:
        assert "Mappers asks you" in seen(anyone.get(link))
        assert done(anyone.post(f"{link}/2", data=RATED)) == f"{link}/3"


def test_one_link_changes_nothing_of_another(told: Partnership, anyone: TestClient) -> None:
    mine, theirs = (f"/answer/{invited(told, name)}" for name in ("One", "Two"))
    anyone.post(f"{theirs}/2", data=RATED)
    anyone.post(f"{mine}/2", data={**RATED, "text": "Mine"})
    assert "It is written" not in anyone.get(f"{mine}/2").text
    assert "It is written" in anyone.get(f"{theirs}/2").text


def test_markup_in_a_name_or_title_is_text(tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)>"
    told = partnership(house(tmp_path / "other"), title=title, tabled=False)
    link = f"/answer/{invited(told, '<i>Asha</i>')}"
    with browser(told.house.node) as anyone:
        for page in (link, f"{link}/1", f"{link}/2", f"{link}/{REVIEW}"):
            text = anyone.get(page).text
            assert "<img src=x" not in text
            assert "<i>Asha" not in text


def test_a_link_stands_in_no_log_when_something_fails(
    told: Partnership, anyone: TestClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("commonweal.app.diagnose.answering.asked", broken)
    with structlog.testing.capture_logs() as logged:
        failed = anyone.get(link)
    assert (failed.status_code, failed.headers["cache-control"]) == (500, "no-store")
    assert [each["path"] for each in logged] == ["/answer/{token}"]
