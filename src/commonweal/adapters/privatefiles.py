"""Files that only their owner may read, written whole or not at all.

What is unfinished lies in a workplace: a folder of a temporary name that carries a lock for as long
as its process lives. One without a lock was left by a crash.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from tempfile import mkdtemp

from commonweal.model.errors import Invalid, Unavailable

WORKPLACE = "~"
"""How the name of a workplace begins; no id begins so."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,128}")
_OTHERS = 0o077
_MOST_BYTES = 64 * 1024


def part(name: str, noun: str) -> str:
    """The name, if it can be one part of a path and nothing else. Raises Invalid."""
    if not _NAME.fullmatch(name):
        raise Invalid(
            detail=f"{name!r} cannot be the id of a {noun}.",
            hint="Ids have letters, digits, _ and - only.",
        )
    return name


@contextmanager
def outside(
    what: str, hint: str = "Check the disk, and who may read and write there."
) -> Iterator[None]:
    """Raise what the file system refuses inside the block as Unavailable, saying `what` failed."""
    try:
        yield
    except OSError as gap:
        raise Unavailable(
            detail=f"{what}: {(gap.strerror or str(gap)).lower()}.",
            hint=hint,
        ) from gap


def private_folder(path: Path) -> Path:
    """The folder, made for its owner alone with all above it that is missing. Raises OSError."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def settle(path: Path) -> None:
    """Have the disk keep the content of a file, or the names in a folder. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """A new file for its owner alone. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(handle, "wb") as stream:
        for chunk in chunks:
            stream.write(chunk)


def publish(path: Path, content: bytes) -> bool:
    """Give a file its content, once: False, changing nothing, if it is there. Raises OSError.

    Whoever reads the file sees all of it or none of it, also after a crash.
    """
    with workplace(path.parent) as folder:
        unfinished = folder / path.name
        write(unfinished, (content,))
        settle(unfinished)
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return False
    settle(path.parent)
    return True


def read(path: Path, noun: str, hint: str) -> bytes:
    """The content of a small private file; `hint` says what to do if it cannot be read.

    Raises:
        Unavailable: it is missing, unreadable, a link, too large, or others may read it too.
    """
    with outside(f"The {noun} {path} cannot be read", hint):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with open(handle, "rb") as stream:
            mode = os.fstat(handle).st_mode
            content = stream.read(_MOST_BYTES + 1)
    if mode & _OTHERS:
        raise Unavailable(
            detail=f"Others than its owner may use the {noun} {path}.",
            hint=f"Shut it with `chmod 600 {path}`, and replace it if others could have read it.",
        )
    if len(content) > _MOST_BYTES:
        raise Unavailable(detail=f"The {noun} {path} is far too large.", hint=hint)
    return content


@contextmanager
def workplace(parent: Path) -> Iterator[Path]:
    """A private folder in `parent` for the length of the block, then gone with all in it.

    Raises OSError if it cannot be made, Unavailable if it cannot be removed.
    """
    folder, handle = _locked_folder(parent)
    try:
        yield folder
    finally:
        with outside(f"The folder {folder} cannot be removed", "Remove it by hand."):
            remove(folder)
        os.close(handle)


def sweep(parent: Path) -> int:
    """Remove the workplaces in `parent` that a crash left; how many. Raises OSError."""
    found = sorted(parent.glob(f"{WORKPLACE}*"))
    return sum(_swept(folder) for folder in found if folder.is_dir() and not folder.is_symlink())


def remove(path: Path) -> None:
    """Remove a file or a whole folder; nothing to do if it is gone. Raises OSError."""
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """A new folder and its lock; again if a sweep took it between the two."""
    while True:
        folder = Path(mkdtemp(prefix=WORKPLACE, dir=private_folder(parent)))
        handle = _locked(folder)
        if handle is not None and folder.is_dir():
            return folder, handle
        if handle is not None:
            os.close(handle)


def _swept(folder: Path) -> bool:
    handle = _locked(folder)
    if handle is None:
        return False
    try:
        remove(folder)
    finally:
        os.close(handle)
    return True


def _locked(folder: Path) -> int | None:
    """A handle that holds the lock of a folder; None if another has it, or it is gone."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
