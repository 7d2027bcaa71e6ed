from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.account.checkpoint import (
    Checkpoint,
    checkpoint_text,
    key_id,
    note,
    open_note,
    open_signed,
)
from commonweal.model.errors import Invalid, Tampered
from tests.account.logs import NODE, ORIGIN, OTHER, PRIVATE, public
from tests.scale import size

ROOT = bytes(range(32))
PUBLIC = public(PRIVATE)
ROOTS = st.binary(min_size=32, max_size=32)
SIZES = st.integers(min_value=0, max_value=10**15 - 1)


def signed(text: str, name: str = ORIGIN, private: Ed25519PrivateKey = PRIVATE) -> str:
    return note(text, name, public(private), private.sign(text.encode()))


NOTE = signed(checkpoint_text(ORIGIN, 7, ROOT))


def test_a_checkpoint_is_three_lines_an_empty_one_and_a_signature() -> None:
    raw = b64decode(PUBLIC)
    line = b64encode(key_id(ORIGIN, raw) + PRIVATE.sign(NOTE.split("\n\n")[0].encode() + b"\n"))
    assert (
        "nepal/par_ncell\n7\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
        f"\n\N{EM DASH} nepal/par_ncell {line.decode()}\n"
    ) == NOTE


def test_the_key_id_is_that_of_the_test_key_of_the_go_implementation() -> None:
    """`PeterNeumann+c74f20a3+...`, the key in the examples of golang.org/x/mod/sumdb/note."""
    typed = b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert typed[0] == 1
    assert key_id("PeterNeumann", typed[1:]).hex() == "c74f20a3"


@given(SIZES, ROOTS)
@settings(deadline=None)
def test_what_was_signed_comes_back(entries: int, root: bytes) -> None:
    text = checkpoint_text(ORIGIN, entries, root)
    expected = Checkpoint(origin=ORIGIN, size=entries, root=root)
    assert open_note(signed(text), ORIGIN, PUBLIC) == expected


@given(st.data())
@settings(max_examples=size(quick=300, ci=3000, full=30000), deadline=None)
def test_one_changed_byte_anywhere_is_caught(data: st.DataObject) -> None:
    raw = bytearray(NOTE.encode())
    raw[data.draw(st.integers(min_value=0, max_value=len(raw) - 1))] ^= data.draw(
        st.integers(min_value=1, max_value=255)
    )
    with pytest.raises((Invalid, Tampered)):
        open_note(raw.decode(errors="surrogateescape"), ORIGIN, PUBLIC)


@given(st.text(max_size=300))
def test_no_text_whatever_brings_the_reader_down(text: str) -> None:
    with pytest.raises((Invalid, Tampered)):
        open_note(text, ORIGIN, PUBLIC)


def test_a_note_by_another_key_is_refused() -> None:
    with pytest.raises(Tampered, match="not signed by a key of"):
        open_note(signed(checkpoint_text(ORIGIN, 7, ROOT), private=OTHER), ORIGIN, PUBLIC)


def test_a_signature_that_names_our_key_but_was_made_by_another_is_refused() -> None:
    text = checkpoint_text(ORIGIN, 7, ROOT)
    with pytest.raises(Tampered, match="does not fit its text"):
        open_note(note(text, ORIGIN, PUBLIC, OTHER.sign(text.encode())), ORIGIN, PUBLIC)


def test_a_signature_over_another_text_is_refused() -> None:
    other = checkpoint_text(ORIGIN, 8, ROOT)
    forged = other + NOTE[NOTE.index("\n\n") + 1 :]
    with pytest.raises(Tampered, match="does not fit its text"):
        open_note(forged, ORIGIN, PUBLIC)


def test_a_checkpoint_of_another_log_signed_under_this_name_is_refused() -> None:
    with pytest.raises(Tampered, match="a checkpoint of 'nepal/par_other'"):
        open_note(signed(checkpoint_text("nepal/par_other", 7, ROOT)), ORIGIN, PUBLIC)


def test_signatures_of_others_beside_ours_are_ignored() -> None:
    text = checkpoint_text(ORIGIN, 7, ROOT)
    witness = note(text, "flowminder/par_x", public(OTHER), OTHER.sign(text.encode()))
    line = witness.removeprefix(text + "\n")
    for both in (NOTE + line, text + "\n" + line + NOTE.removeprefix(text + "\n")):
        assert open_note(both, ORIGIN, PUBLIC).size == 7


