"""Which of their columns is which of ours: told, equal, or guessed by a similar name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from commonweal.adapters.sheets.sheet import Line, misread
from commonweal.model.errors import UnknownTerm

_SIMILAR = 0.8
"""Least ratio of `difflib` at which a name is taken for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Our column -> theirs; `guessed` is the part that rests on similar names alone."""

    mapping: Mapping[str, str]
    guessed: Mapping[str, str]


def matched(
    path: Path,
    header: Line,
    *,
    required: Sequence[str],
    optional: Sequence[str],
    told: Mapping[str, str],
) -> Matched:
    """Find our columns in a file's header.

    Args:
        path: for messages only.
        header: the file's own names.
        required: our columns that must be there.
        optional: our columns that may be there; they are not guessed at.
        told: our column -> theirs, as the person said.

    Raises:
        UnknownTerm: `told` names a column that is not ours, or not in the file.
        Invalid: a required column is not there.
    """
    theirs = [name for name in header.cells if name]
    _check_told(path, theirs, [*required, *optional], told)
    mapping = dict(told)
    for ours in (*required, *optional):
        if ours not in mapping and ours in theirs and ours not in mapping.values():
            mapping[ours] = ours
    guessed: dict[str, str] = {}
    for ours in required:
        if ours not in mapping:
            left = [name for name in theirs if name not in mapping.values()]
            guessed[ours] = mapping[ours] = _guess(path, header, ours, left)
    return Matched(mapping=mapping, guessed=guessed)


def _check_told(
    path: Path, theirs: Sequence[str], ours: Sequence[str], told: Mapping[str, str]
) -> None:
    for name, column in told.items():
        if name not in ours:
            raise UnknownTerm(field=f"The column mapped for {path.name}", got=name, known=ours)
        if column not in theirs:
            raise UnknownTerm(
                field=f"The column of {path.name} for {name!r}", got=column, known=theirs
            )


def _guess(path: Path, header: Line, ours: str, left: Sequence[str]) -> str:
    plain = {_plain(name): name for name in left}
    near = get_close_matches(_plain(ours), plain, n=1, cutoff=_SIMILAR)
    if not near:
        there = ", ".join(repr(name) for name in header.cells if name)
        raise misread(
            path,
            f"there is no column {ours!r}.",
            f"The file has {there}. Say which one is {ours!r}, or add it.",
            line=header.number,
            column=ours,
        )
    return plain[near[0]]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
