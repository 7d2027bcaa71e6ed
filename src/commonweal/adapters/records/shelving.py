"""Putting records on their shelves: version and step of life are checked, then all is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from commonweal.adapters.records.codec import encode, fresh_salt, salted_digest
from commonweal.adapters.records.tables import KEPT_BESIDE, SHELVES
from commonweal.adapters.records.transitions import allowed
from commonweal.model.change import NOUNS, Record, Write, state
from commonweal.model.errors import Conflict, Refused

Key = tuple[type[object], str]
Row = dict[str, str | int | bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a record has come; version 0 is a record that does not exist."""

    version: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A record as its shelf keeps it."""

    record: Record
    version: int
    ordinal: int
    """Its place among everything this node has written; given at birth."""
    salt: bytes
    body: str

    @property
    def digest(self) -> str:
        """The salted digest by which the log knows this version."""
        return salted_digest(self.salt, self.body)

    def row(self) -> Row:
        """The columns of this record."""
        kept: Row = {"version": self.version, "ordinal": self.ordinal}
        return {**mirrored(self.record), **kept, "salt": self.salt, "body": self.body}


def standings(connection: Connection, writes: Iterable[Write]) -> dict[Key, Standing]:
    """The standing of each stored record among those to be written."""
    ids: dict[type[object], set[str]] = {}
    for write in writes:
        ids.setdefault(type(write.record), set()).add(write.record.id)
    found: dict[Key, Standing] = {}
    for kind, wanted in ids.items():
        shelf = SHELVES[kind]
        columns = select(shelf.c.id, shelf.c.version, shelf.c.state)
        for id, version, stage in connection.execute(columns.where(shelf.c.id.in_(wanted))):
            found[kind, id] = Standing(version=version, state=stage)
    return found


def advanced(write: Write, before: Standing) -> Standing:
    """The standing after a write.

    Raises:
        Conflict: the stored version is not the one that was read.
        Refused: the record's life knows no such step.
    """
    noun, record = NOUNS[type(write.record)], write.record
    if before.version != write.expected_version:
        raise Conflict(
            detail=f"{noun} {record.id} is at {_version(before.version)}, "
            f"not at {_version(write.expected_version)}: someone changed it first.",
            hint="Look at it again and repeat the step.",
        )
    after = state(record)
    if before.version and not allowed(type(record), before.state, after):
        raise Refused(
            detail=f"{noun} {record.id} cannot go from {before.state!r} to {after!r}.",
            hint="Look at its state, and take the step that comes next.",
        )
    return Standing(version=before.version + 1, state=after)


def shelved(write: Write, ordinal: int) -> Shelved:
    """A write as it will be kept, with a salt of its own."""
    return Shelved(
        record=write.record,
        version=write.expected_version + 1,
        ordinal=ordinal,
        salt=fresh_salt(),
        body=encode(write.record),
    )


def mirrored(record: Record) -> dict[str, str | None]:
    """The fields of a record that its shelf repeats in columns; an empty reference is None."""
    return {name: _column(record, name) for name in _MIRRORED[type(record)]}


def put(connection: Connection, rows: Mapping[Key, Shelved], stored: Iterable[Key]) -> None:
    """Write the rows: those whose keys are `stored` replace what is there, the others are new."""
    old = set(stored)
    for kind, shelf in SHELVES.items():
        mine = {key: one.row() for key, one in rows.items() if key[0] is kind}
        born = [row for key, row in mine.items() if key not in old]
        grown = [_replacing(row) for key, row in mine.items() if key in old]
        if born:
            connection.execute(insert(shelf), born)
        if grown:
            connection.execute(update(shelf).where(shelf.c.id == bindparam("id_")), grown)


_MIRRORED: dict[type[object], tuple[str, ...]] = {
    kind: tuple(column.name for column in shelf.c if column.name not in KEPT_BESIDE)
    for kind, shelf in SHELVES.items()
}


def _column(record: Record, name: str) -> str | None:
    if name == "state":
        return state(record)
    return str(getattr(record, name)) or None


def _replacing(row: Row) -> Row:
    """The row for UPDATE: found by its id, and keeping the ordinal it was born with."""
    return {"id_": row["id"]} | {k: v for k, v in row.items() if k not in ("id", "ordinal")}


def _version(number: int) -> str:
    return f"version {number}" if number else "no version (it does not exist)"
