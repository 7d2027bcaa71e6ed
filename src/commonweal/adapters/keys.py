"""Signing keys and secrets of the hosted parties, as files: `keys/<party>/<key>.pem`.

They are outside the database and outside backups; the folder is for its owner alone.

Source: RFC 8032 for Ed25519, RFC 8410 for its keys in PKCS #8.
"""

import os
from base64 import b64encode
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from commonweal.adapters import privatefiles
from commonweal.adapters.privatefiles import outside, part
from commonweal.model.errors import Conflict, Unavailable
from commonweal.model.ids import KeyId, PartyId

_KEY = ".pem"
_SECRET = ".secret"  # noqa: S105 - the ending of a file name
_SECRET_BYTES = 32
_PUT_BACK = "Put the file back as it was: what was made with it fits no other."


class KeyFolder:
    """The port `Keys`, answered by a folder with one folder per party."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first key is."""
        self._folder = folder

    def make(self, party: PartyId, key: KeyId) -> str:
        """Make an Ed25519 key pair, keep the private half, return the public one (base64).

        Raises:
            Invalid: an id that cannot name a file.
            Conflict: the key exists.
            Unavailable: the folder cannot be written.
        """
        path = self._path(party, key, _KEY)
        private = Ed25519PrivateKey.generate()
        if not self._published(path, _pem(private)):
            raise Conflict(
                detail=f"The key {key} of {party} is here already.",
                hint="Keys are never overwritten: make one with a new id.",
            )
        return _public(private)

    def held(self) -> tuple[tuple[PartyId, KeyId], ...]:
        """The keys whose files this process can open, sorted."""
        with outside(f"The folder {self._folder} cannot be listed"):
            found = sorted(self._folder.glob(f"*/[!.]*{_KEY}"))
        return tuple(
            (PartyId(path.parent.name), KeyId(path.stem))
            for path in found
            if os.access(path, os.R_OK)
        )

    def sign(self, party: PartyId, key: KeyId, message: bytes) -> bytes:
        """A 64-byte Ed25519 signature. Raises Unavailable without a sound file."""
        return self._private(party, key).sign(message)

    def public(self, party: PartyId, key: KeyId) -> str:
        """The public half of the file's key (base64). Raises Unavailable without a sound file."""
        return _public(self._private(party, key))

    def secret(self, party: PartyId, purpose: str) -> bytes:
        """The party's own 32-byte secret for one purpose, made at first use, the same ever after.

        Raises:
            Invalid: a party or purpose that cannot name a file.
            Unavailable: the file cannot be made or read, is open to others, or is damaged.
        """
        path = self._path(party, purpose, _SECRET)
        if not os.path.lexists(path):
            self._published(path, os.urandom(_SECRET_BYTES))
        found = privatefiles.read(path, "secret", _PUT_BACK)
        if len(found) != _SECRET_BYTES:
            raise Unavailable(
                detail=f"The secret {path} has {len(found)} bytes, not {_SECRET_BYTES}.",
                hint=_PUT_BACK,
            )
        return found

    def _private(self, party: PartyId, key: KeyId) -> Ed25519PrivateKey:
        path = self._path(party, key, _KEY)
        hint = f"Put the file back, or make a new key: `weal party key rotate {party}`."
        return _loaded(path, privatefiles.read(path, "key file", hint))

    def _path(self, party: str, name: str, ending: str) -> Path:
        return self._folder / part(party, "party") / (part(name, "key") + ending)

    def _published(self, path: Path, content: bytes) -> bool:
        with outside(f"The folder {path.parent} cannot be written"):
            privatefiles.private_folder(self._folder)
            privatefiles.private_folder(path.parent)
            privatefiles.sweep(path.parent)
            return privatefiles.publish(path, content)


def _loaded(path: Path, content: bytes) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as gap:
        raise _no_key(path) from gap
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(path)
    return private


def _no_key(path: Path) -> Unavailable:
    return Unavailable(
        detail=f"The file {path} is not an Ed25519 private key.",
        hint="Put the PEM file (PKCS #8, not encrypted) there that `weal party key new` made.",
    )


def _pem(private: Ed25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public(private: Ed25519PrivateKey) -> str:
    return b64encode(private.public_key().public_bytes_raw()).decode()
