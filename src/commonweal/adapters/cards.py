"""The card of a party on another node: its name, kind and public keys, as one JSON file."""

from base64 import b64decode
from binascii import Error as Base64Error
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.adapters.plain import plain
from commonweal.model.errors import Invalid
from commonweal.model.ids import KeyId
from commonweal.model.party import Party, PartyKey, PartyKind

_KEY_BYTES = 32


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


def read_card(path: Path) -> tuple[str, PartyKind, tuple[PartyKey, ...]]:
    """Name, kind and keys from a card file. Raises Invalid, naming the field."""
    try:
        found = msgspec.convert(plain(path), Card, strict=False)
    except msgspec.ValidationError as gap:
        raise Invalid(
            detail=f"{path.name} is not the card of a party: {gap}.",
            hint="Make it on the other node: `weal party key export NAME --out FILE`.",
        ) from gap
    if not found.keys:
        raise Invalid(detail=f"{path.name} has no keys.", hint="Ask for a card with a key.")
    return found.name, found.kind, tuple(_key(path.name, each) for each in found.keys)


def _key(name: str, key: _Key) -> PartyKey:
    try:
        raw = b64decode(key.public, validate=True)
    except (Base64Error, ValueError):
        raw = b""
    aware = key.since.tzinfo is not None and (key.until is None or key.until.tzinfo is not None)
    if len(raw) != _KEY_BYTES or not aware or not key.id.isascii():
        raise Invalid(
            detail=f"{name}: the key {key.id!r} is not an Ed25519 key with its times in UTC.",
            hint="Ask for a fresh card.",
        )
    return PartyKey(
        id=KeyId(key.id),
        public=key.public,
        since=key.since,
        until=key.until,
        revoked=key.revoked,
    )
