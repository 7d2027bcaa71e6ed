"""Sealing: a file as encrypted segments that only open whole, in order, under their own name.

A sealed file is a header (magic, version, 32 bytes of salt) and segments of 1 MiB, each
AES-256-GCM with its 16-byte tag; the last may be shorter, or empty. Key and nonce prefix are
derived from the agreement's key, the salt and the name, so no two files share a nonce. A nonce is
prefix (7 bytes), counter (4), last (1): a segment that is moved, lost or added does not open.

Source: Hoang, Reyhanitabar, Rogaway and Vizar, "Online authenticated-encryption and its
nonce-reuse misuse-resistance" (2015), the STREAM construction; NIST SP 800-38D for GCM; RFC 5869
for the derivation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commonweal.model.errors import Invalid, Tampered

KEY_BYTES = 32
SALT_BYTES = 32
SEGMENT_BYTES = 1 << 20
TAG_BYTES = 16

_MAGIC = b"weal sealed\x01"
_HEADER_BYTES = len(_MAGIC) + SALT_BYTES
_PREFIX_BYTES = 7
_COUNTER_BYTES = 4
_MOST_SEGMENTS = 1 << (8 * _COUNTER_BYTES)


def seal(chunks: Iterable[bytes], key: bytes, name: str, salt: bytes) -> Iterator[bytes]:
    """The sealed bytes of a file, header first, whatever sizes its chunks come in.

    Args:
        chunks: the plain bytes, in order.
        key: 32 bytes, secret.
        name: bound to the file: it opens under this name alone.
        salt: 32 random bytes, never used before with this key.

    Raises:
        Invalid: key or salt have the wrong length, or the file is longer than 4 PiB.
    """
    if len(salt) != SALT_BYTES:
        raise Invalid(detail=f"The salt has {len(salt)} bytes.", hint=f"It needs {SALT_BYTES}.")
    cipher = _cipher(key, name, salt)
    yield _MAGIC + salt
    for segment in _segments(chunks, SEGMENT_BYTES):
        nonce = cipher.nonce(segment)
        yield cipher.aead.encrypt(nonce, segment.content, cipher.bound)


def unseal(stream: Iterable[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """The plain bytes of a sealed file, whatever sizes its chunks come in.

    Each piece that comes out is authentic, but only the end of the iteration says that the file
    is whole: use nothing before that.

    Raises:
        Invalid: the key has the wrong length.
        Tampered: not a sealed file, cut, reordered or changed, or of another name or key.
    """
    header, rest = _split(iter(stream))
    if len(header) != _HEADER_BYTES or not header.startswith(_MAGIC):
        raise _tampered(name, "it does not begin like a sealed file")
    cipher = _cipher(key, name, header[len(_MAGIC) :])
    for segment in _segments(rest, SEGMENT_BYTES + TAG_BYTES):
        nonce = cipher.nonce(segment)
        try:
            yield cipher.aead.decrypt(nonce, segment.content, cipher.bound)
        except InvalidTag as gap:
            raise _tampered(name, f"segment {segment.number} does not open") from gap


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    number: int
    last: int
    """1 for the last segment of a file, else 0."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cipher:
    aead: AESGCM
    prefix: bytes
    bound: bytes
    """What every tag covers besides the segment: header and name."""

    def nonce(self, segment: _Segment) -> bytes:
        if segment.number >= _MOST_SEGMENTS:
            raise Invalid(
                detail="A sealed file has at most 4 PiB.", hint="Split it into several files."
            )
        return self.prefix + segment.number.to_bytes(_COUNTER_BYTES) + segment.last.to_bytes(1)


def _cipher(key: bytes, name: str, salt: bytes) -> _Cipher:
    if len(key) != KEY_BYTES:
        raise Invalid(detail=f"The key has {len(key)} bytes.", hint=f"It needs {KEY_BYTES}.")
    bound = _MAGIC + salt + name.encode()
    derived = HKDF(
        algorithm=SHA256(), length=KEY_BYTES + _PREFIX_BYTES, salt=salt, info=bound
    ).derive(key)
    return _Cipher(aead=AESGCM(derived[:KEY_BYTES]), prefix=derived[KEY_BYTES:], bound=bound)


def _split(stream: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The header, and what follows it."""
    read = b""
    for chunk in stream:
        read += chunk
        if len(read) >= _HEADER_BYTES:
            break
    return read[:_HEADER_BYTES], _chained(read[_HEADER_BYTES:], stream)


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _segments(chunks: Iterable[bytes], size: int) -> Iterator[_Segment]:
    """Pieces of `size` bytes; a piece is held back until it is known whether another follows."""
    number, held = 0, bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > size:
            yield _Segment(number=number, last=0, content=bytes(held[:size]))
            del held[:size]
            number += 1
    yield _Segment(number=number, last=1, content=bytes(held))


def _tampered(name: str, why: str) -> Tampered:
    return Tampered(
        detail=f"The sealed file {name!r} was changed or is another one: {why}.",
        hint="Ask for the delivery again.",
    )
