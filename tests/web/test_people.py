"""The people of a party on their page; another party's are not there."""

from pathlib import Path

import pytest

from commonweal.app import people
from commonweal.model.party import OPERATOR
from commonweal.model.person import Right
from tests.app.peopled import EVERY, PASSWORD, Peopled, peopled
from tests.web.browsers import browser, cookie, link


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def test_someone_is_invited_and_the_link_is_shown_once(here: Peopled) -> None:
    asked = browser(here.house.node, here.someone("Boss", *EVERY))
    answer = asked.post("/people", data={"name": "Asha", "rights": ["act", "sign"]})
    assert answer.status_code == 201
    assert browser(here.house.node).get(link(answer)).status_code == 200
    page = asked.get("/people").text
    assert "Asha" in page
    assert "/invite/" not in page
    assert "argon2" not in page


def test_markup_in_a_name_is_text(here: Peopled) -> None:
    asked = browser(here.house.node, here.someone("Boss", *EVERY))
    answer = asked.post("/people", data={"name": "<script>alert(1)</script>"})
    assert answer.status_code == 201
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"name": ""}, 422, "nothing is given"),
        ({"name": "x" * 81}, 422, "at most 80"),
        ({"name": "Asha", "rights": "owner"}, 422, "not among the choices"),
        ({"name": "Asha", "party": "par_1"}, 422, "does not know"),
        ({"name": "boss"}, 409, "of that name"),
    ],
)
def test_an_invitation_that_will_not_do_is_a_sentence(
    typed: dict[str, str], status: int, said: str, here: Peopled
) -> None:
    asked, node = browser(here.house.node, here.someone("Boss", *EVERY)), here.house.node
    before = node.records.counter()
    answer = asked.post("/people", data=typed)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert node.records.counter() == before


def test_rights_are_changed_a_link_is_made_and_a_person_removed(here: Peopled) -> None:
    session = here.someone("Asha", Right.ACT)
    asked = browser(here.house.node, here.someone("Boss", *EVERY))
    actor = here.actor(session)
    assert actor
    page = f"/people/{actor.person}"
    assert "checked" in asked.get(page).text
    assert asked.post(page, data={"rights": "sign"}).headers["location"] == "/people?said=saved"
    assert here.person(actor.person).rights == {Right.READ, Right.SIGN}
    fresh = link(asked.post(f"{page}/link"))
    assert browser(here.house.node).get(fresh).status_code == 200
    gone = asked.post(f"{page}/remove")
    assert gone.headers["location"] == "/people?said=removed"
    assert here.actor(session) is None
    assert asked.get(page).status_code == 404
    assert browser(here.house.node).get(fresh).status_code == 403


def test_the_last_who_looks_after_the_people_is_told_so(here: Peopled) -> None:
    token = here.someone("Boss", *EVERY)
    actor = here.actor(token)
    assert actor
    asked = browser(here.house.node, token)
    for answer in (
        asked.post(f"/people/{actor.person}", data={"rights": "act"}),
        asked.post(f"/people/{actor.person}/remove"),
    ):
        assert answer.status_code == 403
        assert "is the only one" in answer.text


def test_who_may_only_read_sees_who_there_is_and_changes_nothing(here: Peopled) -> None:
    boss = here.actor(here.someone("Boss", *EVERY))
    assert boss
    asked, node = browser(here.house.node, here.someone("Reader")), here.house.node
    assert "Boss" in asked.get("/people").text
    assert "Invite someone" not in asked.get("/people").text
    assert "<form" not in asked.get(f"/people/{boss.person}").text.split("<main")[1]
    before = node.records.counter()
    for path, typed in (
        ("/people", {"name": "Spy"}),
        (f"/people/{boss.person}", {"rights": "act"}),
        (f"/people/{boss.person}/link", {}),
        (f"/people/{boss.person}/remove", {}),
    ):
        answer = asked.post(path, data=typed)
        assert answer.status_code == 403, path
        assert "/invite/" not in answer.text
    assert node.records.counter() == before


def test_another_partys_person_is_like_one_that_does_not_exist(here: Peopled) -> None:
    theirs = here.actor(here.someone("Asha Rai", *EVERY, party=here.mappers))
    assert theirs
    asked, node = browser(here.house.node, here.someone("Boss", *EVERY)), here.house.node
    before = node.records.counter()
    assert "Asha Rai" not in asked.get("/people").text
    for method, end in (("GET", ""), ("POST", ""), ("POST", "/link"), ("POST", "/remove")):
        told = set()
        for id in (theirs.person, "per_absent"):
            answer = asked.request(method, f"/people/{id}{end}")
            told.add((answer.status_code, answer.text.replace(id, "ID")))
        assert [status for status, _ in told] == [404]
    assert node.records.counter() == before


def test_a_changed_password_keeps_this_browser_and_ends_the_others(here: Peopled) -> None:
    token = here.someone("Asha")
    asked, other = browser(here.house.node, token), browser(here.house.node, here.log_in("Asha"))
    new = {"old": PASSWORD, "password": "quite another one", "again": "quite another one"}
    wrong = asked.post("/people/password", data={**new, "old": "not the four words"})
    assert wrong.status_code == 422
    assert "That is not your password." in wrong.text
    assert not any(word in wrong.text for word in (PASSWORD, "quite another one"))
    answer = asked.post("/people/password", data=new)
    assert answer.headers["location"] == "/people?said=password"
    fresh = cookie(answer).partition("=")[2].partition(";")[0]
    assert here.actor(fresh)
    assert browser(here.house.node, token).get("/people").status_code == 303
    assert other.get("/people").status_code == 303
    assert here.log_in("Asha", "quite another one")


def test_two_who_change_one_person_from_pages_both_have_open_are_both_heard(
    here: Peopled,
) -> None:
    asked = browser(here.house.node, here.someone("Boss", *EVERY))
    made, _ = people.invite(OPERATOR, here.house.node, here.telecom, name="Asha", rights=[])
    assert asked.post(f"/people/{made.id}", data={"rights": "act"}).status_code == 303
    assert asked.post(f"/people/{made.id}/remove").status_code == 303
    late = asked.post(f"/people/{made.id}", data={"rights": "admin"})
    assert late.status_code == 404
    assert here.person(made.id).rights == frozenset()
