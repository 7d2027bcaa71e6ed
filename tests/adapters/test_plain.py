"""Files of plain values: hostile ones are refused, and what is written is read as the same."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.plain import MOST_BYTES, mapping_in, readable, values_in
from commonweal.model.errors import Invalid

BOMB = b"a: &a [x, x]\n" + b"".join(
    f"{b}: &{b} [*{a}, *{a}]\n".encode() for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TOO_LARGE = b"a: '" + b"x" * MOST_BYTES + b"'"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (BOMB, "aliases are not read"),
        (b"a: " + b"[" * 100_000, "nested deeper"),
        (b"a: 1\nb: 2\na: 3\n", "the key 'a' stands twice"),
        (b"a: {b: 1, b: 2}", "the key 'b' stands twice in the mapping at line 1"),
        (b"a: [1,\nb: 2", "line 2"),
        ("a: ü".encode("latin-1"), "not UTF-8 text (byte 3)"),
        ("a: 1".encode("utf-16"), "not UTF-8 text (byte 0)"),
        (b"\x00" * 1000, "not well formed"),
        (TOO_LARGE, "is larger than 1,000,000 bytes"),
        (b"a: " + b"9" * 100_000, "not well formed"),
        (b"a: !!python/object/apply:os.getcwd []", "not well formed"),
        (b"? [a, b]\n: 1", "not well formed"),
        (b"a: 1\n---\nb: 2\n", "not well formed"),
        (b"", "not a mapping"),
        (b"- a", "not a mapping"),
        (b"1: a", "not a mapping"),
    ],
)
def test_a_hostile_file_is_a_sentence_with_its_name(given: bytes, words: str) -> None:
    with pytest.raises(Invalid) as said:
        mapping_in(given, name="offers.yaml")
    assert words in said.value.detail
    assert said.value.detail.startswith("offers.yaml")
    assert said.value.fields["file"] == "offers.yaml"


def test_a_file_of_many_keys_takes_no_longer_than_its_length() -> None:
    def seconds(keys: int) -> float:
        text = "".join(f"k{n}: 1\n" for n in range(keys)).encode()
        begun = time.process_time()
        assert len(mapping_in(text, name="x")) == keys
        return time.process_time() - begun

    assert min(seconds(8_000), seconds(8_000)) < 14 * max(seconds(1_000), 0.02)


@pytest.mark.parametrize(
    ("text", "value"),
    [("on", "on"), ("no", "no"), ("yes", "yes"), ("true", True), ("1:30", "1:30"), ("010", "010"),
     ("1e3", 1000.0), ("-0.5", -0.5), ("1_000", "1_000"), ("0x1F", "0x1F"), (".nan", ".nan"),
     ("12", 12), ("1.", 1.0), ("null", None)],
)  # fmt: skip
def test_words_and_numbers_are_those_of_json_and_yaml_1_2(text: str, value: object) -> None:
    found = mapping_in(f"a: {text}".encode(), name="x")["a"]
    assert (found, type(found)) == (value, type(value))


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20)
PLAIN = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-(10**12), 10**12),
              st.floats(-1e12, 1e12, allow_nan=False),
              st.sampled_from(["on", "no", "1e5", "010", "1:30", "2026-03-01", "~", "<<", "="])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(WORDS, PLAIN, max_size=5))
def test_what_is_written_for_people_is_read_as_the_same(values: dict[str, object]) -> None:
    assert mapping_in(readable(values), name="x") == values


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b'{"a": 1, "a": 2}', "the key 'a' stands twice"),
        (b"[" * 100_000, "nested too deep"),
        (b"[" + b"9" * 5_000 + b"]", "not well formed"),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"", "not well formed"),
        (b"[1] [2]", "not well formed"),
        ('"\u00fc"'.encode("utf-16"), "not UTF-8 text"),
        (b"x" * (MOST_BYTES + 1), "is larger than 1,000,000 bytes"),
    ],
)
def test_a_hostile_json_file_is_a_sentence_with_its_name(given: bytes, words: str) -> None:
    with pytest.raises(Invalid) as said:
        values_in(given, name="x.JSON")
    assert words in said.value.detail
    assert said.value.detail.startswith("x.JSON is ")


def test_a_json_file_may_be_larger_than_a_yaml_file() -> None:
    large = b"[" + b"1," * MOST_BYTES + b"1]"
    assert values_in(large, name="x.json", most_json=len(large)) == [1] * (MOST_BYTES + 1)
    with pytest.raises(Invalid, match="larger than 1,000,000 bytes"):
        values_in(large, name="x.yaml", most_json=len(large))
