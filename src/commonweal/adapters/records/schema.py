"""Bringing a database to the tables of this program."""

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from commonweal.adapters.records.database import writing
from commonweal.adapters.records.outage import translated

HEAD = "0005"
"""The newest revision in `migrations/versions`."""


def migrate(engine: Engine) -> None:
    """Make or upgrade the tables; costs one query when there is nothing to do.

    All or nothing, and one process at a time. Alembic is imported only where it has work to do:
    that alone takes longer than opening.

    Raises:
        Invalid: a newer program wrote this database.
        Unavailable: it cannot be opened or written.
    """
    if revision(engine) == HEAD:
        return
    _prefer_wal(engine)
    from commonweal.adapters.records.migrations.upgrade import (  # noqa: PLC0415 - see above
        upgrade,
    )

    with writing(engine) as connection:
        upgrade(connection)


def revision(engine: Engine) -> str:
    """The revision of the tables as they are; empty for a database without tables."""
    with translated(), engine.connect() as connection:
        try:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
        except (OperationalError, ProgrammingError) as error:
            if _no_such_table(error):
                return ""
            raise


def _no_such_table(error: OperationalError | ProgrammingError) -> bool:
    undefined = getattr(error.orig, "sqlstate", "") == "42P01"
    return undefined or "no such table" in str(error.orig)


def _prefer_wal(engine: Engine) -> None:
    """Let readers and the writer of a SQLite file not wait for each other; the file remembers."""
    if engine.dialect.name == "sqlite":
        with translated(), engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
