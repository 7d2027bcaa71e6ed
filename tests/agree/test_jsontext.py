import pytest

from commonweal.agree.jsontext import DEEPEST, LARGEST_BYTES, decoded, only, parse_object
from commonweal.model.errors import Invalid


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        '{"a": 1, "a": 1}',
        '{"a": {"b": 1, "\\u0062": 2}}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        f'{{"a": {"9" * 5000}}}',
        '{"a": 1} {"b": 2}',
        "{'a': 1}",
        '{"a": "\ud800"}',
        "{" + '"a":{' * 100_000,
        '{"a":' + "[" * DEEPEST + "]" * DEEPEST + "}",
        '{"a": "' + "x" * LARGEST_BYTES + '"}',
        "\ufeff{}",
    ],
    ids=lambda text: text[:20].encode("ascii", "backslashreplace").decode(),
)
def test_what_two_readers_could_read_differently_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as gap:
        parse_object(text, what="policy")
    assert "policy" in gap.value.detail
    assert gap.value.hint


def test_plain_json_is_read_and_brackets_in_text_do_not_count() -> None:
    text = '{"a": [1, 2.5, true, null], "b": "' + "[" * 100 + '\\"{"}'
    assert parse_object(text, what="policy") == {"a": [1, 2.5, True, None], "b": "[" * 100 + '"{'}


@pytest.mark.parametrize("data", [b"\xff", b"\xed\xa0\x80", b"{" + b" " * LARGEST_BYTES])
def test_bytes_that_are_not_small_utf_8_text_are_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        decoded(data, what="file")


def test_a_name_that_is_not_known_is_named() -> None:
    with pytest.raises(Invalid, match="'extra'"):
        only({"id": "x", "extra": 1}, frozenset({"id"}), what="file")
