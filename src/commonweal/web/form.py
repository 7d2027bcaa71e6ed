"""Forms: text from a browser becomes typed values, field by field; nothing unknown is taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from commonweal.model.errors import CommonwealError
from commonweal.model.text import LONGEST_TEXT

MOST_FIELDS = 400
MOST_BYTES = 1_000_000
_LONGEST_NAME = 80


class Kind(Enum):
    """What a field takes."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    ONE = "one"
    MANY = "many"
    CHECK = "check"
    SECRET = "secret"  # noqa: S105  # a kind of field
    HIDDEN = "hidden"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its name in the form, and what a person reads."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    needed: bool = True
    choices: tuple[Choice, ...] = ()
    default: str = ""
    most: int = LONGEST_TEXT
    """Characters at most; bytes of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was sent: its name, which its sender chose, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as it is shown: fields, what was typed, and what is wrong with it."""

    name: str
    """Id of the form on its page."""
    action: str
    button: str
    fields: tuple[Field, ...]
    does: str = ""
    """The act of `app` that it leads to, as `model/may.py` names it: who may not is told so.

    Empty for the demo's switch alone, which acts for nobody.
    """
    gaps: Callable[[Mapping[str, Any]], Mapping[str, str]] = lambda _: {}
    """What is wrong between its fields, by the field at fault; one that cannot be read is None."""
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Field name -> sentence; the empty name is the form as a whole."""

    def value(self, name: str) -> str:
        """What stands in a field: what was typed, else its default."""
        given = self.typed.get(name)
        return given[0] if given else self._field(name).default

    def chosen(self, name: str, value: str) -> bool:
        """True if a choice is taken."""
        given = self.typed.get(name)
        return value in (given if given is not None else self._field(name).default.split("\n"))

    @property
    def files(self) -> frozenset[str]:
        """The fields that take a file."""
        return frozenset(each.name for each in self.fields if each.kind is Kind.FILE)

    def _field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that came in: the typed values, or what is wrong with them."""

    form: Form
    values: Mapping[str, Any]

    @property
    def right(self) -> bool:
        """True if nothing is wrong."""
        return not self.form.wrong


async def filled(request: Request, form: Form) -> Filled:
    """Read a form that was posted. Nothing raises: what is wrong stands in the form."""
    typed, sent, whole = await _typed(request, form.files)
    known = {each.name for each in form.fields}
    wrong = {"": whole} if whole else {}
    if typed.keys() - known:
        wrong[""] = "The form has a field that this page does not know. Load the page again."
        typed = {name: given for name, given in typed.items() if name in known}
    values: dict[str, Any] = {}
    for each in form.fields:
        try:
            if each.kind is Kind.FILE:
                values[each.name] = _file(each, sent.get(each.name, []))
            else:
                values[each.name] = _READ[each.kind](each, typed.get(each.name, []))
        except ValueError as gap:
            wrong[each.name] = str(gap)
    wrong = {**form.gaps({**dict.fromkeys(known), **values}), **wrong}
    wrong = {name: wrong[name] for name in ("", *(f.name for f in form.fields)) if name in wrong}
    kept = {name: () if _secret(form, name) else given for name, given in typed.items()}
    shown = replace(form, typed=kept, wrong=wrong)
    return Filled(form=shown, values=values)


def refused(form: Form, problem: CommonwealError) -> Form:
    """The form as it came in, with what the house says to it."""
    named = str(problem.fields.get("field", ""))
    known = {each.name for each in form.fields}
    sentence = f"{problem.detail} {problem.hint}".strip()
    return replace(form, wrong={**form.wrong, named if named in known else "": sentence})


_Sent = tuple[dict[str, list[str]], dict[str, list[Upload]], str]
"""Texts and files by the name of their field, and what is wrong with the whole."""


async def _typed(request: Request, files: frozenset[str]) -> _Sent:
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return {}, {}, "The form does not say how large it is. Send it from its page."
    if int(length) > MOST_BYTES:
        return {}, {}, f"The form is larger than {MOST_BYTES:,} bytes. Send less."
    try:
        given = await request.form(
            max_files=len(files), max_fields=MOST_FIELDS, max_part_size=MOST_BYTES
        )
    except Exception as gap:  # noqa: BLE001  # whatever a parser says of a stranger's bytes
        return {}, {}, f"The form cannot be read ({type(gap).__name__}). Load the page again."
    try:
        return await _parts(given, files)
    finally:
        await given.close()


