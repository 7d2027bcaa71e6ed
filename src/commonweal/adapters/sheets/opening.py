"""A stranger's file, opened with care: there, of a size we read, and what its name says."""

from pathlib import Path

from commonweal.adapters.sheets.sheet import Limits, misread
from commonweal.model.errors import Invalid, NotFound, Unavailable

_BEGINNINGS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
    b"PK\x03\x04": "a ZIP archive or an XLSX workbook",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls), or one locked by a password",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}


def content(path: Path, limits: Limits) -> bytes:
    """All bytes of the file.

    Raises:
        NotFound: there is no such file.
        Invalid: it is a folder, empty, or larger than the limit.
        Unavailable: it may not be read, or reading failed.
    """
    if not path.exists():
        raise NotFound(kind="file", id=str(path))
    if not path.is_file():
        raise misread(path, "this is not a file.", "Name one CSV or XLSX file.")
    try:
        with path.open("rb") as file:
            found = file.read(limits.bytes + 1)
    except OSError as problem:
        raise Unavailable(
            detail=f"{path.name} cannot be read: {problem.strerror}.",
            hint="Check that you may read the file.",
        ) from problem
    return fitting(path, found, limits)


def kind(found: bytes) -> str:
    """What a file is by its first bytes, in words; empty if they tell nothing."""
    return next((words for start, words in _BEGINNINGS.items() if found.startswith(start)), "")


def mistaken(path: Path, found: bytes, wanted: str) -> Invalid:
    """The error for a file that is not what its name says."""
    seen = kind(found) or "something else"
    return misread(
        path,
        f"this is not {wanted} but {seen}.",
        f"Save it as {wanted}, or give the file its right ending.",
    )


def fitting(path: Path, found: bytes, limits: Limits) -> bytes:
    """The bytes, if there are any and not too many. Raises Invalid."""
    if not found.strip():
        raise misread(path, "the file is empty.", "It needs a header line and rows.")
    if len(found) > limits.bytes:
        raise misread(
            path,
            f"the file is larger than {limits.bytes // 2**20} MB.",
            "Split it, or give only the columns and rows that are needed.",
        )
    return found
