"""Discussions in the browser."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose import diagnosis, remark
from commonweal.model.assessment import Dimension
from commonweal.model.ids import PersonId
from tests.web.partnership import Partnership
from tests.web.visits import refused, said, seen, visit

HOSTILE = "<img src=x onerror=alert(1)>"
TALKED = {"dimension": "orientation", "text": "We talked", "settles": "yes"}


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/diagnose/remarks"


@pytest.mark.requirement(12)
def test_what_was_said_stands_with_who_and_whether_it_settled_it(
    there: str, mine: TestClient
) -> None:
    assert seen(mine.get(there)).count("Nothing was said about it yet.") == 8
    assert said(mine.post(there, data={**TALKED, "settles": "no"})) == "remarked"
    assert "not settled" in seen(mine.get(there))
    mine.post(there, data={**TALKED, "text": HOSTILE})
    answer = mine.get(there)
    words = seen(answer)
    assert "not settled" not in words
    assert "We talked Mappers, 1 Mar 2026, 09:00 UTC" in words
    assert "this settles it" in words
    assert HOSTILE in words
    assert HOSTILE not in answer.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": ""}, "nothing is given"),
        ({"text": "x" * 2001}, "at most 2,000"),
        ({"settles": "perhaps"}, "not among the choices"),
        ({"settles": ""}, "nothing is given"),
        ({"dimension": ""}, "nothing is given"),
        ({"dimension": "mood"}, "dimension is"),
        ({"party": "par_1"}, "does not know"),
    ],
)
def test_a_remark_that_will_not_do_is_not_kept(
    changed: dict[str, str], words: str, told: Partnership, there: str, mine: TestClient
) -> None:
    refused(mine.post(there, data={**TALKED, **changed}), 422, words)
    assert remark.roster(told.user, told.house.node, told.id) == ()


def test_what_is_wrong_is_said_at_its_dimension(there: str, mine: TestClient) -> None:
    answer = mine.post(there, data={**TALKED, "settles": ""})
    refused(answer, 422, "nothing is given", {"text": "We talked"})
    assert 'id="remark-orientation"' in answer.text.split('role="alert"')[0].rpartition("<form")[2]


def test_who_has_not_answered_is_offered_two_ways(told: Partnership, there: str) -> None:
    rows = [{"dimension": "orientation", "platform": "social_issue", "value": 3}]
    node = told.house.node
    diagnosis.rate(told.user, node, told.id, respondent="A", closeness="inside", rows=rows)
    remark.make(
        told.user, node, told.id, dimension=Dimension.ORIENTATION,
        text="Said among those who answered", settles=True,
    )  # fmt: skip
    person = replace(told.holder, person=PersonId("per_A"), logs_in=True)
    with visit(node, person) as other:
        answer = other.get(there)
        words = seen(answer)
        assert "Said among" not in words
        assert "Answer first" in words
        assert 'action="' + there.replace("remarks", "reading") in answer.text
        assert other.get(f"{there}?table=remarks&as=csv").text.count("Said among") == 0
        refused(other.post(there, data=TALKED), 403, "Others have answered")


def test_a_stranger_is_told_what_is_told_of_something_absent(told: Partnership, there: str) -> None:
    with visit(told.house.node, told.stranger) as stranger:
        seen(stranger.get(there), 404)
        assert stranger.post(there, data=TALKED).status_code == 404
