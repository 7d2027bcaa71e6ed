"""Files that hosted parties bring: one folder per party, in it one per drop, whole or not at all.

What comes is written into a workplace and renamed when it is all there. Whoever changes a drop, or
reads it to attach it, holds the lock of its folder meanwhile.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from threading import BoundedSemaphore

from commonweal.adapters.filling import KEPT, ROOM, FilledFolder
from commonweal.adapters.privatefiles import (
    WORKPLACE,
    outside,
    part,
    private_folder,
    sweep,
    workplace,
)
from commonweal.model.drop import MOST_DROPS, MOST_FILES, Drop, drop_name
from commonweal.model.errors import Conflict, Invalid, NotFound
from commonweal.model.ids import PartyId

_WAIT_S = 5.0
_WAITING = BoundedSemaphore(16)
"""Whoever waits for a drop holds one of the few threads that answer: so many do, the next go."""


class DropFolders:
    """The drops of every hosted party, below one root."""

    def __init__(self, root: Path) -> None:
        """`root` is made when the first drop is."""
        self._root = root

    def place(self, party: PartyId) -> Path:
        """Where the drops of a party lie, if it has any."""
        return (self._root / part(party, "party")).resolve()

    def folder(self, party: PartyId) -> Path:
        """The same place, made for the owner of this home alone."""
        with outside(KEPT, ROOM):
            return private_folder(self.place(party))

    def listing(self, party: PartyId) -> tuple[Drop, ...]:
        """The drops of a party by name, with the first files of each; nothing is hashed."""
        place = self.place(party)
        if not place.is_dir():
            return ()
        with outside("The drops cannot be listed"):
            found = sorted(path.name for path in place.iterdir() if _shown(path))
        return tuple(_drop(place / name) for name in found)

    @contextmanager
    def filling(self, party: PartyId) -> Iterator[FilledFolder]:
        """A place for files to come; what was not kept at the end of the block is gone.

        Raises:
            Conflict: the party has as many drops as it may have.
        """
        place = self.folder(party)
        with outside(KEPT, ROOM):
            held = sum(1 for path in place.iterdir() if _shown(path) or _coming(path))
            if held >= MOST_DROPS:
                raise Conflict(
                    detail=f"Your party has {held} drops, with those that are on their way; "
                    f"{MOST_DROPS} are the most.",
                    hint="Delete those that are not attached.",
                )
            with workplace(place) as work:
                filling = FilledFolder(place, work)
                try:
                    yield filling
                finally:
                    filling.close()

    @contextmanager
    def held(self, party: PartyId, name: str) -> Iterator[Path]:
        """The folder of a drop, which nobody else changes for the length of the block.

        Raises:
            NotFound: the party has no such drop.
            Conflict: someone else has held it for a while.
        """
        path = self._path(party, name)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            raise NotFound(kind="drop", id=name) from None
        try:
            _lock(handle, name)
            if not path.exists() or not os.path.samestat(os.fstat(handle), path.stat()):
                raise NotFound(kind="drop", id=name)
            yield path
        finally:
            os.close(handle)

    def check(self, party: PartyId, name: str) -> None:
        """Say nothing if all files of a drop may be read as data. Raises Invalid, naming one."""
        path = self._path(party, name)
        if not sum(1 for _ in _files(path)):
            raise Invalid(
                detail=f"The drop {name} holds no files.",
                hint="Bring the data first.",
                field="drop",
            )

    def remove(self, party: PartyId, name: str) -> None:
        """Delete a drop that is held, with all in it."""
        path = self._path(party, name)
        with outside("The drop cannot be deleted"), workplace(path.parent) as work:
            path.rename(work / name)

    def sweep(self) -> int:
        """Remove what came by half and was left by a crash; how many times."""
        with outside("Unfinished drops cannot be removed"):
            return sum(sweep(place) for place in self._root.glob("*"))

    def _path(self, party: PartyId, name: str) -> Path:
        try:
            known = drop_name(name)
        except Invalid:
            raise NotFound(kind="drop", id=name[:80]) from None
        return self.place(party) / known


def _shown(path: Path) -> bool:
    return path.name[0] not in {".", WORKPLACE} and (path.is_dir() or path.is_symlink())


def _coming(path: Path) -> bool:
    return path.name.startswith(WORKPLACE)


def _drop(path: Path) -> Drop:
    files: list[tuple[str, int]] = []
    wrong = ""
    try:
        if path.is_symlink():
            raise Invalid(detail="It is a link: its files have to lie here themselves.")
        files += islice(_files(path), MOST_FILES + 1)
        drop_name(path.name)
        if not files:
            raise Invalid(detail="It holds no files.")
    except Invalid as problem:
        wrong = problem.detail
    shown = path.name if path.name.isprintable() else ascii(path.name)
    return Drop(
        name=shown, files=tuple(files[:MOST_FILES]), more=len(files) > MOST_FILES, wrong=wrong
    )


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """(name, bytes) of each file below a folder. Raises Invalid for what is no file or folder.

    A link could lead to files that are not the party's, and a pipe would never end.
    """
    start, waiting = len(str(folder)) + 1, [str(folder)]
    while waiting:
        with outside("The files of the drop cannot be listed"):
            entries = sorted(
                (each.path, each.stat(follow_symlinks=False)) for each in os.scandir(waiting.pop())
            )
        for path, told in entries:
            name = path[start:]
            if S_ISDIR(told.st_mode):
                waiting.append(path)
            elif S_ISREG(told.st_mode) and name.isprintable():
                yield name, told.st_size
            else:
                raise _odd(name)


def _odd(name: str) -> Invalid:
    what = "no plain file" if name.isprintable() else "a name that cannot be shown"
    return Invalid(
        detail=f"{name!a:.200} is {what}.",
        hint="Put plain files with legible names there: no links, pipes or devices.",
        field="drop",
    )


def _lock(handle: int, name: str) -> None:
    if _locked(handle):
        return
    if not _WAITING.acquire(blocking=False):
        raise _busy(name)
    try:
        until = time.monotonic() + _WAIT_S
        while not _locked(handle):
            if time.monotonic() > until:
                raise _busy(name)
            time.sleep(0.02)
    finally:
        _WAITING.release()


def _locked(handle: int) -> bool:
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(name: str) -> Conflict:
    return Conflict(
        detail=f"The drop {name} is being read or changed by someone else.",
        hint="Wait until they are done, and try again.",
    )
