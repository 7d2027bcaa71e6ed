"""Who is visiting: by a token that counts now, or nobody."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.app import collaboration, people
from commonweal.model.ids import PersonId
from commonweal.model.party import Actor, Role
from commonweal.model.person import Right, digest
from tests.app.peopled import EVERY, PASSWORD, Peopled, peopled
from tests.web.browsers import addresses, browser, cookie


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def test_every_page_asks_who_is_there_and_no_form_acts_for_nobody(here: Peopled) -> None:
    node = here.house.node
    before = node.records.counter()
    for token in ("", "forged"):
        asked = browser(node, token)
        for path in addresses(node, "get"):
            answer = asked.get(path)
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (
                303, "/login"
            ), path  # fmt: skip
            assert "Telecom" not in answer.text
        for path in addresses(node, "post"):
            answer = asked.post(path, data={"name": "x", "rights": "admin"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/login"), path
    assert node.records.counter() == before


def test_the_way_in_remembers_the_page_that_was_asked_for(here: Peopled) -> None:
    here.someone("Asha")
    asked = browser(here.house.node)
    way = asked.get("/people?sort=people.Name").headers["location"]
    assert way == "/login?next=%2Fpeople%3Fsort%3Dpeople.Name"
    assert 'value="/people?sort=people.Name"' in asked.get(way).text
    typed = {"party": "Telecom", "name": "Asha", "password": PASSWORD}
    answer = asked.post("/login", data={**typed, "next": "/people?sort=people.Name"})
    assert answer.headers["location"] == "/people?sort=people.Name"
    assert "Asha" in asked.get("/people").text


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_way_in_leads_to_no_other_site(next: str, here: Peopled) -> None:
    here.someone("Asha")
    asked = browser(here.house.node)
    assert "evil" not in asked.get("/login", params={"next": next}).text
    typed = {"party": "Telecom", "name": "Asha", "password": PASSWORD, "next": next}
    assert asked.post("/login", data=typed).headers["location"] == "/"


def test_the_cookie_is_for_this_site_and_no_script(here: Peopled) -> None:
    here.someone("Asha")
    typed = {"party": "Telecom", "name": "Asha", "password": PASSWORD}
    told = cookie(browser(here.house.node).post("/login", data=typed))
    assert told.startswith("weal_session=")
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "Path=/;" in told
    assert "Domain" not in told
    assert "Secure" not in told


@pytest.mark.parametrize("at", ["https://weal.example.org", "http://weal.example.org"])
def test_off_this_machine_the_cookie_is_sent_over_tls_alone(at: str, here: Peopled) -> None:
    here.someone("Asha")
    node = replace(here.house.node, hosts=frozenset({"weal.example.org"}))
    asked = browser(node, at=at, headers={"Sec-Fetch-Site": "same-origin"})
    typed = {"party": "Telecom", "name": "Asha", "password": PASSWORD}
    assert "Secure" in cookie(asked.post("/login", data=typed))


def test_the_digest_of_a_token_opens_nothing(here: Peopled) -> None:
    token = here.someone("Asha")
    assert browser(here.house.node, token).get("/people").status_code == 200
    assert browser(here.house.node, digest(token)).get("/people").status_code == 303


def test_a_removed_person_is_out_at_the_next_click(here: Peopled) -> None:
    token = here.someone("Asha", *EVERY)
    here.someone("Boss", *EVERY)
    asked = browser(here.house.node, token)
    assert asked.get("/people").status_code == 200
    actor = here.actor(token)
    assert actor
    people.remove(actor, here.house.node, actor.person)
    assert asked.get("/people").status_code == 303
    assert asked.post("/people", data={"name": "Spy"}).status_code == 303


def test_logging_out_ends_the_token_and_not_only_the_cookie(here: Peopled) -> None:
    token = here.someone("Asha")
    asked = browser(here.house.node, token)
    answer = asked.post("/logout")
    assert answer.headers["location"] == "/login?said=logged-out"
    assert 'weal_session=""' in cookie(answer)
    assert here.actor(token) is None
    assert browser(here.house.node, token).get("/people").status_code == 303


def test_who_may_only_read_is_told_so(here: Peopled) -> None:
    node = here.house.node
    founder = Actor(person=PersonId("x"), party=here.telecom)
    roles = frozenset({Role.HOLDER})
    made = collaboration.new(founder, node, title="Flood", issue="Who", roles=roles)
    for token, told in ((here.someone("Eve"), True), (here.someone("Bob", Right.ACT), False)):
        asked = browser(node, token)
        assert ("You may read here" in asked.get(f"/c/{made.id}/share").text) is told
        note = {"kind": "request", "text": "t", "source": "s", "day": ""}
        sent = asked.post(f"/c/{made.id}/events", data=note)
        assert sent.status_code == (403 if told else 303)
