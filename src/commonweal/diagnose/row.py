"""A row from outside together with the place it stands, so that an error can name it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NoReturn

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.text import LONGEST_TEXT

_SHOWN = 40
_NUMBER = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A mapping of plain values, and where it stands: `Line 3`, or `ratings[2]`."""

    where: str
    fields: Mapping[str, object]

    def has(self, field: str) -> bool:
        """True if the field is there and not blank."""
        given = self.fields.get(field)
        return given is not None and not (isinstance(given, str) and not given.strip())

    def one_of(self, field: str, known: Collection[str]) -> str:
        """A word that must be one of these. Raises UnknownTerm, or Invalid if it is no text."""
        found, words = self.text(field), [str(word) for word in known]
        if found not in words:
            raise UnknownTerm(field=f"{self.where}: {field}", got=shown(found), known=words)
        return found

    def text(self, field: str) -> str:
        """Text that is not empty, each run of spaces and line ends as one space. Raises Invalid."""
        given = self.fields.get(field)
        found = " ".join(given.split()) if isinstance(given, str) else ""
        if not 0 < len(found) <= LONGEST_TEXT or not found.isprintable():
            what = f"has {shown(given)} as {field}" if self.has(field) else f"has no {field}"
            self.refuse(what, f"Give the {field} in 1 to {LONGEST_TEXT} printable characters.")
        return found

    def refuse(self, what: str, hint: str) -> NoReturn:
        """Raise Invalid: where, what is wrong there, what would be right."""
        raise Invalid(detail=f"{self.where} {what}.", hint=hint, field=self.where)


def row(given: object, *, where: str, known: Collection[str]) -> Row:
    """A row with no other keys than these and `line`, its line in a file, which then names it.

    Raises:
        Invalid: not a mapping.
        UnknownTerm: a key outside `known`.
    """
    if not isinstance(given, Mapping):
        hint = f"Give a mapping of {', '.join(known)}."
        raise Invalid(detail=f"{where} is {shown(given)}.", hint=hint, field=where)
    line = given.get("line")
    if isinstance(line, int) and not isinstance(line, bool):
        where = f"Line {shown(line)}"
    for key in given:
        if not isinstance(key, str) or key not in (*known, "line"):
            raise UnknownTerm(field=f"{where}: a key", got=shown(key), known=known)
    return Row(where=where, fields=given)


def shown(given: object) -> str:
    """A value from outside, short and printable enough for a sentence."""
    if isinstance(given, str):
        clean = "".join(letter if letter.isprintable() else "?" for letter in given[:_SHOWN])
        return clean if len(given) <= _SHOWN else f"{clean}..."
    if isinstance(given, int | float) and abs(given) < _NUMBER:
        return repr(given)
    return f"a value of type {type(given).__name__}"
