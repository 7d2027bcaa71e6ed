"""Records as canonical JSON and back.

Source: RFC 8785 for the bytes; a digest is SHA-256 over a random salt and the bytes, so that it
says nothing about a record whose salt is gone.
"""

import secrets
from hashlib import sha256
from typing import TypeVar

import msgspec
import rfc8785

from commonweal.model.change import NOUNS, Record
from commonweal.model.errors import Invalid, Tampered

R = TypeVar("R", bound=Record)

SALT_BYTES = 16


def encode(record: Record) -> str:
    """The canonical JSON of a record: equal records give equal text.

    Raises:
        Invalid: a number or a character that JSON cannot carry.
    """
    plain = msgspec.to_builtins(record, order="deterministic")
    try:
        return rfc8785.dumps(plain).decode()
    except rfc8785.CanonicalizationError as error:
        raise Invalid(
            detail=f"{NOUNS[type(record)]} {record.id} cannot be written: {error}.",
            hint="Give finite numbers below 2^53 and plain Unicode text.",
        ) from error


def decode(kind: type[R], noun: str, id: str, body: str) -> R:
    """The record of a stored body. Raises Tampered if the body is not one of that kind."""
    try:
        return msgspec.json.decode(stored_bytes(body), type=kind)
    except (msgspec.DecodeError, Invalid, RecursionError) as error:
        raise tampered(noun, id) from error


def tampered(noun: str, id: str) -> Tampered:
    """What is said of a stored record that cannot be what `commit` wrote."""
    return Tampered(
        detail=f"What is stored as {noun} {id} is not what was written there.",
        hint="Run `weal account verify`; then restore a backup.",
        kind=noun,
        id=id,
    )


def stored_bytes(body: str) -> bytes:
    """The bytes of a stored text, also of one that is no UTF-8 any more."""
    return body.encode("utf-8", "surrogateescape")


def fresh_salt() -> bytes:
    """16 random bytes: each version of a record has its own."""
    return secrets.token_bytes(SALT_BYTES)


def salted_digest(salt: bytes, body: str) -> str:
    """SHA-256 over salt and body, hex."""
    return sha256(salt + stored_bytes(body)).hexdigest()
