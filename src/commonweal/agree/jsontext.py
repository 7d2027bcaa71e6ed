"""JSON that another party wrote: read strictly, or refused with a sentence.

RFC 8259 leaves duplicate names, huge numbers and deep nesting to the reader; here they are refused,
as two readers could understand them differently.
"""

import json
import re

from commonweal.model.errors import Invalid

LARGEST_BYTES = 1_000_000
DEEPEST = 32

Json = str | bool | int | float | None | list["Json"] | dict[str, "Json"]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACKET = re.compile(r"[\[\]{}]")
_MOST_DIGITS = 15


def parse_object(text: str, *, what: str) -> dict[str, Json]:
    """The JSON object in `text`; `what` names it in sentences.

    Raises:
        Invalid: not JSON, not an object, over 1 MB, deeper than 32, a name twice in one object, a
            number that is not finite or longer than 15 digits, or broken Unicode.
    """
    _measure(text, what)
    try:
        found: Json = json.loads(
            text,
            object_pairs_hook=lambda pairs: _unique(pairs, what),
            parse_constant=lambda word: _no_number(word, what),
            parse_int=lambda word: _whole(word, what),
        )
    except json.JSONDecodeError as gap:
        raise Invalid(
            detail=f"The {what} is not JSON: line {gap.lineno}, column {gap.colno}: {gap.msg}.",
            hint="Give the file as it was exported.",
        ) from gap
    if not isinstance(found, dict):
        raise Invalid(
            detail=f"The {what} is not a JSON object.", hint="It begins with '{' and ends with '}'."
        )
    return found


def decoded(data: bytes, *, what: str) -> str:
    """The UTF-8 text of a file. Raises Invalid for other bytes."""
    if len(data) > LARGEST_BYTES:
        raise _too_large(what)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as gap:
        raise Invalid(
            detail=f"The {what} is not UTF-8 text: byte {gap.start}.",
            hint="Give the file as it was exported.",
        ) from gap


def string(found: dict[str, Json], name: str, *, what: str) -> str:
    """The text under that name. Raises Invalid if it is absent or not text."""
    value = found.get(name)
    if not isinstance(value, str):
        raise Invalid(
            detail=f"The {what} has no text {name!r}.", hint=f"Give {name!r} as text.", field=name
        )
    return value


def objects(found: dict[str, Json], name: str, *, what: str) -> list[dict[str, Json]]:
    """The list of objects under that name; empty if absent. Raises Invalid for another type."""
    value = found.get(name, [])
    if not isinstance(value, list):
        raise _no_list(name, what)
    checked = [each for each in value if isinstance(each, dict)]
    if len(checked) != len(value):
        raise _no_list(name, what)
    return checked


def strings(found: dict[str, Json], name: str, *, what: str) -> tuple[str, ...]:
    """The list of texts under that name. Raises Invalid if it is absent or another type."""
    value = found.get(name)
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else None
    if texts is None or not isinstance(value, list) or len(texts) != len(value):
        raise Invalid(
            detail=f"The {what} has no list of texts {name!r}.",
            hint=f"Give {name!r} as a list of texts.",
            field=name,
        )
    return tuple(texts)


def only(found: dict[str, Json], known: frozenset[str], *, what: str) -> None:
    """Say nothing if every name is known. Raises Invalid naming the first that is not."""
    unknown = sorted(found.keys() - known)
    if unknown:
        raise Invalid(
            detail=f"The {what} has {unknown[0][:80]!r}, which is not understood.",
            hint=f"Known: {', '.join(sorted(known))}.",
            field=unknown[0][:80],
        )


def _measure(text: str, what: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as gap:
        raise Invalid(
            detail=f"The {what} has broken Unicode at character {gap.start}.",
            hint="Give the file as it was exported.",
        ) from gap
    if size > LARGEST_BYTES:
        raise _too_large(what)
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise Invalid(
                detail=f"The {what} is nested deeper than {DEEPEST}.",
                hint="Give the file as it was exported.",
            )


def _unique(pairs: list[tuple[str, Json]], what: str) -> dict[str, Json]:
    made: dict[str, Json] = {}
    for name, value in pairs:
        if name in made:
            raise Invalid(
                detail=f"The {what} gives {name[:80]!r} twice in one object.",
                hint="Give each name once: two readers could take different ones.",
                field=name[:80],
            )
        made[name] = value
    return made


def _no_number(word: str, what: str) -> Json:
    raise Invalid(detail=f"The {what} has {word}, which is not a number.", hint="Give a number.")


def _whole(word: str, what: str) -> int:
    if len(word.removeprefix("-")) > _MOST_DIGITS:
        raise Invalid(
            detail=f"The {what} has a number of more than {_MOST_DIGITS} digits.",
            hint="Give a smaller number.",
        )
    return int(word)


def _too_large(what: str) -> Invalid:
    return Invalid(
        detail=f"The {what} is larger than {LARGEST_BYTES:,} bytes.",
        hint="Give the file as it was exported.",
    )


def _no_list(name: str, what: str) -> Invalid:
    return Invalid(
        detail=f"In the {what}, {name!r} is not a list of objects.",
        hint=f"Give {name!r} as a list of objects.",
        field=name,
    )
