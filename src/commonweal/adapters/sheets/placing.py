"""A file that is there whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from commonweal.model.errors import Unavailable


def place(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place; what was there before stays until then.

    Raises:
        Unavailable: no such folder, no right to write there, or the disk is full.
    """
    try:
        _replace(path, content)
    except OSError as problem:
        raise Unavailable(
            detail=f"{path.name} cannot be written: {problem.strerror}.",
            hint="Check that the folder is there, may be written, and has room.",
        ) from problem


def _replace(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                beside.unlink()
            raise


def _umask() -> int:
    present = os.umask(0o077)
    os.umask(present)
    return present
