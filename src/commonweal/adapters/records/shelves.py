"""The records of this node: found by id or by column, written through `commit`."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Engine, Row, Table, select

from commonweal.adapters.records.codec import decode, salted_digest, stored_bytes, tampered
from commonweal.adapters.records.commit import commit
from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.shelving import mirrored
from commonweal.adapters.records.tables import KEPT_BESIDE, SHELVES, node
from commonweal.model.change import Change, Record, Stored
from commonweal.model.errors import NotFound
from commonweal.model.evidence import Entry, Subject
from commonweal.model.ports import Clock, Ids

R = TypeVar("R", bound=Record)

_PAGE = 500


class Shelves:
    """The port `Records`, answered by one table for each kind of record."""

    def __init__(self, engine: Engine, *, clock: Clock, ids: Ids) -> None:
        self._engine = engine
        self._clock = clock
        self._ids = ids

    def get(self, kind: type[R], id: str) -> Stored[R]:
        """The record of that id as it stands. Raises NotFound, Tampered."""
        shelf = SHELVES[kind]
        with reading(self._engine) as connection:
            row = connection.execute(select(shelf).where(shelf.c.id == id)).first()
        if row is None:
            raise NotFound(kind=shelf.name, id=id)
        return _stored(kind, row)

    def find(self, kind: type[R], **equal: str) -> tuple[Stored[R], ...]:
        """All records whose named columns equal, oldest first; an empty value finds empty ones.

        Raises:
            KeyError: the shelf has no such column.
            Tampered: one of them cannot be read.
        """
        shelf = SHELVES[kind]
        same = [_equals(shelf, name, value) for name, value in equal.items()]
        with reading(self._engine) as connection:
            rows = connection.execute(select(shelf).where(*same).order_by(shelf.c.ordinal)).all()
        return tuple(_stored(kind, row) for row in rows)

    def commit(self, *changes: Change) -> tuple[Entry, ...]:
        """Execute changes in one transaction; see `adapters/records/commit.py`."""
        if not changes:
            return ()
        with writing(self._engine) as connection:
            return commit(connection, changes, self._clock.now(), self._message_id)

    def census(self) -> Iterator[tuple[Subject, str]]:
        """Every record as it stands: what it is, and the salted digest of what is stored.

        A row that was edited by hand has a digest too, which fits no entry.
        """
        with reading(self._engine) as connection:
            streamed = connection.execution_options(yield_per=_PAGE)
            for shelf in SHELVES.values():
                with streamed.execute(select(shelf).order_by(shelf.c.ordinal)) as rows:
                    for row in rows:
                        subject = Subject(type=shelf.name, id=row.id, version=row.version)
                        yield subject, _digest(shelf, row)

    def counter(self) -> int:
        """A number that moves whenever any process commits."""
        with reading(self._engine) as connection:
            return connection.scalar(select(node.c.count)) or 0

    def _message_id(self) -> str:
        return self._ids.new("message")


def _equals(shelf: Table, name: str, value: str) -> ColumnElement[bool]:
    column = shelf.c[name]
    return column.is_(None) if column.nullable and not value else column == value


def _stored(kind: type[R], row: Row[Any]) -> Stored[R]:
    noun = SHELVES[kind].name
    record = decode(kind, noun, row.id, row.body)
    columns = row._mapping
    if any(columns[name] != value for name, value in mirrored(record).items()):
        raise tampered(noun, row.id)
    return Stored(record=record, version=row.version)


def _digest(shelf: Table, row: Row[Any]) -> str:
    digest = salted_digest(row.salt, row.body)
    columns = {c.name: row._mapping[c.name] for c in shelf.c if c.name not in KEPT_BESIDE}
    fields = _fields(row.body)
    if all((fields.get(name) or None) == (value or None) for name, value in columns.items()):
        return digest
    return sha256(f"{digest}{columns}".encode("utf-8", "surrogateescape")).hexdigest()


def _fields(body: str) -> dict[str, object]:
    try:
        fields = msgspec.json.decode(stored_bytes(body))
    except (msgspec.DecodeError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
