"""What would it take, in the browser: the least incentive, and what the answer hangs on."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import job
from commonweal.app.winwin import limit, solution
from commonweal.app.winwin import offers as table
from commonweal.model.ids import JobId
from commonweal.model.may import READ
from commonweal.winwin.chance import percent
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled
from tests.web.test_winwin import PRESSED, many
from tests.web.visits import done, seen, visit

DEAR: dict[str, Any] = {
    **OFFERS,
    "elements": [{"id": "calls", "holder": "Telecom", "text": "Records", "cost": [9, 13, 20]}],
}
"""Sharing costs Telecom more than it gets: without an incentive there is no deal."""


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin/need"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin/need"


@pytest.fixture
def dear(told: Partnership) -> Partnership:
    table.table(told.user, told.house.node, told.id, document=DEAR)
    return told


def test_the_least_incentive_of_a_party_is_told_for_both_scenarios(
    dear: Partnership, there: str, mine: TestClient
) -> None:
    words = seen(mine.get(there, params={"party": str(dear.holder.party)}))
    assert "Telecom: 5 points in the likely case, 15 points if things go badly" in words
    assert "Proved in" in words
    assert "in it: Mappers, Telecom" in words or "in it: Telecom, Mappers" in words


def test_nothing_need_be_added_where_a_party_takes_part_anyway(
    still: Partnership, where: str, browsing: TestClient
) -> None:
    words = seen(browsing.get(where, params={"party": str(still.user.party)}))
    assert "Mappers: 0 points in the likely case" in words
    assert "nothing need be added" in words


def test_a_target_that_no_payment_reaches_says_so_with_what_can_be_had(
    where: str, browsing: TestClient
) -> None:
    words = seen(browsing.get(f"{where}?target=40"))
    assert "Public value 40 points: 0 points in the likely case" in words
    words = seen(browsing.get(f"{where}?target=500"))
    assert "Public value 500 points: no payment helps" in words
    assert "At most 60 points of public value can be reached, whatever is paid" in words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"target": "many"}, "The target 'many' is no number"),
        ({"target": "nan"}, "target"),
        ({"target": "1e400"}, "target"),
        ({"party": "nobody"}, "nobody"),
        ({"party": "<b>", "target": "3"}, "A party and a target are given"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_sentence_and_is_kept(
    asked: dict[str, str], words: str, where: str, browsing: TestClient
) -> None:
    answer = browsing.get(where, params=asked)
    assert words in seen(answer, 422)
    assert 'role="alert"' in answer.text
    assert "<b>" not in answer.text
    if "party" not in asked:
        assert f'value="{asked["target"]}"' in answer.text


@pytest.mark.ci
def test_a_target_at_the_plain_optimum_tells_how_unsure_it_is_and_what_is_recommended(
    told: Partnership, there: str, mine: TestClient
) -> None:
    table.table(told.user, told.house.node, told.id, document=PRESSED)
    now = solution.at_once(told.user, told.house.node, told.id)
    assert now
    most = now.frontier.plain
    words = seen(mine.get(f"{there}?target={most.public_value:g}"))
    assert "That is the plain optimum: everyone outside government gains with a chance of" in words
    assert percent(most.chance) in words
    assert "The recommended package gives up" in words


def test_the_losses_are_taken_along_as_files(where: str, browsing: TestClient) -> None:
    page = browsing.get(where).text
    for name in ("without-party", "without-track"):
        assert f"?table={name}&amp;as=csv" in page


def test_why_there_is_no_package_is_told_with_the_least_change(
    dear: Partnership, there: str, mine: TestClient
) -> None:
    words = seen(mine.get(there))
    assert "Why there is no package" in words
    assert "Telecom" in words.partition("Why there is no package")[2][:400]


def test_figures_that_flip_the_answer_come_first_with_their_ranges(
    told: Partnership, there: str, mine: TestClient
) -> None:
    tight = {**OFFERS, "elements": [{**OFFERS["elements"][0], "cost": [2, 3, 12]}]}  # type: ignore[dict-item]  # a document
    table.table(told.user, told.house.node, told.id, document=tight)
    words = seen(mine.get(there))
    assert "Records: cost of sharing it, Telecom: 3 (2 to 12) at its high: 0 points" in words
    assert "◄ flips" in words
    rows = mine.get(f"{there}?table=turns&as=csv").text.splitlines()
    assert any(",if high," in row for row in rows[1:])


def test_what_is_lost_without_each_party_and_obstacle_is_a_table(
    where: str, browsing: TestClient
) -> None:
    words = seen(browsing.get(where))
    assert re.search(r"What is lost without each party .* Telecom 59 0 Report Mappers", words)
    assert "consent : if it is never done, 59 points of public value is lost" in words
    assert "invented figures" in words


def test_a_large_table_is_explained_in_a_job_whose_page_leads_back(
    told: Partnership, there: str, mine: TestClient
) -> None:
    many(told)
    words = seen(mine.get(there))
    assert "It was not explained yet" in words
    assert "This table is large" in words
    work = done(mine.post(f"{told.page}/winwin/explanations"))
    assert "Stop with the best found" in seen(mine.get(work))
    job.foreground(told.user, told.house.node, JobId(work.removeprefix("/jobs/")))
    assert done(mine.get(f"{work}/made")) == there
    words = seen(mine.get(there))
    assert "The answer explained: public value 59 points" in words
    assert "Explain the answer" in words
    table.change(
        told.user,
        told.house.node,
        told.id,
        path="uses[0].public_value",
        low=1,
        likely=70,
        high=90,
        source="us",
    )
    assert "have changed since this was explained" in seen(mine.get(there))


def test_another_partys_limit_is_in_no_answer(
    told: Partnership, there: str, mine: TestClient
) -> None:
    limit.state(told.holder, told.house.node, told.id, least=43.21)
    for asked in ("", f"?party={told.holder.party}", "?target=30"):
        page = mine.get(there + asked).text
        assert "Limits that parties keep to themselves are not counted here." in page
        assert "43.21" not in page
        assert "38.21" not in page


def test_nothing_on_the_table_is_said_and_leads_to_the_table(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    with visit(told.house.node, told.user) as mine:
        page = mine.get(f"{told.page}/winwin/need?party=x")
        assert "Nothing is on the table yet" in seen(page)
        assert f'href="{told.page}/winwin/offers"' in page.text
        answer = mine.post(f"{told.page}/winwin/explanations")
        assert "Nothing is on the table yet" in seen(answer, 403)


def test_who_may_only_read_asks_and_starts_nothing(told: Partnership, there: str) -> None:
    many(told)
    with visit(told.house.node, replace(told.user, rights=READ)) as reading:
        page = reading.get(there)
        assert "needs the right to act" in seen(page)
        assert "/explanations" not in page.text


def test_a_stranger_learns_nothing(still: Partnership, where: str) -> None:
    with visit(still.house.node, still.stranger) as stranger:
        seen(stranger.get(where), 404)
        seen(stranger.post(f"{still.page}/winwin/explanations"), 404)