def test_sixteen_large_signatures_of_witnesses_are_accepted() -> None:
    """C2SP signed-note: at least 16; post-quantum ones have nearly 5 kB."""
    large = b64encode(bytes(4900)).decode()
    lines = "".join(f"\N{EM DASH} witness/{n} {large}\n" for n in range(16))
    assert open_note(NOTE + lines, ORIGIN, PUBLIC).size == 7


def test_the_signer_is_found_among_all_keys_of_a_history() -> None:
    checkpoint, signer = open_signed(NOTE, ORIGIN, (public(OTHER), PUBLIC))
    assert (checkpoint.size, signer) == (7, PUBLIC)


HOSTILE = {
    "empty": "",
    "one line": "x",
    "no empty line": NOTE.replace("\n\n", "\n"),
    "no last newline": NOTE[:-1],
    "no signature": checkpoint_text(ORIGIN, 7, ROOT) + "\n",
    "an empty line after": NOTE + "\n",
    "carriage returns": NOTE.replace("\n", "\r\n"),
    "a tabulator": NOTE.replace("\n7\n", "\n7\t\n"),
    "a null": NOTE.replace("\n7\n", "\n7\x00\n"),
    "an escape": NOTE.replace("ncell", "\x1b[2Kncell"),
    "half a character": NOTE.replace("ncell", "\ud800"),
    "a hyphen for the dash": NOTE.replace("\N{EM DASH}", "-"),
    "two spaces": NOTE.replace("\N{EM DASH} ", "\N{EM DASH}  "),
    "a name with plus": NOTE + "\N{EM DASH} a+b AAAAAAAA\n",
    "a signature of four bytes": NOTE + "\N{EM DASH} a AAAAAA==\n",
    "not base64": NOTE + "\N{EM DASH} a ????\n",
    "loose base64": NOTE.replace("8=\n", "9=\n", 1),
    "a size with a zero before": NOTE.replace("\n7\n", "\n07\n"),
    "a negative size": NOTE.replace("\n7\n", "\n-7\n"),
    "a size in other digits": NOTE.replace("\n7\n", "\n\N{ARABIC-INDIC DIGIT SEVEN}\n"),
    "an endless size": NOTE.replace("\n7\n", "\n" + "9" * 5000 + "\n"),
    "a short root": NOTE.replace("AAECAwQF", "AAEC"),
    "a line more": NOTE.replace("8=\n", "8=\nextension\n", 1),
    "a line less": NOTE.replace("\n7\n", "\n"),
    "huge": NOTE + "\N{EM DASH} a " + "A" * 200_000 + "\n",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_malformed_note_is_refused_in_a_sentence(hostile: str) -> None:
    with pytest.raises(Invalid, match=r"not a signed checkpoint: .*\.$"):
        open_note(hostile, ORIGIN, PUBLIC)


@pytest.mark.parametrize(
    "origin", ["", " ", f"{NODE}/a b", f"{NODE}/a+b", "a\nb", "a\u2028b", "a\u00a0b", "a\x7fb"]
)
def test_an_origin_that_is_no_name_is_refused(origin: str) -> None:
    with pytest.raises(Invalid, match="origin"):
        checkpoint_text(origin, 1, ROOT)


@pytest.mark.parametrize(("entries", "root"), [(-1, ROOT), (10**15, ROOT), (1, ROOT[:-1])])
def test_what_is_no_head_of_a_log_is_not_written(entries: int, root: bytes) -> None:
    with pytest.raises(Invalid, match="no log"):
        checkpoint_text(ORIGIN, entries, root)


@pytest.mark.parametrize("key", ["", "AAAA", PUBLIC + "=", PUBLIC[:-1], "\N{SNOWMAN}"])
def test_a_malformed_public_key_is_refused(key: str) -> None:
    with pytest.raises(Invalid, match="public key"):
        open_note(NOTE, ORIGIN, key)


@pytest.mark.parametrize(("text", "signature"), [("no newline", bytes(64)), ("x\n", bytes(63))])
def test_what_makes_no_note_is_not_written(text: str, signature: bytes) -> None:
    with pytest.raises(Invalid, match="no note"):
        note(text, ORIGIN, PUBLIC, signature)
