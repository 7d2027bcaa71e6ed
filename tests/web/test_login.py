"""The ways in: a page that keeps what was typed, a sentence, never a half-made person."""

from pathlib import Path

import pytest

from commonweal.app import login, people
from commonweal.model.party import OPERATOR
from commonweal.model.person import ALL_RIGHTS, Right
from tests.app.houses import house
from tests.app.peopled import PASSWORD, Peopled, peopled
from tests.web.browsers import browser

TWICE = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def test_a_wrong_password_keeps_the_name_and_shows_no_password(here: Peopled) -> None:
    here.someone("Asha")
    wrong = {"party": "Telecom", "name": "Asha", "password": "not the four words"}
    answer = browser(here.house.node).post("/login", data=wrong)
    assert answer.status_code == 422
    assert "No person here has that name and that password." in answer.text
    assert 'value="Asha"' in answer.text
    assert "not the four words" not in answer.text
    assert "set-cookie" not in answer.headers


def test_who_is_known_here_cannot_be_told_from_the_answers(here: Peopled) -> None:
    here.someone("Asha")
    told = set()
    for name, party in (("Asha", "Telecom"), ("Asja", "Telecom"), ("Asha", "Telecon")):
        wrong = {"party": party, "name": name, "password": "not the four words"}
        answer = browser(here.house.node).post("/login", data=wrong)
        told.add((answer.status_code, answer.text.replace(name, "N").replace(party, "P")))
    assert len(told) == 1


def test_too_many_tries_are_a_sentence(here: Peopled) -> None:
    here.someone("Asha")
    asked = browser(here.house.node)
    typed = {"party": "Telecom", "name": "Asha", "password": "not the four words"}
    statuses = [asked.post("/login", data=typed).status_code for _ in range(5)]
    answer = asked.post("/login", data={**typed, "password": PASSWORD})
    assert (statuses, answer.status_code) == ([422] * 5, 403)
    assert "Wait a minute" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "Asha"},
        {"name": "Asha", "password": PASSWORD, "rights": "admin"},
        {"name": ["Asha", "Boss"], "password": PASSWORD},
        {"name": "x" * 100, "password": PASSWORD},
        {"name": "Asha", "password": "x" * 100_000},
        {"name": "a\x00b", "password": PASSWORD},
    ],
)
def test_missing_oversized_and_forged_fields_are_sentences(
    typed: dict[str, str], here: Peopled
) -> None:
    answer = browser(here.house.node).post("/login", data={"party": "Telecom", **typed})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(answer.text) < 20_000


def test_a_form_that_is_no_form_is_a_sentence(here: Peopled) -> None:
    asked = browser(here.house.node)
    for kind, body in (
        ("application/json", b"[" * 50_000),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data", b"x"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=%ff&" * 1000),
        ("application/x-www-form-urlencoded", b"a=b&" * 300_000),
    ):
        answer = asked.post("/login", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 422, kind
        unmeasured = asked.post("/login", content=iter([body]), headers={"Content-Type": kind})
        assert "does not say how large it is" in unmeasured.text


def test_the_first_person_sets_up_once_and_is_in(here: Peopled) -> None:
    node = here.house.node
    code = login.set_up_code(OPERATOR, node)
    asked = browser(node)
    address = f"/setup?code={code}"
    page = asked.get(address)
    assert page.status_code == 200
    assert "Telecom" in page.text
    first = {"party": here.telecom, "name": "First", **TWICE}
    differing = asked.post(address, data={**first, "again": "something else"})
    assert differing.status_code == 422
    assert "The two passwords differ." in differing.text
    short = asked.post(address, data={**first, "password": "short", "again": "short"})
    assert short.status_code == 422
    assert "5 characters" in short.text
    assert asked.post(address, data=first).status_code == 303
    assert "First" in asked.get("/people").text
    again = browser(node)
    assert again.get(address).status_code == 403
    assert again.post(address, data={**first, "name": "Second"}).status_code == 403
    assert len(people.present(node, here.telecom)) == 1


@pytest.mark.parametrize("code", ["", "guess", "x" * 5000])
def test_without_the_code_set_up_shows_and_does_nothing(code: str, here: Peopled) -> None:
    node = here.house.node
    login.set_up_code(OPERATOR, node)
    asked, before = browser(node), node.records.counter()
    typed = {"party": here.telecom, "name": "Spy", **TWICE}
    for answer in (
        asked.get("/setup", params={"code": code}),
        asked.post("/setup", params={"code": code}, data=typed),
    ):
        assert answer.status_code == 403
        assert "Telecom" not in answer.text
        assert here.telecom not in answer.text
    assert node.records.counter() == before


def test_a_forged_party_is_not_set_up(here: Peopled) -> None:
    node = here.house.node
    code = login.set_up_code(OPERATOR, node)
    typed = {"party": "par_absent", "name": "Spy", **TWICE}
    answer = browser(node).post(f"/setup?code={code}", data=typed)
    assert answer.status_code == 422
    assert browser(node).get(f"/setup?code={code}").status_code == 200


def test_an_invitation_is_accepted_once_and_logs_in(here: Peopled) -> None:
    node = here.house.node
    _, token = people.invite(OPERATOR, node, here.telecom, name="Asha", rights=[Right.ACT])
    asked, address = browser(node), f"/invite/{token}"
    assert 'value="Asha"' in asked.get(address).text
    forged = asked.post(address, data={"name": "Asha", **TWICE, "rights": "admin"})
    assert forged.status_code == 422
    assert asked.post(address, data={"name": "Asha Rai", **TWICE}).status_code == 303
    assert "Asha Rai" in asked.get("/people").text
    other = browser(node)
    for answer in (other.get(address), other.post(address, data={"name": "Spy", **TWICE})):
        assert answer.status_code == 403
        assert "Asha" not in answer.text
    (found,) = people.present(node, here.telecom)
    assert found.rights == {Right.READ, Right.ACT}


@pytest.mark.parametrize("token", ["guess", "x" * 43, "a.b", "%2e%2e"])
def test_a_guessed_invitation_shows_nothing(token: str, here: Peopled) -> None:
    people.invite(OPERATOR, here.house.node, here.telecom, name="Asha", rights=ALL_RIGHTS)
    answer = browser(here.house.node).get(f"/invite/{token}")
    assert answer.status_code in {403, 404, 422}
    assert "Asha" not in answer.text


def test_a_home_without_a_party_says_how_it_gets_one(tmp_path: Path) -> None:
    answer = browser(house(tmp_path / "home").node).get("/login")
    assert answer.status_code == 200
    assert "No party lives here yet" in answer.text
    assert "weal new" in answer.text
    assert 'type="password"' not in answer.text
