"""Lists and objects of an event, made of the forms; and what other namespaces add to them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from commonweal.use.food.epcid import canonical
from commonweal.use.food.form import Canon, Form, boolean, plain, text
from commonweal.use.food.prefixes import STANDARD, Prefixes, expanded, qualified
from commonweal.use.food.strictjson import Json
from commonweal.use.food.wrong import Wrong

_STANDARD_CURIE = re.compile(r"(?:gs1|cbv|epcis):[A-Za-z0-9_-]+")
_COMMENT = f"{{{STANDARD['rdfs']}}}comment"


@dataclass(frozen=True, slots=True)
class Member:
    """A field that an object may have."""

    form: Form
    source: str
    """The definition of GS1's EPCIS JSON schema (commit 2b888be) or the standard it follows."""
    needed: bool = False


def many(form: Form, *, least: int = 0) -> Form:
    """A list of values of one form."""

    def read(value: Json, known: Prefixes) -> Canon:
        if not isinstance(value, list):
            raise Wrong("is not a list", "Put it in [ ].")
        if len(value) < least:
            raise Wrong("is empty", f"At least {least} needed.")
        return [_at(place, form, each, known) for place, each in enumerate(value)]

    return read


def each_once(form: Form) -> Form:
    """A list without two equal spellings (JSON schema: uniqueItems)."""
    read_all = many(form)

    def read(value: Json, known: Prefixes) -> Canon:
        found = read_all(value, known)
        if isinstance(value, list) and len(set(map(str, value))) < len(value):
            raise Wrong("names something twice", "Name each thing once.")
        return found

    return read


def one_or_many(form: Form) -> Form:
    """A value of a form, or a list of them."""
    read_all = many(form)
    return lambda value, known: read_all(value if isinstance(value, list) else [value], known)


def fields(members: Mapping[str, Member], *, extensible: bool = False) -> Form:
    """An object with these fields, and fields of other namespaces where it is extensible."""
    needed = tuple(name for name, member in members.items() if member.needed)

    def read(value: Json, known: Prefixes) -> Canon:
        if not isinstance(value, dict):
            raise Wrong("is not an object", "Put it in { }.")
        found: dict[str, Canon] = {}
        for name, each in value.items():
            member = members.get(name)
            if member:
                found[name] = _at(name, member.form, each, known)
            elif extensible and ":" in name:
                _extend(found, name, each, known)
            else:
                raise _unknown(name, members)
        for name in needed:
            if name not in found:
                raise Wrong(f"has no {name}", f"Add it: {members[name].source}.")
        return found

    return read


def _extend(found: dict[str, Canon], name: str, value: Json, known: Prefixes) -> None:
    """Adds a field of another namespace under its full name; a comment is left out."""
    try:
        full = qualified(name, known)
        if full == _COMMENT:
            return
        if full in found:
            raise Wrong("stands there twice, under two prefixes", "Keep one.")
        found[full] = extension(value, known)
    except Wrong as wrong:
        raise wrong.under(name) from None


def extension(value: Json, known: Prefixes) -> Canon:
    """Whatever another namespace has: texts, numbers, lists, objects."""
    if isinstance(value, dict):
        found: dict[str, Canon] = {}
        for name, each in value.items():
            if ":" in name:
                _extend(found, name, each, known)
            else:
                found[name] = _at(name, extension, each, known)
        return found
    if isinstance(value, list):
        return [_at(place, extension, each, known) for place, each in enumerate(value)]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return boolean(value, known)
    return _free_text(value, known) if value is not None else ""


def _unknown(name: str, members: Collection[str]) -> Wrong:
    near = get_close_matches(name[:60], members, n=1)
    right = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(members) or 'none'}."
    return Wrong("is no field here", f"{right} A field of your own needs a prefix.").under(name)


def _free_text(value: str, known: Prefixes) -> str:
    found = text(value, known)
    if _STANDARD_CURIE.fullmatch(found):
        return expanded(found, known)
    try:
        return canonical(found)
    except ValueError:
        return found


def _at(step: str | int, form: Form, value: Json, known: Prefixes) -> Canon:
    try:
        return form(value, known)
    except Wrong as wrong:
        raise wrong.under(step) from None
