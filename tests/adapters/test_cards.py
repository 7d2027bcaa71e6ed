"""The card of a party: it comes back as it went out, and a hostile one is a sentence."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import pytest

from commonweal.adapters.cards import card, card_text, parse_card
from commonweal.model.errors import Invalid
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.party import Party, PartyKey, PartyKind

PUBLIC = b64encode(bytes(range(32))).decode()
OTHER = b64encode(bytes(range(1, 33))).decode()
SINCE = datetime(2026, 3, 1, 9, tzinfo=UTC)
UNTIL = datetime(2026, 4, 1, 9, tzinfo=UTC)
ENDED = PartyKey(id=KeyId("key_1"), public=PUBLIC, since=SINCE, until=UNTIL, revoked=True)
PARTY = Party(
    id=PartyId("par_1"),
    name="Map “NGO”",
    kind=PartyKind.NGO,
    hosted=True,
    keys=(ENDED, PartyKey(id=KeyId("key_2"), public=OTHER, since=UNTIL)),
)


def changed(**key: Any) -> bytes:
    """The card with another first key; a field of None is left out."""
    told: dict[str, Any] = json.loads(card_text(PARTY))
    first = {**told["keys"][0], **key}
    told["keys"][0] = {name: value for name, value in first.items() if value is not None}
    return json.dumps(told).encode()


def test_a_card_comes_back_as_it_went_out() -> None:
    assert parse_card(card_text(PARTY).encode()) == (PARTY.name, PARTY.kind, PARTY.keys)


def test_a_card_holds_nothing_else_than_name_sector_and_public_keys() -> None:
    assert set(card(PARTY)) == {"id", "name", "kind", "keys"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"not a card",
        b"\xff\xfe",
        b"<!DOCTYPE html><p>no</p>",
        b"[" * 5_000,
        b"a: &a [1]\nb: *a",
        b'{"id": "x", "id": "y"}',
        b"{" + b'"id": "x"' + b"}",
        b"!!python/object/apply:os.system ['true']",
        b"x" * 1_000_001,
        json.dumps({**card(PARTY), "keys": []}).encode(),
        json.dumps({"id": "x", "name": "n", "kind": "army", "keys": [{}]}).encode(),
        changed(public="AAAA"),
        changed(public="no base64"),
        changed(public=PUBLIC[:-2] + "9="),  # the same bytes in other letters
        changed(id="key 1"),
        changed(id="<script>"),
        changed(id="../../key"),
        changed(id="k" * 129),
        changed(id="key_2"),
        changed(id="\ud800"),
        changed(since="2026-03-01T09:00:00"),
        changed(since="yesterday"),
        changed(since=None),
        changed(until="2026-02-01T00:00:00Z"),
        changed(private="AAAA"),
    ],
)
def test_a_hostile_card_is_a_short_sentence(content: bytes) -> None:
    with pytest.raises(Invalid) as found:
        parse_card(content, name="card.json")
    assert found.value.hint
    assert len(found.value.detail) < 500


def test_a_card_with_keys_beyond_counting_is_refused() -> None:
    key = {"public": PUBLIC, "since": "2026-03-01T09:00:00Z"}
    many = [{"id": f"key_{number}", **key} for number in range(101)]
    told = json.dumps({"id": "x", "name": "n", "kind": "ngo", "keys": many}).encode()
    with pytest.raises(Invalid, match="101 keys; a card has 1 to 100"):
        parse_card(told)
