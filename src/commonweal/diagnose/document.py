"""A document that ships with commonweal: YAML text read as what it must be, or refused."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

import msgspec
import yaml

from commonweal.model.errors import Invalid, UnknownTerm

Place = Annotated[str, msgspec.Meta(pattern=r"^(T[1-5]|S[1-7]|S[45]\.[1-3]|ABS|OURS)$")]
"""Where a statement stands: a table or section of the paper, its abstract, or with us."""
Src = Annotated[tuple[Place, ...], msgspec.Meta(min_length=1)]
T = TypeVar("T", bound=msgspec.Struct)


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in a document is read-only, and an unknown key is refused."""


def decoded(text: str, kind: type[T], *, called: str) -> T:
    """The document as a value of `kind`; `called` names it in a refusal: `diagnose/x.yaml`.

    Raises:
        Invalid: not YAML, a key twice, unknown or missing, a day that there is not.
    """
    try:
        # the loader is safe: it builds plain values alone
        return msgspec.convert(yaml.load(text, Loader=_Loader), kind)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as gap:
        raise Invalid(
            detail=f"{called} cannot be read: {_sentence(gap)}.",
            hint="Compare it with the file that ships with commonweal.",
            field=called,
        ) from gap


def all_of(what: str, got: Sequence[str], wanted: Sequence[str]) -> None:
    """Raise Invalid unless these are all that is wanted, in that order."""
    if list(got) != list(wanted):
        raise Invalid(
            detail=f"The {what} are {', '.join(got) or 'none'}.",
            hint=f"Expected, in this order: {', '.join(wanted)}.",
        )


def once(what: str, ids: Sequence[str]) -> None:
    """Raise Invalid if one of the ids stands twice."""
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise Invalid(
            detail=f"Among the {what}, {', '.join(twice)} stands twice.", hint="Keep one of each."
        )


def known(what: str, got: Sequence[str], words: Sequence[str]) -> None:
    """Raise UnknownTerm for the first that is not one of the words."""
    for each in got:
        if each not in words:
            raise UnknownTerm(field=what, got=each, known=words)


def _sentence(gap: Exception) -> str:
    return " ".join(str(gap).split()).replace('in "<unicode string>", ', "at ")


class _Loader(yaml.CSafeLoader):
    """Plain values; a mapping that has a key twice is refused, not overwritten."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        del deep
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            line = node.start_mark.line + 1
            raise ValueError(f"the key {twice!r} stands twice in the mapping at line {line}")
        return super().construct_mapping(node, deep=True)
