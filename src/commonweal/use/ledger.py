"""The release ledger: what was told before, and what the next release must not add to it.

A published ledger stays at the holder beside its release. The argument for the rules is
`differencing.md`, beside this file.
"""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta, Struct, convert

from commonweal.model.errors import Invalid, Tampered
from commonweal.model.ids import DatasetId, ReleaseId
from commonweal.use.lane import Disclosed

OTHER = "other"
"""The key of the row for everything a group had to put together."""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The counts that one release told, and the question they answer."""

    release: ReleaseId
    dataset: DatasetId
    version: str
    """SHA-256 of the dataset's files at that time."""
    definition: str
    settings: tuple[tuple[str, str], ...]
    table: str
    frame: str
    """What its figures on a base rest on; empty if it told none."""
    cells: Mapping[tuple[Group, str], int | None]
    """(group, key) -> people, with the `other` rows; None where an `other` row tells no count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one earlier release told about one group."""

    shown: Mapping[str, int]
    """Key -> people."""
    other: int | None
    """People put together: 0 if nobody was, None if that was not told."""

    def repeats(self, key: str, people: int) -> bool:
        """True if it told this very count: to tell it again tells nothing new."""
        return self.shown.get(key) == people

    def gives_away(self, key: str, people: int, smallest: int) -> bool:
        """True if a new count under `key` would, with this, tell of a group too small."""
        if key in self.shown:
            return too_close(self.shown[key], people, smallest)
        return self.other != 0


def too_close(one: int, another: int, smallest: int) -> bool:
    """True if the difference of two counts would isolate 1 to `smallest` - 1 people."""
    return 0 < abs(one - another) < smallest


def told(
    earlier: Sequence[Published], table: str, groups: Container[Group]
) -> dict[Group, tuple[Told, ...]]:
    """By group, what earlier releases told about it; a wholly withheld group tells nothing."""
    found: dict[Group, list[Told]] = {}
    for release in earlier:
        if release.table == table:
            for group, counts in _by_group(release.cells, groups).items():
                other = counts.pop(OTHER, 0)
                shown = {key: people for key, people in counts.items() if people is not None}
                if shown or other:
                    found.setdefault(group, []).append(Told(shown=shown, other=other))
    return {group: tuple(each) for group, each in found.items()}


def published(
    disclosed: Disclosed,
    *,
    release: ReleaseId,
    dataset: DatasetId,
    version: str,
    definition: str,
    settings: tuple[tuple[str, str], ...],
) -> Published:
    """The ledger of a release that tells what was disclosed."""
    return Published(
        release=release,
        dataset=dataset,
        version=version,
        definition=definition,
        settings=settings,
        table=disclosed.table,
        frame=disclosed.frame,
        cells=MappingProxyType({(row.group, row.key): row.people for row in disclosed.rows}),
    )


def written(ledger: Published) -> dict[str, object]:
    """The ledger as plain values for JSON; `read_published` reads it back."""
    groups = _by_group(ledger.cells, {group for group, _ in ledger.cells})
    return {
        "v": 1,
        "release": ledger.release,
        "dataset": ledger.dataset,
        "version": ledger.version,
        "definition": ledger.definition,
        "settings": dict(ledger.settings),
        "table": ledger.table,
        "frame": ledger.frame,
        "groups": [
            {"group": list(group), "people": dict(sorted(groups[group].items()))}
            for group in sorted(groups)
        ],
    }


def read_published(data: bytes) -> Published:
    """The ledger in the bytes of a JSON document.

    Raises:
        Invalid: it is not JSON, or not of the form that `written` makes; says where.
        Tampered: it has the form, but says what no release can have told.
    """
    found = _document(data)
    return Published(
        release=ReleaseId(found.release),
        dataset=DatasetId(found.dataset),
        version=found.version,
        definition=found.definition,
        settings=tuple(sorted(found.settings.items())),
        table=found.table,
        frame=found.frame,
        cells=MappingProxyType(_cells(found.groups)),
    )


_People = Annotated[int, Meta(ge=1, le=10**15)]


class _Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    group: tuple[str, ...]
    people: dict[str, _People | None]


class _Document(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    release: str
    dataset: str
    version: str
    definition: str
    settings: dict[str, str]
    table: str
    frame: str
    groups: list[_Told]


def _document(data: bytes) -> _Document:
    try:
        return convert(json.loads(data, object_pairs_hook=_unique), _Document, strict=True)
    except (ValueError, RecursionError) as trouble:
        raise Invalid(
            detail=f"The ledger of an earlier release cannot be read: {trouble}.",
            hint="Restore the file from a backup: without it nothing more is released.",
        ) from trouble


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


def _cells(groups: Iterable[_Told]) -> dict[tuple[Group, str], int | None]:
    cells: dict[tuple[Group, str], int | None] = {}
    seen: set[Group] = set()
    for told_once in groups:
        people = told_once.people
        if told_once.group in seen or not _tellable(people):
            raise Tampered(
                detail=f"The ledger says of {told_once.group!r} what no release can have told.",
                hint="Restore the file from a backup: without it nothing more is released.",
            )
        seen.add(told_once.group)
        cells.update(((told_once.group, key), count) for key, count in people.items())
    return cells


def _tellable(people: Mapping[str, int | None]) -> bool:
    """True for at least one row, each with a count; `other` alone may be without."""
    return bool(people) and all(people[key] is not None for key in people.keys() - {OTHER})


def _by_group(
    cells: Mapping[tuple[Group, str], int | None], groups: Container[Group]
) -> dict[Group, dict[str, int | None]]:
    found: dict[Group, dict[str, int | None]] = {}
    for (group, key), people in cells.items():
        if group in groups:
            found.setdefault(group, {})[key] = people
    return found
