"""A value of a document together with the place it stands, so that an error can name it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from commonweal.model.errors import Invalid, UnknownTerm

MOST_ENTRIES = 5_000
"""Entries in one list; far above what the optimiser promises (20 parties, 100 elements)."""
LONGEST_WORD = 200
_SHOWN = 60
_NAMED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A plain builtin, as read from YAML or JSON, and its path such as `uses[2].element`."""

    value: object
    path: str

    def refuse(self, what: str, hint: str, *, field: str = "") -> NoReturn:
        """Raise Invalid: the path, what is wrong there, what would be right.

        `field` is the path of what is wrong, where that is a part of what stands here.
        """
        raise Invalid(detail=f"{self.path} {what}.", hint=hint, field=field or self.path)

    def fields(
        self, *, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, "Place"]:
        """The fields of a mapping with exactly these keys. Raises Invalid, UnknownTerm."""
        if not isinstance(self.value, Mapping):
            self.refuse(f"is {shown(self.value)}, not a mapping", _needs(required))
        for key in self.value:
            self._known(key, (*required, *optional))
        for key in required:
            if key not in self.value:
                self.refuse(f"has no {key!r}", _needs(required))
        return {key: Place(value=each, path=self._under(key)) for key, each in self.value.items()}

    def field(self, key: str) -> "Place | None":
        """The field of that key; None where there is no mapping that has it."""
        if not isinstance(self.value, Mapping) or key not in self.value:
            return None
        return Place(value=self.value[key], path=self._under(key))

    def entries(self) -> tuple["Place", ...]:
        """The entries of a list. Raises Invalid if it is none, or an absurdly long one."""
        if not isinstance(self.value, list | tuple):
            self.refuse(f"is {shown(self.value)}, not a list", "Give a list, even for one entry.")
        if len(self.value) > MOST_ENTRIES:
            self.refuse(
                f"has {len(self.value)} entries", f"At most {MOST_ENTRIES} entries are read."
            )
        return tuple(
            Place(value=each, path=f"{self.path}[{index}]") for index, each in enumerate(self.value)
        )

    def word(self, longest: int = LONGEST_WORD) -> str:
        """Text that is not empty, each run of spaces and line ends as one space. Raises Invalid."""
        found = " ".join(self.value.split()) if isinstance(self.value, str) else ""
        if not found or not found.isprintable():
            bare = isinstance(self.value, bool | int | float | date)
            self.refuse(
                f"is {shown(self.value)}, not text",
                "Write it in quotes." if bare else f"Give 1 to {longest} printable characters.",
            )
        if len(found) > longest:
            self.refuse(f"has {len(found)} characters", f"Give at most {longest}.")
        return found

    def id(self, longest: int = LONGEST_WORD) -> str:
        """A word that stands as it is kept, since other places refer to it. Raises Invalid."""
        found = self.word(longest)
        if found != self.value:
            self.refuse(
                f"is {shown(self.value)}, with blanks or line ends too many",
                f"Write it as {shown(found)}.",
            )
        return found

    def one_of(self, known: Collection[str]) -> str:
        """A word that must be one of these. Raises UnknownTerm."""
        return self._among(self.word(), known)

    def reference(self, known: Collection[str]) -> str:
        """An id that must be one of these. Raises UnknownTerm."""
        return self._among(self.id(), known)

    def unknown(self, found: str, known: Collection[str]) -> NoReturn:
        """Raise UnknownTerm: the path, the word there, what it could have been."""
        raise UnknownTerm(field=self.path, got=_short(found), known=_nearest(found, known))

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`. Raises Invalid."""
        found = self.value
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            self.refuse(f"is {shown(found)}", f"Give a whole number from {least} to {most}.")
        return found

    def _among(self, found: str, known: Collection[str]) -> str:
        return found if found in known else self.unknown(found, known)

    def _known(self, key: object, known: Collection[str]) -> None:
        if not isinstance(key, str):
            bare = key is True and "on" in known
            self.refuse(
                f"has the key {shown(key)}",
                'YAML reads a bare on as true; write "on" in quotes.'
                if bare
                else f"Keys are words: {', '.join(known)}.",
                field=self._under(shown(key)),
            )
        if key not in known:
            field, what = self._under(_short(key)), f"A key of {self.path}"
            raise UnknownTerm(field=field, got=_short(key), known=known, what=what)

    def _under(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path != DOCUMENT else key


DOCUMENT = "The document"
"""The path of the outermost mapping; fields below it are named without it."""


def shown(value: object) -> str:
    """A value from outside, short enough for a sentence and never followed inwards."""
    if value is None:
        return "empty"
    if isinstance(value, str):
        return repr(_short(value))
    if isinstance(value, int) and value.bit_length() > _SHOWN:
        return "a very large number"
    if isinstance(value, int | float | date):
        return str(value)
    return next(
        (noun for kind, noun in _NOUNS.items() if isinstance(value, kind)), "of an unknown kind"
    )


_NOUNS: dict[type, str] = {Mapping: "a mapping", list: "a list", tuple: "a list"}


def _nearest(found: str, known: Collection[str]) -> Collection[str]:
    """What a sentence can name of what is known: all, or of very much the nearest."""
    if len(known) <= _NAMED:
        return known
    return get_close_matches(_short(found), known, n=_NAMED) or sorted(known)[:_NAMED]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _needs(required: Collection[str]) -> str:
    return f"It needs: {', '.join(required)}." if required else "Give a mapping of keys to values."
