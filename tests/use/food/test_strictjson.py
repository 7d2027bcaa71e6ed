import json
import time
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.use.food.strictjson import DEEPEST, MOST_BYTES, Json, parsed
from tests.machine import patient

HOSTILE = {
    "100,000 nested lists": (b"[" * 100_000 + b"]" * 100_000, "deeper than 64"),
    "100,000 open lists": (b"[" * 100_000, "deeper than 64"),
    "100,000 nested objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deeper than 64"),
    "lists and objects in turn": (b'[{"a":' * 5_000 + b"1" + b"}]" * 5_000, "deeper than 64"),
    "a key twice": (b'{"a": [{"b": 1, "c": 2, "b": 3}]}', "$.a[0] has the key 'b' twice"),
    "a key twice, once escaped": (rb'{"lot": 1, "l\u006ft": 2}', "has the key 'lot' twice"),
    "a fault hidden by a key twice": (b'{"a": 1e999999, "a": 1}', "$ has the key 'a' twice"),
    "a huge exponent": (b'{"a": 1e999999}', "$.a is the number 1e999999"),
    "a tiny exponent": (b'{"a": 1e-999999}', "$.a is the number"),
    "10,000 digits": (b"[" + b"9" * 10_000 + b"]", "$[0] is a number of 10,000 characters"),
    "NaN": (b'{"a": NaN}', "$.a is NaN"),
    "Infinity": (b"[Infinity]", "$[0] is Infinity"),
    "-Infinity": (b"[-Infinity]", "$[0] is -Infinity"),
    "text behind": (b'{"a": 1} {"a": 2}', "Extra data (line 1, column 10)"),
    "a comma too many": (b'{"a": 1,\n}', "line 2"),
    "a comment": (b"// mine\n{}", "line 1, column 1"),
    "a single quote": (b"{'a': 1}", "line 1, column 2"),
    "nothing": (b"", "line 1, column 1"),
    "white space alone": (b" \n ", "line 2"),
    "an open string": (b'{"a": "b', "line 1"),
    "a raw newline in a string": (b'{"a": "b\nc"}', "line 1"),
    "a leading zero": (b"[007]", "line 1"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "is UTF-16"),
    "UTF-16 without mark": ('{"a": 1}'.encode("utf-16-le"), "is UTF-16, UTF-32 or no text"),
    "UTF-32": ('{"a": 1}'.encode("utf-32"), "is UTF-32"),
    "Latin-1": ('{\n"a": "Käse"}'.encode("latin-1"), "is not UTF-8 in line 2"),
    "a surrogate in UTF-8": (b'{"a": "\xed\xa0\x80"}', "is not UTF-8 in line 1"),
    "an overlong slash": (b'{"a": "\xc0\xaf"}', "is not UTF-8 in line 1"),
    "a lone surrogate": (rb'{"a": ["\ud800"]}', "$.a[0] has the character U+D800"),
    "a lone surrogate as key": (rb'{"\udc00": 1}', "$ has the character U+DC00"),
    "a NUL": (rb'{"a": "b\u0000c"}', "$.a has the character U+0000"),
    "a bell": (rb'{"a": "\u0007"}', "$.a has the character U+0007"),
    "a mark that turns the text": ('{"a": "\u202egnp"}'.encode(), "$.a has the character U+202E"),
    "the same mark escaped": (rb'{"a": "\u202egnp"}', "$.a has the character U+202E"),
    "too many bytes": (b" " * (MOST_BYTES + 1), "bytes"),
    "too many values": (b"[" + b"0," * 2_000_001 + b"0]", "too many values"),
}


@pytest.mark.parametrize(("data", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bytes_are_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parsed(data, "theirs.json")
    assert words in refusal.value.detail
    assert refusal.value.detail.startswith("theirs.json")
    assert len(refusal.value.detail) < 250
    assert refusal.value.hint


def test_a_byte_order_mark_of_utf8_is_let_pass() -> None:
    assert parsed(b'\xef\xbb\xbf{"a": true}', "f") == {"a": True}


def test_numbers_are_exact() -> None:
    found = parsed(b"[0.1, 123456789012345678901234567890, 1E3]", "f")
    assert found == [Decimal("0.1"), Decimal("123456789012345678901234567890"), Decimal(1000)]


def test_brackets_in_text_are_no_depth() -> None:
    text = "[" * 1000 + '\\"' + "{" * 1000
    assert parsed(b'["' + text.encode() + b'"]', "f") == [text.replace("\\", "")]


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parsed(rb'["\ud83e\udd6c"]', "f") == ["\N{LEAFY GREEN}"]


def test_the_deepest_document_that_passes_is_read() -> None:
    assert parsed(b"[" * DEEPEST + b"]" * DEEPEST, "f")


@pytest.mark.parametrize(
    "data", [b'"' + b'\\"' * 500_000, b'["' + b"\\" * 1_000_001, b'"' * 999_999]
)
def test_open_strings_take_no_longer_than_their_length(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(Invalid):
        parsed(data, "f")
    seconds = time.perf_counter() - start
    assert seconds < patient(2)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.text('aé[]{}"\\\n,:', max_size=8),
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.text('ab[{"', max_size=3), below)
    ),
    max_leaves=20,
)


@given(VALUES, st.booleans())
def test_what_is_good_json_is_read_as_it_is(value: Json, ascii_only: bool) -> None:
    assert parsed(json.dumps(value, ensure_ascii=ascii_only).encode(), "f") == value


@given(st.binary(max_size=60))
def test_no_bytes_make_anything_but_a_value_or_a_sentence(data: bytes) -> None:
    with suppress(Invalid):
        parsed(data, "f")
