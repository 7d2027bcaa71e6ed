"""The paper's framework (S3, Table 1), read from `framework.yaml` beside this file."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
import msgspec.yaml

from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.errors import Invalid


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read-only, and an unknown key is refused."""


class Statement(_Told, frozen=True, kw_only=True):
    """A sentence and where it stands: T1 to T5, S1 to S7, ABS, or OURS."""

    text: str
    src: tuple[str, ...]


class Items(_Told, frozen=True, kw_only=True):
    """A short list and where it stands."""

    items: tuple[str, ...]
    src: tuple[str, ...]


class Limit(_Told, frozen=True, kw_only=True):
    """What the framework does not do, and what we make of that."""

    text: str
    consequence: str
    src: tuple[str, ...]


class Platform(_Told, frozen=True, kw_only=True):
    """One of the three platforms: what drives it, and its gist in our words."""

    label: str
    short: str
    driver: Statement
    gist: str


class Outline(_Told, frozen=True, kw_only=True):
    """What the framework is, and where it ends."""

    id: str
    name: str
    definition_of_partnership: Statement
    definition_of_platform: Statement
    type_follows: Statement
    types_differ_in: Items
    limits: tuple[Limit, ...]
    tensions: tuple[Statement, ...]
    platforms: dict[PlatformType, Platform]


class Row(_Told, frozen=True, kw_only=True):
    """One dimension of Table 1: its question, and how it looks on each platform."""

    id: Dimension
    label: str
    question: Statement
    poles: dict[PlatformType, Statement]
    note: Statement | None = None


class Mechanism(_Told, frozen=True, kw_only=True):
    """What makes sharing happen (S5, S6): recorded as an event, or computed."""

    id: str
    platform: PlatformType
    kind: str
    src: tuple[str, ...]
    gate: str = ""
    precondition: str = ""
    effect: str = ""
    note: str = ""
    tracks: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


class GovernmentRole(_Told, frozen=True, kw_only=True):
    """What government can be to a partnership (S6); it holds a set of these."""

    id: str
    text: str
    platforms: tuple[PlatformType, ...]
    src: tuple[str, ...]
    note: str = ""
    warning: str = ""


class Rule(_Told, frozen=True, kw_only=True):
    """What follows from a finding; `ours` is what we add to the paper's rule."""

    id: str
    text: str
    src: tuple[str, ...]
    ours: str = ""


class Framework(_Told, frozen=True, kw_only=True):
    """Three platforms, eight dimensions, and what follows from them."""

    version: str
    framework: Outline
    dimensions: tuple[Row, ...]
    mechanisms: tuple[Mechanism, ...]
    government_roles: tuple[GovernmentRole, ...]
    decision_rules: tuple[Rule, ...]

    def row(self, dimension: Dimension) -> Row:
        """The row of Table 1 for that dimension."""
        return self.dimensions[list(Dimension).index(dimension)]

    def rule(self, id: str) -> Rule:
        """The decision rule of that id, such as `R1`."""
        return next(rule for rule in self.decision_rules if rule.id == id)


@cache
def framework() -> Framework:
    """The framework that ships with commonweal."""
    return read(files(__package__).joinpath("framework.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Framework:
    """A framework from YAML text.

    Raises:
        Invalid: not YAML, a key that is unknown or missing, or a cell of Table 1 that is not there.
    """
    try:
        found = msgspec.yaml.decode(text, type=Framework)
    except msgspec.DecodeError as gap:
        raise Invalid(
            detail=f"The framework cannot be read: {gap}.",
            hint="Compare it with `diagnose/framework.yaml`.",
        ) from gap
    _complete(found)
    return found


def _complete(found: Framework) -> None:
    _all_of("dimensions", [row.id for row in found.dimensions], list(Dimension))
    _all_of("platforms", list(found.framework.platforms), list(PlatformType))
    for row in found.dimensions:
        _all_of(f"poles of {row.id}", list(row.poles), list(PlatformType))
    _once("government roles", [role.id for role in found.government_roles])
    _once("mechanisms", [mechanism.id for mechanism in found.mechanisms])
    _once("decision rules", [rule.id for rule in found.decision_rules])


def _all_of(what: str, got: Sequence[str], wanted: Sequence[str]) -> None:
    if list(got) != list(wanted):
        raise Invalid(
            detail=f"The {what} are {', '.join(got) or 'none'}.",
            hint=f"The paper's Table 1 has, in this order: {', '.join(wanted)}.",
        )


def _once(what: str, ids: Sequence[str]) -> None:
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise Invalid(
            detail=f"Among the {what}, {', '.join(twice)} stands twice.", hint="Keep one of each."
        )
