"""The page of the respondents: who is asked, a link shown once, what one's own party undoes."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose import diagnosis
from commonweal.model.questionnaire import Questionnaire
from tests.app.asking import NAME, WORD, answered, invited, party_of
from tests.app.journey import rate
from tests.web.browsers import browser
from tests.web.partnership import Partnership, settled
from tests.web.visits import refused, said, seen, visit


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/diagnose/respondents"


def sure(act: str) -> dict[str, str]:
    """What the form of an act sends: a tick where nothing brings back what goes."""
    return {"sure": "yes"} if act == "withdrawal" else {}


def typed(told: Partnership, **changed: str) -> dict[str, str]:
    """A filled form."""
    return {"respondent": NAME, "party": party_of(told.holder), "days": "14", **changed}


@pytest.mark.requirement(12)
def test_someone_is_invited_and_the_link_is_shown_once(
    told: Partnership, mine: TestClient, there: str
) -> None:
    assert "nobody asked yet" in seen(mine.get(there))
    answer = mine.post(there, data=typed(told))
    assert "It is shown now and never again" in seen(answer, 201)
    link = re.search(r"http://localhost(/answer/[\w-]+)", answer.text)
    assert link
    with browser(told.house.node) as anyone:
        assert "Mappers asks you" in seen(anyone.get(link[1]))
    page = mine.get(there)
    assert f"{NAME} Telecom has still to answer Mappers 15 Mar 2026" in seen(page)
    assert not re.search(r'"/answer/', page.text)


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"respondent": ""}, 422, "nothing is given"),
        ({"respondent": "x" * 81}, 422, "at most 80"),
        ({"party": "par_0"}, 422, "not among the choices"),
        ({"days": "0"}, 422, "cannot last 0 days"),
        ({"days": "366"}, 422, "cannot last 366 days"),
        ({"days": "soon"}, 422, "is no number"),
        ({"days": ""}, 422, "nothing is given"),
        ({"state": "answered"}, 422, "does not know"),
    ],
)
def test_an_invitation_that_will_not_do_is_a_sentence(
    changed: dict[str, str], status: int, words: str, told: Partnership, mine: TestClient,
    there: str,
) -> None:  # fmt: skip
    refused(mine.post(there, data=typed(told, **changed)), status, words)
    assert told.house.node.records.find(Questionnaire) == ()


def test_nobody_is_asked_twice(told: Partnership, mine: TestClient, there: str) -> None:
    mine.post(there, data=typed(told))
    refused(mine.post(there, data=typed(told)), 409, "asked for this party already")


@pytest.mark.requirement(12)
def test_what_was_answered_is_not_told_there(
    told: Partnership, mine: TestClient, there: str
) -> None:
    answered(told, invited(told))
    words = seen(mine.get(there))
    assert f"{NAME} Telecom has answered Mappers" in words
    assert WORD not in words


def test_only_ones_own_invitations_and_entries_can_be_undone(
    told: Partnership, mine: TestClient, there: str
) -> None:
    invited(told)
    rate(told.house, told.user, told.id)
    forms = re.findall(rf'action="{there}/(\w+)/(\w+)"', mine.get(there).text)
    assert [act for _, act in forms] == ["revoke"]
    forms += re.findall(rf'href="{there}/(\w+)/(withdrawal)"', mine.get(there).text)
    with visit(told.house.node, told.holder) as other:
        assert f'"{there}/' not in other.get(there).text
        for id, act in forms:
            assert other.post(f"{there}/{id}/{act}", data=sure(act)).status_code == 403
    with visit(told.house.node, told.stranger) as stranger:
        for id, act in forms:
            assert stranger.post(f"{there}/{id}/{act}", data=sure(act)).status_code == 404
    for id, act in forms:
        assert said(mine.post(f"{there}/{id}/{act}", data=sure(act))) in ("revoked", "erased")
    assert diagnosis.evidence(told.user, told.house.node, told.id) == ()
    words = seen(mine.get(there))
    assert f"{NAME} Telecom revoked" in words
    assert "(name erased) Mappers took the answers back" in words


def test_answers_are_erased_only_after_a_page_that_says_whose_and_asks(
    told: Partnership, mine: TestClient, there: str
) -> None:
    rate(told.house, told.user, told.id)
    (asked,) = re.findall(rf'href="({there}/\w+/withdrawal)"', mine.get(there).text)
    page = mine.get(asked)
    (given,) = diagnosis.evidence(told.user, told.house.node, told.id)
    assert given.respondent.name in seen(page)
    assert 'class="danger"' in page.text
    refused(mine.post(asked, data={}), 422, "erase these answers")
    assert diagnosis.evidence(told.user, told.house.node, told.id) != ()
    assert mine.get(f"{there}/asm_0/withdrawal").status_code == 404


def test_markup_in_a_name_is_text(told: Partnership, mine: TestClient, there: str) -> None:
    mine.post(there, data=typed(told, respondent="<script>1</script>"))
    assert "<script>1" not in mine.get(there).text
