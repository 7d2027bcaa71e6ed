"""The forms a value of an event may have; each gives the value in its one spelling.

A form takes a JSON value and the document's prefixes, and gives what the event hash is made of:
text, or objects and lists of it. It raises Wrong otherwise.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from commonweal.use.food.epcid import canonical
from commonweal.use.food.jsonpath import shown
from commonweal.use.food.prefixes import Prefixes, expanded
from commonweal.use.food.strictjson import Json
from commonweal.use.food.vocabulary import Vocabulary
from commonweal.use.food.wrong import Wrong

Canon: TypeAlias = "str | dict[str, Canon] | list[Canon]"
Form: TypeAlias = Callable[[Json, Prefixes], Canon]

LONGEST_URI = 2048
LONGEST_TEXT = 10_000

_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,30}:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)
_ACTIVE = frozenset(("javascript", "data", "vbscript", "blob", "file", "about"))
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)
_OFFSET = re.compile(r"[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)", re.ASCII)
_UNIT = re.compile(r"[A-Z0-9]{2,3}")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,80}")
_HEX = re.compile(r"[0-9A-Fa-f]{1,10000}")
_MILLISECOND_DIGITS = 3


def text(value: Json, _known: Prefixes) -> str:
    """Any text, without white space around it."""
    if not isinstance(value, str):
        raise Wrong("is not text", "Put it in quotes.")
    if len(value) > LONGEST_TEXT:
        raise Wrong(f"has {len(value):,} characters", f"At most {LONGEST_TEXT:,}.")
    return value.strip()


def uri(value: Json, known: Prefixes) -> str:
    """An absolute URI; a GS1 key in its one spelling, a compact URI in full."""
    found = expanded(text(value, known), known)
    if len(found) > LONGEST_URI or not _URI.fullmatch(found):
        raise Wrong(f"is {shown(found)}, which is no URI", "Give an absolute URI (RFC 3986).")
    scheme, _, rest = found.partition(":")
    if scheme.lower() in _ACTIVE:
        raise Wrong(f"is a {scheme.lower()[:20]}: URI", "Give a URI that only names something.")
    if scheme in {"http", "https"} and not re.match(r"//[^/?#]", rest):
        raise Wrong("is a web address without a host", "Give an absolute URI (RFC 3986).")
    try:
        return canonical(found)
    except ValueError as wrong:
        raise Wrong(str(wrong), "See the EPC Tag Data Standard.") from None


def time(value: Json, known: Prefixes) -> str:
    """An instant in UTC to the millisecond, half up: `2026-04-17T13:26:42.000Z`."""
    found = _TIME.fullmatch(text(value, known))
    if not found:
        raise Wrong(
            f"is {shown(value)}, which is no instant",
            "Give date, time and zone, as 2026-04-17T09:26:42-04:00 (RFC 3339).",
        )
    day, clock, fraction, sign, hours, minutes = found.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{clock}+00:00")
        instant = (
            local - _zone(sign, hours, minutes) + timedelta(milliseconds=_thousandths(fraction))
        )
    except (ValueError, OverflowError):
        raise Wrong(
            f"is {shown(value)}, a time that does not exist", "Mend day, hour or zone."
        ) from None
    return f"{instant.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def instant_of(canonical_time: str) -> datetime:
    """The aware instant that `time` gave."""
    return datetime.fromisoformat(canonical_time).astimezone(UTC)


def offset(value: Json, known: Prefixes) -> str:
    """A zone offset such as -05:00, at most 14 hours."""
    found = text(value, known)
    if not _OFFSET.fullmatch(found):
        raise Wrong(
            f"is {shown(found)}, which is no zone offset", "Give hours and minutes, as -05:00."
        )
    return found


def number(value: Json, _known: Prefixes) -> str:
    """A number without exponent and trailing zeros."""
    if not isinstance(value, Decimal):
        raise Wrong("is not a number", "Write a JSON number, without quotes.")
    return plain(value)


def amount(value: Json, known: Prefixes) -> str:
    """A number that is not negative."""
    found = number(value, known)
    if found.startswith("-"):
        raise Wrong(
            f"is {found}, less than nothing",
            "A loss is an event of its own, not a negative amount.",
        )
    return found


def unit(value: Json, known: Prefixes) -> str:
    """A unit code of UN/ECE Recommendation 20."""
    found = text(value, known)
    if not _UNIT.fullmatch(found):
        raise Wrong(
            f"is {shown(found)}, which is no unit code", "Give a Rec 20 code, as KGM or LBR."
        )
    return found


def boolean(value: Json, _known: Prefixes) -> str:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false", "Write true or false, without quotes.")
    return "true" if value else "false"


def hexadecimal(value: Json, known: Prefixes) -> str:
    """Bytes in hexadecimal."""
    found = text(value, known)
    if not _HEX.fullmatch(found):
        raise Wrong("is not hexadecimal", "Use 0-9 and A-F.")
    return found


def one_of(*words: str) -> Form:
    """One of a few words, as written."""

    def read(value: Json, _known: Prefixes) -> str:
        if value not in words:
            raise Wrong(f"is {shown(value)}", f"One of: {', '.join(words)}.")
        return str(value)

    return read


def word(vocabulary: Vocabulary) -> Form:
    """A word of a list, bare or as URI, or a URI of someone else's list; gives the URI."""

    def read(value: Json, known: Prefixes) -> str:
        found = expanded(text(value, known), known)
        full = vocabulary.full(found)
        if full is None:
            raise Wrong(f"is {shown(value)}, which is no {vocabulary.name}", vocabulary.near(found))
        return uri(full, known)

    return read


def term(start: str) -> Form:
    """A bare word of a long list that we do not check, or a URI; gives the URI."""

    def read(value: Json, known: Prefixes) -> str:
        found = text(value, known)
        return start + found if _WORD.fullmatch(found) else uri(found, known)

    return read


def plain(value: Decimal) -> str:
    """A number as the hash has it: no exponent, no trailing zeros, no negative zero."""
    found = f"{value:f}"
    if "." in found:
        found = found.rstrip("0").rstrip(".")
    return "0" if found in {"-0", ""} else found


def _zone(sign: str | None, hours: str, minutes: str) -> timedelta:
    if sign is None:
        return timedelta()
    size = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59 or size > timedelta(hours=14):  # noqa: PLR2004
        raise ValueError
    return size if sign == "+" else -size


def _thousandths(fraction: str | None) -> int:
    """Milliseconds, rounded half up by the fourth digit."""
    if not fraction:
        return 0
    digits = fraction.ljust(_MILLISECOND_DIGITS + 1, "0")
    return int(digits[:_MILLISECOND_DIGITS]) + (digits[_MILLISECOND_DIGITS] >= "5")
