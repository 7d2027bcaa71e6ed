"""What a database says when it cannot, in our words: every driver's error ends here."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from commonweal.model.errors import CommonwealError, Conflict, Invalid, Unavailable

_SENTENCES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("SQLITE_FULL", "53100"),
        "The disk that holds the records is full; nothing was changed.",
        "Free some space there and repeat the command.",
    ),
    (
        ("SQLITE_READONLY", "SQLITE_PERM", "25006", "42501"),
        "The records can be read but not written; nothing was changed.",
        "Make the home folder and the files in it writable for this user.",
    ),
    (
        ("SQLITE_CANTOPEN", "SQLITE_AUTH", "28", "3D000"),
        "The records cannot be opened; nothing was changed.",
        "Check that the home folder or the database exists and that this user may write to it.",
    ),
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "40001", "57014"),
        "Another process is writing the records and did not finish in time; nothing was changed.",
        "Repeat the command in a moment.",
    ),
    (
        ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002"),
        "The file that should hold the records is damaged or is no database.",
        "Stop the node and put a backup of that file in its place.",
    ),
    (
        ("SQLITE_IOERR", "58030"),
        "The disk that holds the records failed to read or write.",
        "Check the disk, then run `weal account verify`.",
    ),
    (
        ("",),
        "The database does not answer as it should.",
        "Check that its server runs; then look what is there before you repeat the command.",
    ),
)
"""(codes of SQLite by name and of PostgreSQL by SQLSTATE, what happened, what to do)."""

_DANGLING = ("SQLITE_CONSTRAINT_FOREIGNKEY", "23503")
_CONSTRAINT = ("SQLITE_CONSTRAINT", "23")


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the database refuses inside the block as an error of our tree."""
    try:
        yield
    except DBAPIError as error:
        raise _problem(error) from error
    except PoolTimeout as error:
        raise Unavailable(
            detail="All connections to the records are in use; nothing was changed.",
            hint="Repeat the command in a moment.",
        ) from error


def _problem(error: DBAPIError) -> CommonwealError:
    code = _code(error)
    if code.startswith(_DANGLING):
        return Invalid(
            detail="A record refers to another one that is not here.",
            hint="Add what it refers to first: the party, the collaboration, the agreement.",
        )
    if code.startswith(_CONSTRAINT):
        return Conflict(
            detail="Something of that id is already here.",
            hint="Look at it again and repeat the step.",
        )
    if isinstance(error, DataError):
        return Invalid(
            detail="A text holds a character that the database cannot keep.",
            hint="Remove control characters and half characters from it.",
        )
    said = next((detail, hint) for codes, detail, hint in _SENTENCES if code.startswith(codes))
    return Unavailable(detail=said[0], hint=said[1])


def _code(error: DBAPIError) -> str:
    cause = error.orig
    return str(getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "") or "")
