"""Opening the database by its URL, and transactions in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from commonweal.adapters.records.outage import translated
from commonweal.model.errors import Invalid, Unavailable, UnknownTerm

PATIENCE_S = 10
"""How long a writer waits for another one."""

_BEGIN = "weal_begin"
_TURN = 0x7765616C


def open_engine(url: str) -> Engine:
    """The engine of a URL such as `sqlite:////home/me/weal/records.db` or `postgresql://...`.

    Raises:
        Invalid: no URL, or a database we do not speak.
        Unavailable: PostgreSQL is named and its driver is not installed.
    """
    parsed = _parsed(url)
    openers = {"sqlite": _sqlite, "postgresql": _postgresql}
    name = parsed.get_backend_name()
    if name not in openers:
        raise UnknownTerm(field="The database", got=name, known=openers)
    return openers[name](parsed)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads a single state of the database."""
    with translated(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of the block is kept, or nothing if it raises.

    One process writes at a time, so what the block reads stays true until it ends: SQLite takes
    its write lock at once, PostgreSQL an advisory lock of this database.
    """
    with translated(), engine.connect() as connection:
        connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
            yield connection


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise Invalid(
            detail="The address of the database is not a URL.",
            hint="Write it like sqlite:///records.db or postgresql://user@host/name.",
        ) from error


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    connection.text_factory = _lossless
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")


def _lossless(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _postgresql(url: URL) -> Engine:
    options = [f"-c lock_timeout={PATIENCE_S}s", *url.normalized_query.get("options", ())]
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"options": " ".join(options), "connect_timeout": PATIENCE_S},
        )
    except ModuleNotFoundError as gap:
        raise Unavailable(
            detail=f"PostgreSQL needs the package {gap.name!r}.",
            hint="pip install 'commonweal[postgres]'",
        ) from gap
