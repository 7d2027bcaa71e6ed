"""Invitations over the API: asked, listed, revoked; never what was answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.api.once import HEADER, TOLD_ONCE
from commonweal.app.diagnose import diagnosis, invitation
from commonweal.model.party import NOBODY
from tests.api.bearing import bearing
from tests.app.asking import NAME, WORD, answered, invited, party_of
from tests.app.journey import rate
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture
def client(told: Partnership) -> Iterator[TestClient]:
    with bearing(told.house.node, told.user) as made:
        yield made


@pytest.fixture
def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}"


def new(told: Partnership, **changed: object) -> dict[str, object]:
    """Someone who shall answer for Telecom."""
    return {"party": party_of(told.holder), "respondent": NAME, "days": 14, **changed}


@pytest.mark.requirement(12)
def test_someone_is_invited_listed_and_revoked(
    told: Partnership, client: TestClient, there: str
) -> None:
    made = client.post(f"{there}/respondents", json=new(told), headers={HEADER: "k"})
    assert made.status_code == 201
    assert made.headers[TOLD_ONCE] == "true"
    token = made.json()["link"].removeprefix("/answer/")
    assert invitation.asked(NOBODY, told.house.node, token).questionnaire.respondent == NAME
    again = client.post(f"{there}/respondents", json=new(told), headers={HEADER: "k"})
    assert token not in again.text
    (listed,) = client.get(f"{there}/respondents").json()
    assert (listed["respondent"], listed["state"], listed["link"]) == (NAME, "open", True)
    assert "token" not in listed
    path = f"{there}/respondents/{listed['id']}/revocation"
    assert client.post(path).json() == {"id": listed["id"], "state": "revoked"}
    assert client.post(path).status_code == 403


@pytest.mark.requirement(12)
def test_what_was_answered_by_a_link_is_not_in_the_list(
    told: Partnership, client: TestClient, there: str
) -> None:
    answered(told, invited(told))
    assert WORD not in client.get(f"{there}/respondents").text


def test_what_was_entered_is_erased_by_who_entered_it_alone(
    told: Partnership, client: TestClient, there: str
) -> None:
    made = rate(told.house, told.user, told.id)
    path = f"{there}/assessments/{made}/withdrawal"
    with bearing(told.house.node, told.holder) as other:
        assert other.post(path).status_code == 403
    assert client.post(path).json() == {"id": made, "withdrawn": True}
    assert diagnosis.evidence(told.user, told.house.node, told.id) == ()
    assert client.post(path).status_code == 403


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days": 0}, "days"),
        ({"days": "14"}, "days"),
        ({"respondent": ""}, "respondent"),
        ({"party": "par_0"}, "no member"),
        ({"token": "x"}, "token"),
    ],
)
def test_an_invitation_that_will_not_do_is_a_sentence(
    changed: dict[str, object], words: str, told: Partnership, client: TestClient, there: str
) -> None:
    answer = client.post(f"{there}/respondents", json=new(told, **changed))
    assert answer.status_code == 422
    assert words in answer.json()["detail"]
