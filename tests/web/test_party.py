"""Our party in the browser: keys, card, token, and a signature for another node."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.adapters.cards import parse_card
from commonweal.app import account, agree, party
from commonweal.app.acts import sign_heads
from commonweal.model.ids import KeyId
from commonweal.model.may import READ
from commonweal.model.party import Actor, Party
from tests.app.houses import START, House, house
from tests.app.journey import Journey, travelled
from tests.web.visits import done, refused, said, seen, visit

SURE = {"sure": "yes"}


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture
def mappers(home: House) -> Actor:
    return home.party("Mappers")


@pytest.fixture
def mine(home: House, mappers: Actor) -> Iterator[TestClient]:
    with visit(home.node, mappers) as made:
        yield made


def own(home: House, actor: Actor) -> Party:
    assert actor.party
    return party.export(actor, home.node, actor.party)


def token(page: str) -> str:
    """The token that an answer shows; empty if it shows none."""
    found = re.search(r"<code>([0-9a-f]{64})</code>", page)
    return found[1] if found else ""


def test_it_shows_the_keys_and_what_the_log_tells_of_them(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    words = seen(mine.get("/party"))
    key = own(home, mappers).keys[-1]
    for told in (key.id, key.public, "signs now", "here", "party: added"):
        assert told in words
    assert not token(mine.get("/party").text)


def test_the_card_is_a_file_that_another_node_admits(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    answer = mine.get("/party/card.json")
    assert answer.headers["content-disposition"] == 'attachment; filename="card.json"'
    known = own(home, mappers)
    assert parse_card(answer.content) == (known.name, known.kind, known.keys)


def test_a_key_is_rotated_once_it_is_confirmed(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    first = own(home, mappers).keys[-1].id
    form = {"replaces": first}
    refused(mine.post("/party/keys/rotation", data=form), 422, "must be ticked")
    answer = mine.post("/party/keys/rotation", data={**form, **SURE})
    assert (done(answer), said(answer)) == ("/party", "key-rotated")
    assert len(own(home, mappers).keys) == 2
    late = mine.post("/party/keys/rotation", data={**form, **SURE})
    refused(late, 409, "not the present key")
    assert len(own(home, mappers).keys) == 2


def test_a_revoked_key_leaves_the_party_without_one_until_it_makes_one(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    key = own(home, mappers).keys[-1].id
    refused(mine.post("/party/keys", data={}), 409, "has a valid key already")
    home.clock.turn_to(START + timedelta(minutes=1))
    assert said(mine.post("/party/keys/revocation", data={"key": key, **SURE})) == "key-revoked"
    words = seen(mine.get("/party"))
    assert "No key of your party is valid" in words
    assert "Get the token" not in words
    refused(mine.post("/party/token", data=SURE), 403, "no valid key")
    assert said(mine.post("/party/keys", data={})) == "key-made"
    assert "signs now" in seen(mine.get("/party"))


def test_the_token_stands_on_one_answer_and_opens_the_api(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    answer = mine.post("/party/token", data=SURE)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert token(answer.text) == party.token(mappers, home.node, own(home, mappers).id)
    assert not token(mine.get("/party").text)
    assert mine.get("/party/token").status_code == 405


@pytest.mark.parametrize(
    ("path", "data", "status", "words"),
    [
        ("keys/rotation", {"replaces": "key_forged", **SURE}, 409, "not the present key"),
        ("keys/rotation", {"replaces": "", **SURE}, 422, "nothing is given"),
        ("keys/rotation", {"replaces": "x" * 2001, **SURE}, 422, "at most 2,000"),
        ("keys/rotation", {"party": "par_1", **SURE}, 422, "does not know"),
        ("keys/revocation", {"key": "key_forged", **SURE}, 422, "not among the choices"),
        ("keys/revocation", SURE, 422, "nothing is given"),
        ("keys", {"party": "par_1"}, 422, "does not know"),
        ("token", {}, 422, "must be ticked"),
        ("token", {"party": "par_1", **SURE}, 422, "does not know"),
        ("signatures", SURE, 422, "no file is chosen"),
    ],
)
def test_a_form_that_will_not_do_changes_nothing(
    path: str, data: dict[str, str], status: int, words: str, home: House, mine: TestClient
) -> None:
    before = home.node.records.counter()
    answer = mine.post(f"/party/{path}", data=data)
    refused(answer, status, words)
    assert not token(answer.text)
    assert home.node.records.counter() == before


def test_a_key_of_another_party_is_not_among_the_choices(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    theirs = own(home, home.party("Other")).keys[-1].id
    before = home.node.records.counter()
    for path, form in (("rotation", {"replaces": theirs}), ("revocation", {"key": theirs})):
        assert mine.post(f"/party/keys/{path}", data={**form, **SURE}).status_code in {409, 422}
    assert home.node.records.counter() == before
    assert theirs not in mine.get("/party").text


def test_who_may_only_read_sees_the_keys_and_changes_none(home: House, mappers: Actor) -> None:
    before = home.node.records.counter()
    key = own(home, mappers).keys[-1].id
    with visit(home.node, replace(mappers, rights=READ)) as reader:
        page = reader.get("/party")
        assert key in seen(page)
        assert "<form" not in page.text.split("<main")[1]
        for path, form in (
            ("keys", {}),
            ("keys/rotation", {"replaces": key, **SURE}),
            ("keys/revocation", {"key": key, **SURE}),
            ("token", SURE),
        ):
            answer = reader.post(f"/party/{path}", data=form)
            refused(
                answer, 403, "needs the right to admin" if path != "keys" else "needs the right"
            )
            assert not token(answer.text)
        document = {"document": ("signed.json", b"{}")}
        answer = reader.post("/party/signatures", data=SURE, files=document)
        refused(answer, 403, "needs the right to sign")
    assert home.node.records.counter() == before


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("party") / "home")


def test_an_agreement_file_is_signed_and_the_answer_is_the_signature(told: Journey) -> None:
    document = agree.export(told.user, told.house.node, told.agreement)
    with visit(told.house.node, told.user) as mine:
        sent = {"document": ("signed.json", document)}
        answer = mine.post("/party/signatures", data=SURE, files=sent)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="signature.json"'
    made = json.loads(answer.content)
    assert made["key"] == own(told.house, told.user).keys[-1].id


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[" * 9_000, b"\xff", b'{"v": "commonweal/agreement/1"}', b"x" * 900_000],
)
def test_a_file_that_is_no_agreement_is_not_signed(content: bytes, told: Journey) -> None:
    with visit(told.house.node, told.user) as mine:
        sent = {"document": ("<i>.json", content)}
        answer = mine.post("/party/signatures", data=SURE, files=sent)
    assert answer.status_code in {409, 422}
    assert "This was not taken" in unescape(answer.text)
    assert "<i>" not in answer.text


def test_what_was_done_stands_in_the_log_of_the_party(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    first = own(home, mappers).keys[-1].id
    mine.post("/party/keys/rotation", data={"replaces": first, **SURE})
    home.clock.turn_to(START + timedelta(minutes=1))
    mine.post("/party/keys/revocation", data={"key": str(KeyId(first)), **SURE})
    words = seen(mine.get("/party"))
    for act in ("key: rotated", "key: revoked"):
        assert act in words
    assert all(each.entries for each in account.verify(mappers, home.node))


def test_an_entry_of_the_log_is_told_with_its_proof(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    assert 'href="/party/log/0"' in mine.get("/party").text
    assert "comes with the next checkpoint" in seen(mine.get("/party/log/0"))
    sign_heads(home.node)
    assert "The signed checkpoint" in seen(mine.get("/party/log/0"))
    assert "no such entry" in seen(mine.get("/party/log/99"), 404)
    for wrong in ("-1", str(2**60), "x", "9" * 5_000):
        seen(mine.get(f"/party/log/{wrong}"), 422)


def test_a_secret_out_of_reach_is_a_sentence_that_names_no_folder_of_this_machine(
    home: House, mappers: Actor, mine: TestClient
) -> None:
    assert mine.post("/party/token", data=SURE).status_code == 201
    (home.node.home / "keys" / str(mappers.party) / "api.secret").chmod(0o644)
    answer = mine.post("/party/token", data=SURE)
    refused(answer, 503, "Others than its owner may use the secret HOME/keys")
    assert str(home.node.home) not in answer.text
