"""The parties that this node knows, in the browser."""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import party
from commonweal.model.may import READ
from commonweal.model.party import OPERATOR, PartyKind
from commonweal.model.person import Right
from tests.app.houses import House, house
from tests.app.peopled import Peopled, peopled
from tests.web.browsers import browser, link
from tests.web.visits import refused, said, seen, visit

KEY = {"id": "key_1", "public": b64encode(bytes(32)).decode(), "since": "2026-01-01T00:00:00Z"}
CARD = {"id": "par_x", "name": "River Telecom", "kind": "business", "keys": [KEY]}


def sent(card: Any) -> dict[str, tuple[str, bytes]]:
    content = card if isinstance(card, bytes) else json.dumps(card).encode()
    return {"card": ("card.json", content)}


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture
def mine(home: House) -> Iterator[TestClient]:
    with visit(home.node, home.party("Mappers")) as made:
        yield made


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def names(home: House) -> set[str]:
    return {each.name for each in party.roster(OPERATOR, home.node)}


def test_a_party_of_another_node_is_admitted_by_its_card(home: House, mine: TestClient) -> None:
    assert said(mine.post("/parties/cards", files=sent(CARD))) == "party-added"
    words = seen(mine.get("/parties"))
    assert "River Telecom business its own node key_1" in words
    again = mine.post("/parties/cards", data={"name": "Twin"}, files=sent(CARD))
    refused(again, 409, "known here as one of River Telecom", {"name": "Twin"})
    assert "Twin" not in names(home)


def test_its_new_card_is_taken_over(home: House, mine: TestClient) -> None:
    mine.post("/parties/cards", data={"name": "Telecom"}, files=sent(CARD))
    known = next(each for each in party.roster(OPERATOR, home.node) if not each.hosted)
    ended = {**KEY, "until": "2026-02-01T00:00:00Z"}
    fresh = {
        "id": "key_2",
        "public": b64encode(bytes([1] * 32)).decode(),
        "since": "2026-02-01T00:00:00Z",
    }
    new = {**CARD, "keys": [ended, fresh]}
    refused(mine.post("/parties/keys", files=sent(new)), 422, "nothing is given")
    forged = {"party": "par_forged"}
    refused(mine.post("/parties/keys", data=forged, files=sent(new)), 422, "not among the choices")
    lost = {**CARD, "keys": [fresh]}
    form = {"party": known.id}
    refused(mine.post("/parties/keys", data=form, files=sent(lost)), 409, "does not go on from")
    assert said(mine.post("/parties/keys", data=form, files=sent(new))) == "party-renewed"
    refused(mine.post("/parties/keys", data=form, files=sent(new)), 409, "says nothing new")


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (b"", "not a mapping"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 5_000, "not well formed"),
        (b"<!DOCTYPE html>", "not a mapping"),
        ({**CARD, "keys": []}, "has 0 keys"),
        ({**CARD, "kind": "army"}, "not the card of a party"),
        ({**CARD, "keys": [KEY, KEY]}, "two keys of one id"),
        ({**CARD, "keys": [{**KEY, "id": "<b>"}]}, "not an Ed25519 key"),
        ({**CARD, "name": "x" * 121}, "1 to 120 printable"),
        ({**CARD, "name": "a\nb"}, "1 to 120 printable"),
        ({**CARD, "name": "mappers"}, "known already"),
    ],
)
def test_a_hostile_card_is_a_sentence_and_nothing_is_known(
    card: Any, words: str, home: House, mine: TestClient
) -> None:
    before = home.node.records.counter()
    answer = mine.post("/parties/cards", files=sent(card))
    assert answer.status_code in {409, 422}
    refused(answer, answer.status_code, words)
    assert "<b>" not in answer.text
    assert home.node.records.counter() == before


def test_no_card_or_two_or_a_field_too_many_is_a_sentence(home: House, mine: TestClient) -> None:
    before = home.node.records.counter()
    refused(mine.post("/parties/cards", data={"name": "x"}), 422, "no file is chosen")
    two = [("card", ("a", b"{}")), ("card", ("b", b"{}"))]
    assert mine.post("/parties/cards", files=two).status_code == 422
    forged = mine.post("/parties/cards", data={"hosted": "yes"}, files=sent(CARD))
    refused(forged, 422, "does not know")
    assert home.node.records.counter() == before


def test_markup_in_the_name_of_a_card_is_words(mine: TestClient) -> None:
    mine.post("/parties/cards", files=sent({**CARD, "name": "<img src=x>"}))
    assert "<img src=x>" not in mine.get("/parties").text
    assert "&lt;img src=x&gt;" in mine.get("/parties").text


def test_a_party_is_made_with_its_first_person_who_can_log_in(here: Peopled) -> None:
    asked = browser(here.house.node, here.someone("Asha", Right.ACT))
    form = {"name": "River board", "kind": "government", "first": "Bina"}
    answer = asked.post("/parties", data=form)
    assert answer.status_code == 201
    assert browser(here.house.node).get(link(answer)).status_code == 200
    assert "/invite/" not in asked.get("/parties").text
    assert "River board" in names(here.house)


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"name": ""}, 422, "nothing is given"),
        ({"name": "x" * 121}, 422, "at most 120"),
        ({"name": "telecom"}, 409, "known already"),
        ({"kind": "army"}, 422, "not among the choices"),
        ({"first": ""}, 422, "nothing is given"),
        ({"first": "x" * 81}, 422, "at most 80"),
        ({"rights": "admin"}, 422, "does not know"),
    ],
)
def test_a_party_that_will_not_do_is_not_made(
    changed: dict[str, str], status: int, words: str, here: Peopled
) -> None:
    asked = browser(here.house.node, here.someone("Asha", Right.ACT))
    before = here.house.node.records.counter()
    form = {"name": "New", "kind": "ngo", "first": "Bina", **changed}
    answer = asked.post("/parties", data=form)
    refused(answer, status, words)
    assert "/invite/" not in answer.text
    assert here.house.node.records.counter() == before


def test_who_may_only_read_sees_the_parties_and_adds_none(home: House) -> None:
    reader = replace(home.party("Mappers"), rights=READ)
    elsewhere = party.add(OPERATOR, home.node, name="City", kind=PartyKind.GOVERNMENT)
    before = home.node.records.counter()
    with visit(home.node, reader) as asked:
        page = asked.get("/parties")
        assert "City" in seen(page)
        assert 'method="post"' not in page.text.split("<main")[1]
        refused(asked.post("/parties/cards", files=sent(CARD)), 403, "needs the right to act")
        made = {"name": "New", "kind": "ngo", "first": "Bina"}
        refused(asked.post("/parties", data=made), 403, "needs the right to act")
        assert asked.get(f"/parties/{elsewhere.id}/card.json").json()["name"] == "City"
        seen(asked.get("/parties/par_absent/card.json"), 404)
    assert home.node.records.counter() == before