async def _parts(given: FormData, files: frozenset[str]) -> _Sent:
    typed: dict[str, list[str]] = {}
    sent: dict[str, list[Upload]] = {}
    for name, value in given.multi_items():
        if isinstance(value, UploadFile):
            if name not in files:
                return {}, {}, "This form takes no file."
            sent.setdefault(name, []).append(await _uploaded(value))
            continue
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            half = "The form holds half a letter, which no text can keep. Load the page again."
            return {}, {}, half
        typed.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return typed, sent, ""


async def _uploaded(given: UploadFile) -> Upload:
    """The file under a name that a sentence can hold: no folders, nothing unprintable."""
    name = (given.filename or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in name if each.isprintable())[:_LONGEST_NAME]
    return Upload(name=kept, content=await given.read())


def _secret(form: Form, name: str) -> bool:
    return any(each.name == name and each.kind is Kind.SECRET for each in form.fields)


def _text(field: Field, given: Sequence[str]) -> str:
    if len(given) > 1:
        raise ValueError(f"{field.label}: given {len(given)} times. Give it once.")
    text = given[0] if field.kind is Kind.SECRET and given else (given or [""])[0].strip()
    if not text and field.needed:
        raise ValueError(f"{field.label}: nothing is given.")
    if len(text) > field.most:
        raise ValueError(f"{field.label}: {len(text):,} characters; at most {field.most:,}.")
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):  # noqa: PLR2004
        raise ValueError(f"{field.label}: it holds a character that cannot be shown.")
    return text


def _number(field: Field, given: Sequence[str]) -> float | None:
    text = _text(field, given)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{field.label}: {text[:40]!r} is no number. Write 12 or 12.5.") from None
    if number != number or abs(number) > 1e15:  # noqa: PLR0124, PLR2004  # NaN is not itself
        raise ValueError(f"{field.label}: the number is out of range.")
    return number


def _whole(field: Field, given: Sequence[str]) -> int | None:
    number = _number(field, given)
    if number is not None and number != int(number):
        raise ValueError(f"{field.label}: {number:g} is no whole number.")
    return None if number is None else int(number)


def _day(field: Field, given: Sequence[str]) -> date | None:
    text = _text(field, given)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{field.label}: {text[:40]!r} is no day. Write 2026-05-31.") from None


def _one(field: Field, given: Sequence[str]) -> str:
    text = _text(field, given)
    if text and text not in {each.value for each in field.choices}:
        raise ValueError(f"{field.label}: {text[:40]!r} is not among the choices.")
    return text


def _many(field: Field, given: Sequence[str]) -> tuple[str, ...]:
    known = {each.value for each in field.choices}
    for each in given:
        if each not in known:
            raise ValueError(f"{field.label}: {each[:40]!r} is not among the choices.")
    if field.needed and not given:
        raise ValueError(f"{field.label}: choose at least one.")
    return tuple(dict.fromkeys(given))


def _check(field: Field, given: Sequence[str]) -> bool:
    if field.needed and not given:
        raise ValueError(f"{field.label}: this must be ticked.")
    return bool(given)


def _file(field: Field, given: Sequence[Upload]) -> Upload | None:
    found = [each for each in given if each.name or each.content]
    if len(found) > 1:
        raise ValueError(f"{field.label}: {len(found)} files. Send one.")
    if not found and field.needed:
        raise ValueError(f"{field.label}: no file is chosen.")
    if found and len(found[0].content) > field.most:
        large = len(found[0].content)
        raise ValueError(f"{field.label}: {large:,} bytes; at most {field.most:,}.")
    return found[0] if found else None


_READ: Mapping[Kind, Callable[[Field, Sequence[str]], Any]] = {
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.DAY: _day,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.CHECK: _check,
    Kind.SECRET: _text,
    Kind.HIDDEN: _text,
}
