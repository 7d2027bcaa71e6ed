"""A checkpoint: the size and root of a log, signed by its owner, as a text of a few lines.

Source: C2SP tlog-checkpoint 1.0.0 for the text, C2SP signed-note 1.0.0 for the signatures,
RFC 8032 for Ed25519, RFC 4648 section 4 for base64.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from commonweal.account.tree import HASH_BYTES
from commonweal.model.errors import Invalid, Tampered

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_ED25519 = b"\x01"
_ID_BYTES = 4
_DASH = "\N{EM DASH} "
_MOST_BYTES = 128 * 1024
"""Room for well over the sixteen signatures that a verifier must accept."""
_LARGEST = 10**15 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,14}")
_TEXT_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What the owner of a log signed: so many entries, this root."""

    origin: str
    """Whose log: `node/party-id`."""
    size: int
    root: bytes


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The three lines that are signed: origin, size, root in base64.

    Raises:
        Invalid: the origin cannot be a line and a name, or size or root cannot be of a tree.
    """
    _check_name(origin)
    if not 0 <= size <= _LARGEST or len(root) != HASH_BYTES:
        raise Invalid(
            detail=f"{size} entries with a root of {len(root)} bytes are no log.",
            hint=f"A size from 0, and a root of {HASH_BYTES} bytes.",
        )
    return f"{origin}\n{size}\n{_base64(root)}\n"


def note(text: str, name: str, public: str, signature: bytes) -> str:
    """A text with its owner's signature line.

    Args:
        text: what was signed, ending in a newline.
        name: of the key; for a checkpoint, its origin.
        public: the raw public key, base64.
        signature: 64 bytes over the UTF-8 text.

    Raises:
        Invalid: the text does not end in a newline, or name, key or signature are malformed.
    """
    _check_name(name)
    if not text.endswith("\n") or len(signature) != SIGNATURE_BYTES:
        raise Invalid(
            detail="This text and signature make no note.",
            hint=f"The text ends in a newline; the signature has {SIGNATURE_BYTES} bytes.",
        )
    return f"{text}\n{_DASH}{name} {_base64(key_id(name, _raw(public)) + signature)}\n"


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature line names its key: a short hash of name and key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_ID_BYTES]


def open_note(note: str, name: str, public: str) -> Checkpoint:
    """What a signed note says, once the signature of that one key over it holds.

    For whoever is handed a note and knows the key; the house itself reads by all keys of a party.

    Raises:
        Invalid: it is not a checkpoint in a signed note.
        Tampered: the key did not sign it, or the origin is not the name.
    """
    checkpoint, _ = open_signed(note, name, (public,))
    return checkpoint


def open_signed(note: str, name: str, publics: Iterable[str]) -> tuple[Checkpoint, str]:
    """What a signed note says and which of the keys (base64) signed it; others are ignored.

    Raises:
        Invalid: it is not a checkpoint in a signed note.
        Tampered: none of the keys signed it, one signed something else, or it is another log's.
    """
    text, signatures = _parts(note)
    checkpoint = _checkpoint(text)
    signer = _signer(text, name, signatures, publics)
    if checkpoint.origin != name:
        raise Tampered(
            detail=f"This is a checkpoint of {checkpoint.origin!r}, not of {name!r}.",
            hint="Give the checkpoint of this log.",
        )
    return checkpoint, signer


def _signer(
    text: str, name: str, signatures: Sequence[tuple[str, bytes]], publics: Iterable[str]
) -> str:
    for public in publics:
        raw = _raw(public)
        for signed_name, line in signatures:
            if signed_name == name and line[:_ID_BYTES] == key_id(name, raw):
                _check_signature(text, raw, line[_ID_BYTES:])
                return public
    raise Tampered(
        detail=f"The checkpoint is not signed by a key of {name!r}.",
        hint="It must carry a signature by a key in the history of the owner of the log.",
    )


def _check_signature(text: str, public: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except InvalidSignature as gap:
        raise Tampered(
            detail="The signature of the checkpoint does not fit its text.",
            hint="The text or the signature was changed after signing.",
        ) from gap


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Text and signatures; the last empty line stands between them."""
    if len(note) > _MOST_BYTES:
        raise _malformed(f"it has more than {_MOST_BYTES} characters")
    if any(sign < " " and sign != "\n" for sign in note) or not _utf8(note):
        raise _malformed("it has control characters, or is not UTF-8")
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise _malformed("the empty line before the signatures, or the last newline, is missing")
    return f"{text}\n", [_signature(line) for line in lines[:-1].split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    signature = _bytes(encoded)
    if not line.startswith(_DASH) or not space or not _is_name(name) or signature is None:
        raise _malformed("a signature line is not dash, name and base64")
    if len(signature) <= _ID_BYTES:
        raise _malformed("a signature is too short")
    return name, signature


def _checkpoint(text: str) -> Checkpoint:
    lines = text[:-1].split("\n")
    if len(lines) != _TEXT_LINES or not lines[0]:
        raise _malformed("its text is not the three lines origin, size, root")
    origin, size, encoded = lines
    if not _SIZE.fullmatch(size):
        raise _malformed("its second line is not a size in plain digits")
    root = _bytes(encoded)
    if root is None or len(root) != HASH_BYTES:
        raise _malformed(f"its third line is not a root of {HASH_BYTES} bytes in base64")
    return Checkpoint(origin=origin, size=int(size), root=root)


def _malformed(why: str) -> Invalid:
    return Invalid(
        detail=f"This is not a signed checkpoint: {why}.",
        hint="Give the checkpoint exactly as it was written, every line of it.",
    )


def _check_name(name: str) -> None:
    if not _is_name(name):
        raise Invalid(
            detail=f"{name!r} cannot be the origin of a log.",
            hint="An origin is node/party-id, without spaces, plus or control characters.",
        )


def _is_name(name: str) -> bool:
    return name.isprintable() and bool(name) and not any(c == "+" or c.isspace() for c in name)


def _raw(public: str) -> bytes:
    raw = _bytes(public)
    if raw is None or len(raw) != KEY_BYTES:
        raise Invalid(
            detail="The public key is not 32 bytes in base64.",
            hint="Give an Ed25519 public key as `weal party key export` prints it.",
        )
    return raw


def _bytes(encoded: str) -> bytes | None:
    """The bytes of exact base64: only the spelling that we would write ourselves."""
    try:
        found = b64decode(encoded, validate=True)
    except (NotBase64, ValueError):
        return None
    return found if _base64(found) == encoded else None


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
