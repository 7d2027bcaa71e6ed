from collections.abc import Iterable, Iterator

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid, Tampered
from commonweal.share.sealing import SEGMENT_BYTES, TAG_BYTES, seal, unseal
from tests.scale import size

KEY = bytes(range(32))
SALT = bytes(range(32, 64))
NAME = "del_1/events/day 1.parquet"
HEADER = 12 + 32
SEGMENT = SEGMENT_BYTES + TAG_BYTES
LONG = bytes(range(256)) * (SEGMENT_BYTES // 256) * 2 + b"the end"
SEALED = b"".join(seal([LONG], KEY, NAME, SALT))


def sealed(plain: bytes, *, key: bytes = KEY, name: str = NAME, salt: bytes = SALT) -> bytes:
    return b"".join(seal([plain], key, name, salt))


def opened(content: bytes, *, key: bytes = KEY, name: str = NAME) -> bytes:
    return b"".join(unseal([content], key, name))


def cut(content: bytes, sizes: Iterable[int]) -> Iterator[bytes]:
    start = 0
    for length in sizes:
        yield content[start : start + length]
        start += length
    yield content[start:]


@given(st.binary(max_size=300), st.text(max_size=20), st.lists(st.integers(0, 90), max_size=8))
def test_what_was_sealed_comes_back_however_it_is_cut(
    plain: bytes, name: str, sizes: list[int]
) -> None:
    content = b"".join(seal(cut(plain, sizes), KEY, name, SALT))
    assert content == sealed(plain, name=name)
    assert b"".join(unseal(cut(content, sizes), KEY, name)) == plain


@pytest.mark.parametrize("length", [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1])
def test_files_of_every_length_about_a_segment_come_back(length: int) -> None:
    plain = LONG[:length]
    segments = max(1, -(-length // SEGMENT_BYTES))
    assert len(sealed(plain)) == HEADER + length + segments * TAG_BYTES
    assert opened(sealed(plain)) == plain


@pytest.mark.parametrize("step", [65_537, SEGMENT, 3 * SEGMENT])
def test_long_files_come_back_in_chunks_of_any_size(step: int) -> None:
    chunks = (SEALED[start : start + step] for start in range(0, len(SEALED), step))
    assert b"".join(unseal(chunks, KEY, NAME)) == LONG


def test_the_bytes_are_those_of_the_stream_construction() -> None:
    """Opened by hand: AES-256-GCM under the derived key, nonce prefix || counter || last."""
    bound = b"weal sealed\x01" + SALT + NAME.encode()
    derived = HKDF(algorithm=SHA256(), length=39, salt=SALT, info=bound).derive(KEY)
    key, prefix = derived[:32], derived[32:]
    nonces = [prefix + bytes([0, 0, 0, number, number == 2]) for number in range(3)]
    parts = list(cut(SEALED[HEADER:], [SEGMENT, SEGMENT]))
    plain = [
        AESGCM(key).decrypt(nonce, part, bound) for nonce, part in zip(nonces, parts, strict=True)
    ]
    assert b"".join(plain) == LONG


@given(st.binary(min_size=0, max_size=60), st.data())
@settings(max_examples=size(quick=300, ci=3000, full=30000), deadline=None)
def test_any_flipped_bit_is_caught(plain: bytes, data: st.DataObject) -> None:
    content = bytearray(sealed(plain))
    bit = data.draw(st.integers(min_value=0, max_value=8 * len(content) - 1))
    content[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Tampered):
        opened(bytes(content))


@given(st.integers(min_value=0, max_value=len(SEALED) - 1))
@settings(max_examples=size(quick=20, ci=200, full=2000), deadline=None)
def test_a_flipped_bit_in_any_segment_is_caught(place: int) -> None:
    content = bytearray(SEALED)
    content[place] ^= 1
    with pytest.raises(Tampered):
        opened(bytes(content))


@given(st.integers(min_value=0, max_value=len(SEALED) - 1))
@settings(max_examples=size(quick=20, ci=200, full=2000), deadline=None)
def test_a_file_cut_short_anywhere_is_caught(length: int) -> None:
    with pytest.raises(Tampered):
        opened(SEALED[:length])


def test_a_file_cut_between_two_segments_is_caught() -> None:
    for segments in (0, 1, 2):
        with pytest.raises(Tampered, match=f"segment {max(0, segments - 1)} does not open"):
            opened(SEALED[: HEADER + segments * SEGMENT])


def test_segments_in_another_order_are_caught() -> None:
    header, first, second, last = cut(SEALED, [HEADER, SEGMENT, SEGMENT])
    for order in ((second, first, last), (first, first, last), (first, last), (second, last)):
        with pytest.raises(Tampered, match="does not open"):
            opened(header + b"".join(order))


def test_bytes_after_the_end_are_caught() -> None:
    for more in (b"x", bytes(TAG_BYTES), SEALED[-TAG_BYTES:], SEALED):
        with pytest.raises(Tampered):
            opened(SEALED + more)


def test_a_segment_of_another_file_is_caught() -> None:
    other = sealed(LONG, salt=bytes(32))
    with pytest.raises(Tampered):
        opened(SEALED[: HEADER + SEGMENT] + other[HEADER + SEGMENT :])


def test_a_file_opens_under_its_own_name_alone() -> None:
    with pytest.raises(Tampered, match="'del_1/other'"):
        opened(sealed(b"calls"), name="del_1/other")


def test_a_file_opens_under_its_own_key_alone() -> None:
    with pytest.raises(Tampered):
        opened(sealed(b"calls"), key=bytes(32))


def test_two_files_never_share_a_keystream() -> None:
    zeros = bytes(64)
    streams = {
        sealed(zeros)[HEADER:],
        sealed(zeros, name="another")[HEADER:],
        sealed(zeros, salt=bytes(32))[HEADER:],
        sealed(zeros, key=bytes(32))[HEADER:],
    }
    assert len(streams) == 4


@pytest.mark.parametrize(
    "content", [b"", b"weal sealed\x01", b"weal sealed\x02" + SEALED[12:], b"PK\x03\x04" * 40]
)
def test_what_is_no_sealed_file_is_refused(content: bytes) -> None:
    with pytest.raises(Tampered, match="does not begin like a sealed file"):
        opened(content)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_or_salt_of_the_wrong_length_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="key has"):
        sealed(b"", key=bytes(length))
    with pytest.raises(Invalid, match="key has"):
        opened(SEALED, key=bytes(length))
    with pytest.raises(Invalid, match="salt has"):
        sealed(b"", salt=bytes(length))


def test_sealing_holds_no_more_than_a_few_segments() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield bytes(SEGMENT_BYTES)

    pieces = seal(endless(), KEY, NAME, SALT)
    assert [len(next(pieces)) for _ in range(4)] == [HEADER, SEGMENT, SEGMENT, SEGMENT]
    assert taken == 4
