"""DuckDB's exceptions as ours: what it read, never what stood in it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from commonweal.model.errors import CommonwealError, Invalid, Unavailable

UNREADABLE = (
    duckdb.InvalidInputException,
    duckdb.ConversionException,
    duckdb.SerializationException,
    duckdb.IOException,
    duckdb.HTTPException,
)
FILE = re.compile(r"""(?:["']|file ?= ?)([^"'\n]*\.(?:parquet|csv\.gz|csv))\b""")
LINE = re.compile(r"\bLine: (\d+)")
INTERRUPTED = re.compile(r"Query interrupted|INTERRUPT Error|Interrupted!")
NO_ROOM = ("no space left", "out of memory", "could not write", "cannot open file")


@contextmanager
def as_ours(files: Sequence[Path]) -> Iterator[None]:
    """Raise Invalid for one of `files` that cannot be read, Unavailable for want of room.

    Ctrl-C, which DuckDB tells as an error of its own, is KeyboardInterrupt again.
    """
    try:
        yield
    except duckdb.OutOfMemoryException as full:
        raise _no_room() from full
    except (RuntimeError, duckdb.Error) as trouble:
        if INTERRUPTED.search(str(trouble)):
            raise KeyboardInterrupt from trouble
        if not isinstance(trouble, UNREADABLE):
            raise
        raise _unreadable(str(trouble), files) from None


def _unreadable(message: str, files: Sequence[Path]) -> CommonwealError:
    if any(sign in message.lower() for sign in NO_ROOM):
        return _no_room()
    file, line = FILE.search(message), LINE.search(message)
    name = file[1].rsplit("/", 1)[-1] if file else _one_of(files)
    where = f"{name}, line {line[1]}" if line else name
    return Invalid(
        detail=f"{where} cannot be read: it is damaged, cut short or not what its ending says.",
        hint="Copy the file again from its source, or take it out of the folder.",
        file=name,
    )


def _one_of(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return files[0].name
    return f"one of {len(files)} files from {files[0].name} on" if files else "an input file"


def _no_room() -> Unavailable:
    return Unavailable(
        detail="The engine ran out of memory or disk.",
        hint="Free some disk below the home, or raise the number of buckets.",
    )
