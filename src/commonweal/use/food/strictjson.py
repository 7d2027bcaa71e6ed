"""The gate for JSON of other parties: what passes is small, shallow, unambiguous and exact.

RFC 8259 leaves duplicate keys, huge numbers and lone surrogates to the reader; here each is
refused, because two readers could otherwise take the same bytes for two different events.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NoReturn, TypeAlias

from commonweal.model.errors import Invalid
from commonweal.use.food.jsonpath import Step, json_path, shown

Json: TypeAlias = "dict[str, Json] | list[Json] | str | Decimal | bool | None"

MOST_BYTES = 32 * 2**20
MOST_VALUES = 2_000_000
DEEPEST = 64
MOST_DIGITS = 40
LARGEST_EXPONENT = 30

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_MARKS = (
    (b"\x00\x00\xfe\xff", 32),
    (b"\xff\xfe\x00\x00", 32),
    (b"\xfe\xff", 16),
    (b"\xff\xfe", 16),
)
_SUSPECT = re.compile(
    r"\\(?:[bf]|u(?:[dD][89a-fA-F]|00[01]|007|20[26]))|[\x7f\u202a-\u202e\u2066-\u2069]"
)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of writing, halves of a surrogate pair."""


def parsed(data: bytes, file: str) -> Json:
    """The JSON value that `data` holds; numbers are exact decimals.

    `file` is the name to say where. Raises Invalid with file and line, or file and JSON path.
    """
    _check_size(data, file)
    text = _decoded(data, file)
    _check_depth(data, file)
    return _value(text, file)


def _check_size(data: bytes, file: str) -> None:
    if len(data) > MOST_BYTES:
        _refuse(file, f"has {len(data):,} bytes", f"Split it: at most {MOST_BYTES:,} bytes a file.")
    if data.count(b",") > MOST_VALUES:
        _refuse(file, "has too many values", f"Split it: at most {MOST_VALUES:,} values a file.")


def _decoded(data: bytes, file: str) -> str:
    bits = next((bits for mark, bits in _MARKS if data.startswith(mark)), 0)
    if bits or b"\x00" in data[:4]:
        kind = f"UTF-{bits}" if bits else "UTF-16, UTF-32 or no text"
        _refuse(file, f"is {kind}", "Save it as UTF-8, the one encoding of JSON (RFC 8259).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        _refuse(file, f"is not UTF-8 in line {line}", "Save it as UTF-8.", line=line)


def _check_depth(data: bytes, file: str) -> None:
    """Takes away the innermost brackets, level by level, so that depth costs no stack."""
    brackets = _STRING.sub(b"", data).translate(None, _NOT_BRACKETS)
    for _ in range(DEEPEST):
        inner = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    if brackets.count(b"[") + brackets.count(b"{") > DEEPEST:
        _refuse(
            file, f"is nested deeper than {DEEPEST}", "An EPCIS document is nested about 10 deep."
        )


def _value(text: str, file: str) -> Json:
    faults: list[_Fault] = []
    try:
        value: Json = json.loads(
            text,
            parse_int=lambda number: _number(number, faults),
            parse_float=lambda number: _number(number, faults),
            parse_constant=lambda word: _fault(f"is {word}, which is no number of JSON", faults),
            object_pairs_hook=lambda pairs: _object(pairs, faults),
        )
    except json.JSONDecodeError as wrong:
        where = f"line {wrong.lineno}, column {wrong.colno}"
        _refuse(file, f"is not JSON: {wrong.msg} ({where})", "Mend it there.", line=wrong.lineno)
    if faults:
        _refuse_at(file, *next(_faults(value)))
    if _SUSPECT.search(text):
        for path, text_found in _texts(value):
            if odd := _NO_TEXT.search(text_found):
                _refuse_at(file, path, f"has the character U+{ord(odd[0]):04X}, which is no text")
    return value


class _Fault(str):
    """Stands in the value where something is wrong, until it is found again with its path."""

    __slots__ = ()


def _fault(what: str, faults: list[_Fault]) -> _Fault:
    faults.append(fault := _Fault(what))
    return fault


def _number(text: str, faults: list[_Fault]) -> "Decimal | _Fault":
    if len(text) > MOST_DIGITS:
        return _fault(f"is a number of {len(text):,} characters; at most {MOST_DIGITS}", faults)
    number = Decimal(text)
    if abs(number.adjusted()) > LARGEST_EXPONENT or len(f"{number:f}") > 2 * MOST_DIGITS:
        return _fault(f"is the number {text}, beyond 1e{LARGEST_EXPONENT} or 1e-30", faults)
    return number


def _object(pairs: list[tuple[str, Json]], faults: list[_Fault]) -> Json:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return _fault(f"has the key {shown(twice)} twice", faults)


def _texts(value: Json) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every key and text with the path to it, without recursion."""
    waiting: list[tuple[tuple[Step, ...], Json]] = [((), value)]
    while waiting:
        path, each = waiting.pop()
        if isinstance(each, str):
            yield path, each
        elif isinstance(each, dict):
            yield from ((path, key) for key in each)
            waiting += (((*path, key), below) for key, below in each.items())
        elif isinstance(each, list):
            waiting += (((*path, place), below) for place, below in enumerate(each))


def _faults(value: Json) -> Iterator[tuple[tuple[Step, ...], str]]:
    return ((path, text) for path, text in _texts(value) if isinstance(text, _Fault))


def _refuse_at(file: str, path: tuple[Step, ...], what: str) -> NoReturn:
    where = json_path(path)
    raise Invalid(
        detail=f"{file}: {where} {what}.", hint="Mend it there.", file=file, field=where
    ) from None


def _refuse(file: str, what: str, hint: str, **fields: int) -> NoReturn:
    raise Invalid(detail=f"{file} {what}.", hint=hint, file=file, **fields) from None
