"""Our own tables of what a paper may hold, read from the YAML files beside this one.

A shape is a block of lines: element, how often, kind or shape, format, code list.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import yaml

LEAVES = frozenset(
    {
        *("text", "date", "moment", "indicator", "currency"),
        *("number", "amount", "quantity", "count", "measure", "mass"),
        "any",
    }
)
"""What an element without children can hold; `any` is not looked into."""

_FORMAT = re.compile(r"(an|a|n)(\.\.)?([0-9]+)(?:,([0-9]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format as WCO writes it: `an..35`, `a2`, `n..16,3`."""

    letters: str
    """`an` any characters, `a` letters, `n` digits."""
    most: int
    exact: bool
    after_point: int
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one child element may be."""

    element: str
    """As the table writes it, such as `cbc:ID`."""
    tag: str
    """`{namespace}name`: what is compared; a prefix never is."""
    place: int
    """Its place in the sequence of its parent."""
    least: int
    most: int | None
    kind: str
    """One of LEAVES, or the name of a shape."""
    form: Form | None
    codes: tuple[str, ...]
    source: str
    """The standard's own rule, such as `UBL 2.1 Invoice, cbc:ID 1..1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an element may hold, in this order."""

    name: str
    rules: Mapping[str, Rule]
    """By tag."""
    required: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A standard's structure."""

    standard: str
    mass_unit: str
    """The unit of a mass that names none; empty if each must name its own."""
    roots: Mapping[str, str]
    """Tag of a root -> its shape."""
    names: Mapping[str, str]
    """Tag of a root -> as the table writes it."""
    tags: Mapping[str, str]
    """Element as the table writes it -> tag."""
    shapes: Mapping[str, Shape]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The YAML file."""

    standard: str
    source: str
    namespaces: dict[str, str]
    roots: dict[str, str]
    mass_unit: str
    codes: dict[str, tuple[str, ...]]
    shapes: dict[str, str]


@cache
def ubl() -> Table:
    """UBL 2.1 Invoice, CreditNote and PackingList."""
    return _table("ubl.yaml")


@cache
def declaration() -> Table:
    """WCO Data Model 3.6, declaration."""
    return _table("declaration.yaml")


def _table(name: str) -> Table:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    written = msgspec.convert(yaml.safe_load(text), _Written)
    shapes = {each: _shape(each, lines, written) for each, lines in written.shapes.items()}
    rules = [rule for shape in shapes.values() for rule in shape.rules.values()]
    roots = {_tag(root, written): root for root in written.roots}
    return Table(
        standard=written.standard,
        mass_unit=written.mass_unit,
        roots={tag: written.roots[root] for tag, root in roots.items()},
        names=roots,
        tags={rule.element: rule.tag for rule in rules},
        shapes=shapes,
    )


def _shape(name: str, lines: str, written: _Written) -> Shape:
    rules = [
        _rule(name, place, line.split(), written) for place, line in enumerate(lines.splitlines())
    ]
    return Shape(
        name=name,
        rules={rule.tag: rule for rule in rules},
        required=tuple(rule for rule in rules if rule.least),
    )


def _rule(shape: str, place: int, words: list[str], written: _Written) -> Rule:
    element, often, kind, *more = words
    least, most = often.split("..")
    if kind not in LEAVES and kind not in written.shapes:
        raise LookupError(f"{written.standard} {shape}: {element} has the unknown kind {kind}.")
    return Rule(
        element=element,
        tag=_tag(element, written),
        place=place,
        least=int(least),
        most=None if most == "n" else int(most),
        kind=kind,
        form=_form(more[0]) if more else None,
        codes=written.codes[more[1]] if len(more) > 1 else (),
        source=f"{written.standard} {shape}, {element} {often}",
    )


def _form(written: str) -> Form:
    found = _FORMAT.fullmatch(written)
    if not found:
        raise LookupError(f"{written} is not a format.")
    letters, upto, most, after = found.groups()
    return Form(
        letters=letters,
        most=int(most),
        exact=not upto,
        after_point=int(after or 0),
        written=written,
    )


def _tag(element: str, written: _Written) -> str:
    prefix, _, name = element.rpartition(":")
    return f"{{{written.namespaces[prefix]}}}{name}"
