"""The forms that a clause's values take; each check says nothing or raises Invalid."""

import re
from collections.abc import Callable, Collection
from datetime import date
from unicodedata import normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commonweal.agree.purpose import PURPOSES
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import ID_FORM
from commonweal.model.policy import days, whole
from commonweal.model.text import LONGEST_TEXT

Check = Callable[[str, tuple[str, ...]], None]
"""Called with the field's name and the values."""

_ID = re.compile(ID_FORM)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
_SMALLEST_GROUP = 2
_TERM_PARTS = 3

EVENTS = frozenset({"use", "incident"})
"""What a party can be informed of."""


def nothing(field: str, values: tuple[str, ...]) -> None:
    """No value at all."""
    if values:
        raise Invalid(
            detail=f"{field} takes no value, and {len(values)} were given.",
            hint=f"Give {field} alone.",
            field=field,
        )


def some_of(known: Collection[str]) -> Check:
    """One or more different words of a closed list."""

    def check(field: str, values: tuple[str, ...]) -> None:
        _different(field, values)
        for each in values:
            if each not in known:
                raise UnknownTerm(field=field, got=each, known=known)

    return check


def one_of(known: Collection[str]) -> Check:
    """Exactly one word of a closed list."""

    def check(field: str, values: tuple[str, ...]) -> None:
        _count(field, values, 1)
        some_of(known)(field, values)

    return check


purposes: Check = some_of(PURPOSES)
"""One or more purposes of the vocabulary."""


def ids(field: str, values: tuple[str, ...]) -> None:
    """One or more different ids."""
    _different(field, values)
    for each in values:
        plain_id(field, each)


def plain_id(field: str, value: str) -> None:
    """An id: 1 to 64 ASCII letters, digits, `_` and `-`, so that no look-alike passes."""
    if not _ID.fullmatch(value):
        raise Invalid(
            detail=f"{field} has the id {value[:80]!r}, which is not of our form.",
            hint="An id has 1 to 64 ASCII letters, digits, '_' and '-'.",
            field=field,
        )


def number(least: int) -> Check:
    """Exactly one whole number of at least `least`, in plain digits."""

    def check(field: str, values: tuple[str, ...]) -> None:
        _count(field, values, 1)
        if _number(field, values[0]) < least:
            raise Invalid(
                detail=f"{field} is {values[0]}, below {least}.",
                hint=f"Give a whole number from {least}.",
                field=field,
            )

    return check


grants: Check = number(1)
"""How many grants: from 1."""

group: Check = number(_SMALLEST_GROUP)
"""The smallest group that may appear: from 2."""


def span(field: str, values: tuple[str, ...]) -> None:
    """First day, last day, zone."""
    _count(field, values, _TERM_PARTS)
    first, last = day(field, values[0]), day(field, values[1])
    if last < first:
        raise Invalid(
            detail=f"{field} ends on {last} before it begins on {first}.",
            hint="Give the first day, then the last day.",
            field=field,
        )
    zone(field, values[2])


def day_or_days(field: str, values: tuple[str, ...]) -> None:
    """A day (`2015-06-30`), or days after the end of the term (`P30D`)."""
    _count(field, values, 1)
    if not values[0].startswith("P"):
        day(field, values[0])
        return
    try:
        days(values[0])
    except ValueError as gap:
        raise Invalid(detail=f"{field}: {gap}.", hint="Write P30D.", field=field) from gap


def one_day(field: str, values: tuple[str, ...]) -> None:
    """Exactly one day."""
    _count(field, values, 1)
    day(field, values[0])


def day_and_texts(field: str, values: tuple[str, ...]) -> None:
    """A day, then one or more texts."""
    if not values[1:]:
        raise Invalid(
            detail=f"{field} needs a day, and what is given back by then.",
            hint="Give for example: 2015-12-31 'a report on population flows'.",
            field=field,
        )
    day(field, values[0])
    _different(field, values[1:])
    for each in values[1:]:
        text(field, each)


def day(field: str, value: str) -> date:
    """The calendar day of ISO text, from 1970 to 2999."""
    try:
        found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise Invalid(
            detail=f"{field} has the day {value[:40]!r}, which is no day of the calendar.",
            hint=f"Write it as 2015-04-25, in a year from {_FIRST_YEAR} to {_LAST_YEAR}.",
            field=field,
        )
    return found


def zone(field: str, name: str) -> None:
    """The name of a zone in the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as gap:
        raise Invalid(
            detail=f"{field} has the zone {name[:40]!r}, which is not an IANA time zone.",
            hint="Write it as Asia/Kathmandu.",
            field=field,
        ) from gap


def text(field: str, value: str) -> None:
    """Printable text in Unicode form NFC: no control, no hidden, no direction-turning character."""
    fine = 0 < len(value.strip()) <= LONGEST_TEXT and value.isprintable()
    if not fine or normalize("NFC", value) != value:
        raise Invalid(
            detail=f"{field} has text that is empty, too long, or has characters nobody can see.",
            hint=f"Give 1 to {LONGEST_TEXT} printable characters (Unicode form NFC).",
            field=field,
        )


def _number(field: str, value: str) -> int:
    try:
        return whole(value)
    except ValueError as gap:
        raise Invalid(
            detail=f"{field}: {value[:40]!r} is not a whole number in plain digits.",
            hint="Write it as 20: no sign, point, exponent or leading zero.",
            field=field,
        ) from gap


def _count(field: str, values: tuple[str, ...], needed: int) -> None:
    if len(values) != needed:
        raise Invalid(
            detail=f"{field} has {len(values)} values and takes {needed}.",
            hint=f"Give exactly {needed}.",
            field=field,
        )


def _different(field: str, values: tuple[str, ...]) -> None:
    if not values:
        raise Invalid(detail=f"{field} has no value.", hint="Give one or more values.", field=field)
    if len(set(values)) != len(values):
        raise Invalid(
            detail=f"{field} has the same value twice.", hint="Give each value once.", field=field
        )
