"""One's own questionnaire on its pages: page by page, looked over, handed in, taken back."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration
from commonweal.app.diagnose import diagnosis
from commonweal.diagnose.answers import MOTIVE, QUESTIONS, REVIEW
from commonweal.diagnose.findings import findings
from commonweal.diagnose.framework import framework
from commonweal.model.party import Actor, Role
from commonweal.model.person import Right
from commonweal.model.questionnaire import Questionnaire
from tests.app.journey import rate
from tests.app.peopled import Peopled, peopled
from tests.web.browsers import browser
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen

WHY = {"reasons": ["revenue", "insight"], "motivations": "society", "closeness": "inside"}
RATED = {
    "resource_dependence": "1", "social_issue": "3", "societal_sector": "", "text": "It is written",
}  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/diagnose/answer"


@pytest.mark.requirement(6, 81, 83)
def test_it_begins_with_why_and_names_every_motive(mine: TestClient, there: str) -> None:
    words = seen(mine.get(there))
    assert "You answer on your own, for Mappers" in words
    assert "Mappers, Telecom, City" in words
    page = seen(mine.get(f"{there}/{MOTIVE}"))
    around = framework().surrounding
    for motive in (*around.reasons.items, *around.motivations.items):
        assert motive.text in page


@pytest.mark.requirement(10, 17, 35, 47)
@pytest.mark.parametrize("number", QUESTIONS)
def test_each_question_stands_alone_in_plain_words_with_what_the_cases_show(
    mine: TestClient, there: str, number: int
) -> None:
    row = framework().row(QUESTIONS[number])
    answer = mine.get(f"{there}/{number}")
    words = seen(answer)
    assert f"<h1>{row.question.text}</h1>" in unescape(answer.text)
    assert f"Question {number - 1} of 8" in words
    assert row.help in words
    assert all(pole.plain in words for pole in row.poles.values())
    assert all(case.finding(row.id).finding in words for case in findings().cases)
    assert answer.text.count('type="radio"') == 15
    assert " checked" not in answer.text


def test_what_was_saved_stands_there_again_and_looking_makes_nothing(
    told: Partnership, mine: TestClient, there: str
) -> None:
    before = told.house.node.records.counter()
    for page in ("", *(f"/{number}" for number in range(MOTIVE, REVIEW + 1))):
        seen(mine.get(f"{there}{page}"))
    assert told.house.node.records.counter() == before
    assert done(mine.post(f"{there}/{MOTIVE}", data=WHY)) == f"{there}/2"
    assert mine.get(f"{there}/{MOTIVE}").text.count(" checked") == 4
    assert done(mine.post(f"{there}/2", data=RATED)) == f"{there}/3"
    again = mine.get(f"{there}/2").text
    assert again.count(" checked") == 3
    assert "It is written</textarea>" in again
    assert "2 of 9 pages are saved" in seen(mine.get(there))


def test_the_last_page_that_was_open_leads_to_the_review_and_that_to_the_result(
    told: Partnership, mine: TestClient, there: str
) -> None:
    whole = {**RATED, "societal_sector": "0"}
    mine.post(f"{there}/{MOTIVE}", data=WHY)
    for number in list(QUESTIONS)[1:]:
        mine.post(f"{there}/{number}", data=whole)
    assert done(mine.post(f"{there}/2", data=RATED)) == f"{there}/{REVIEW}"
    words = seen(mine.get(f"{there}/{REVIEW}"))
    assert "own word, 2026-03-01" in words
    assert "7 of 8 questions have all three ratings" in words
    assert "a little, fully, skipped" in words
    assert said(mine.post(f"{there}/hand-in")) == "rated"
    answered = seen(mine.get(there))
    assert "Handed in" in answered
    assert "It is written" in answered
    (given,) = diagnosis.evidence(told.user, told.house.node, told.id)
    assert (len(given.ratings), given.respondent.name) == (23, "Someone")
    refused(mine.post(f"{there}/2", data=RATED), 403, "answered once")
    refused(mine.post(f"{there}/hand-in"), 403, "answered once")
    refused(mine.post(f"{there}/withdrawal"), 422, "must be ticked")
    assert "Your answers are taken back" in seen(
        mine.post(f"{there}/withdrawal", data={"sure": "yes"})
    )
    assert diagnosis.evidence(told.user, told.house.node, told.id) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"social_issue": "4"}, "not among the choices"),
        ({"social_issue": ["1", "2"]}, "given 2 times"),
        ({"market": "3"}, "does not know"),
        ({"kind": "rumour"}, "not among the choices"),
        ({"kind": "interview"}, "does not say when"),
        ({"kind": "interview", "period": "2026"}, "does not say who"),
        ({"text": "", "source": "minutes"}, "does not say what"),
        ({"text": "x" * 501}, "at most 500"),
        ({"period": "x" * 101}, "at most 100"),
        ({"source": "x" * 201}, "at most 200"),
        ({"text": "a\x00b"}, "cannot be shown"),
        ({"resource_dependence": "", "social_issue": ""}, "no statement is rated"),
    ],
)
def test_a_page_that_is_wrong_is_shown_again_and_makes_nothing(
    changed: dict[str, str], words: str, told: Partnership, mine: TestClient, there: str
) -> None:
    refused(mine.post(f"{there}/2", data={**RATED, **changed}), 422, words)
    assert told.house.node.records.find(Questionnaire) == ()


@pytest.mark.parametrize("number", ["0", str(REVIEW + 1), "-1", "99999999999999999999", "x", "1.0"])
def test_a_page_that_there_is_not_is_not_found(number: str, mine: TestClient, there: str) -> None:
    assert mine.get(f"{there}/{number}").status_code == 404
    assert mine.post(f"{there}/{number}", data=RATED).status_code in (404, 405)


def test_the_review_takes_no_answers(mine: TestClient, there: str) -> None:
    assert mine.post(f"{there}/{REVIEW}", data=RATED).status_code == 404


@pytest.mark.parametrize("number", [MOTIVE, 2])
def test_an_unknown_motive_or_closeness_is_refused(
    number: int, mine: TestClient, there: str
) -> None:
    refused(mine.post(f"{there}/{number}", data={"reasons": "greed"}), 422, "")
    refused(mine.post(f"{there}/{number}", data={"closeness": "far"}), 422, "")


def test_nothing_rated_is_not_handed_in(mine: TestClient, there: str) -> None:
    assert mine.post(f"{there}/hand-in").status_code == 404
    mine.post(f"{there}/{MOTIVE}", data=WHY)
    refused(mine.post(f"{there}/hand-in"), 422, "No cell is rated")


def test_words_of_a_respondent_are_words(mine: TestClient, there: str) -> None:
    mine.post(f"{there}/2", data={**RATED, "text": "<script>1</script>=1+1"})
    for page in (f"{there}/2", f"{there}/{REVIEW}"):
        assert "<script>1" not in mine.get(page).text
    mine.post(f"{there}/hand-in")
    assert "<script>1" not in mine.get(there).text


def test_an_ended_project_says_so_and_takes_no_answer(
    told: Partnership, mine: TestClient, there: str
) -> None:
    collaboration.end(told.user, told.house.node, told.id)
    assert "has ended" in seen(mine.get(f"{there}/2"))
    refused(mine.post(f"{there}/2", data=RATED), 403, "has ended")


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "people")


def opened(here: Peopled) -> tuple[Actor, str]:
    """A collaboration of Telecom that someone's key has rated, and its first step."""
    key = here.actor(here.someone("Founder", Right.ACT))
    assert key
    founder = replace(key, logs_in=False)
    id = collaboration.new(
        founder, here.house.node, title="Flood", issue="Who", roles=frozenset({Role.HOLDER})
    ).id
    rate(here.house, founder, id)
    return founder, f"/c/{id}/diagnose"


@pytest.mark.requirement(12)
def test_the_result_is_withheld_with_two_ways_on_until_one_of_them_is_taken(here: Peopled) -> None:
    _, step = opened(here)
    asked = browser(here.house.node, here.someone("Asha", Right.ACT))
    answer = asked.get(step)
    assert "has answered, and you have not" in seen(answer)
    assert f'href="{step}/answer"' in answer.text
    assert f'action="{step}/reading"' in answer.text
    assert "Social Issue platform" not in answer.text
    assert said(asked.post(f"{step}/reading")) == "reading"
    assert "<h1>Social Issue platform</h1>" in asked.get(step).text
    assert "you answer no more" in seen(asked.get(f"{step}/answer"))
    refused(asked.post(f"{step}/answer/2", data=RATED), 403, "you answer no more")


@pytest.mark.requirement(12)
def test_who_answered_sees_the_result(here: Peopled) -> None:
    _, step = opened(here)
    asked = browser(here.house.node, here.someone("Asha", Right.ACT))
    asked.post(f"{step}/answer/2", data=RATED)
    asked.post(f"{step}/answer/hand-in")
    assert f'href="{step}"' in asked.get(f"{step}/answer").text
    assert "has answered, and you have not" not in seen(asked.get(step))
