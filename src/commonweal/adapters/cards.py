"""The card of a party on another node: its name, kind and public keys, as one JSON file."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.adapters.plain import mapping_in, plain
from commonweal.model.errors import Invalid
from commonweal.model.ids import KeyId
from commonweal.model.party import Party, PartyKey, PartyKind

_KEY_BYTES = 32
_MOST_KEYS = 100
_MOST_TOLD = 200
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
Read = tuple[str, PartyKind, tuple[PartyKey, ...]]
"""What a card says: name, kind, keys."""


class _Key(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    public: str
    since: datetime
    until: datetime | None = None
    revoked: bool = False


class Card(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What another node says of its party; `id` is its own name there, not ours."""

    id: str
    name: str
    kind: PartyKind
    keys: list[_Key]


def card(party: Party) -> dict[str, object]:
    """The card of a party, as plain values."""
    keys = [
        {"id": k.id, "public": k.public, "since": k.since, "until": k.until, "revoked": k.revoked}
        for k in party.keys
    ]
    return {"id": party.id, "name": party.name, "kind": party.kind.value, "keys": keys}


def card_text(party: Party) -> str:
    """The card of a party as the text of its file."""
    return msgspec.json.format(msgspec.json.encode(card(party)), indent=2).decode() + "\n"


def read_card(path: Path) -> Read:
    """Name, kind and keys from a card file. Raises Invalid, naming the field."""
    return card_of(plain(path), name=path.name)


def parse_card(content: bytes, *, name: str = "The card") -> Read:
    """Name, kind and keys from the bytes of a card file. Raises Invalid, naming the field."""
    return card_of(mapping_in(content, name=name), name=name)


def card_of(value: object, *, name: str = "The card") -> Read:
    """Name, kind and keys from the plain values of a card. Raises Invalid, naming the field."""
    try:
        found = msgspec.convert(value, Card, strict=False)
    except (msgspec.ValidationError, OverflowError) as gap:
        raise Invalid(
            detail=f"{name} is not the card of a party: {str(gap)[:_MOST_TOLD]}.",
            hint="Make it on the other node: `weal party key export NAME --out FILE`.",
            field="card",
        ) from gap
    if not 0 < len(found.keys) <= _MOST_KEYS:
        raise Invalid(
            detail=f"{name} has {len(found.keys)} keys; a card has 1 to {_MOST_KEYS}.",
            hint="Ask for a card with a key.",
            field="card",
        )
    if len({each.id for each in found.keys}) != len(found.keys):
        raise Invalid(
            detail=f"{name} has two keys of one id.", hint="Ask for a fresh card.", field="card"
        )
    return found.name, found.kind, tuple(_key(name, each) for each in found.keys)


def _key(name: str, key: _Key) -> PartyKey:
    try:
        raw = b64decode(key.public, validate=True)
    except (Base64Error, ValueError):
        raw = b""
    one_way = b64encode(raw).decode() == key.public
    if len(raw) != _KEY_BYTES or not one_way or not _ID.fullmatch(key.id) or not _in_order(key):
        raise Invalid(
            detail=f"{name}: the key {key.id[:64]!r} is not an Ed25519 key with its times in UTC.",
            hint="Ask for a fresh card.",
            field="card",
        )
    return PartyKey(
        id=KeyId(key.id),
        public=key.public,
        since=key.since,
        until=key.until,
        revoked=key.revoked,
    )


def _in_order(key: _Key) -> bool:
    """True if both times have a zone, and it does not end before it begins."""
    if key.since.tzinfo is None:
        return False
    return key.until is None or (key.until.tzinfo is not None and key.since <= key.until)
