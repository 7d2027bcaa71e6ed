"""Files on their way into a drop: written one after the other, counted, then kept all at once."""

import os
from errno import EEXIST, ENOTDIR, ENOTEMPTY
from pathlib import Path
from typing import BinaryIO

from commonweal.adapters.privatefiles import outside, private_folder, settle
from commonweal.model.drop import MOST_BYTES, MOST_FILES, drop_name, file_name
from commonweal.model.errors import Conflict, Invalid

_TAKEN = frozenset({EEXIST, ENOTDIR, ENOTEMPTY})
KEPT = "The files cannot be kept here"
ROOM = "Have whoever runs this node make room, and send them again."
"""What is said where the disk does not take them, and what helps."""


class FilledFolder:
    """Files in a workplace, until they are kept as a drop or added to one."""

    def __init__(self, place: Path, work: Path) -> None:
        """`place` has the drops of the party, `work` is a private folder beside them."""
        self._place = place
        self._files = private_folder(work / "files")
        self._names: dict[str, str] = {}
        self._bytes = 0
        self._open: BinaryIO | None = None

    def begin(self, name: str) -> None:
        """Let what is written from now on be a file of that name.

        Raises:
            Invalid: no file can be called so, another is, or there are too many.
        """
        self._end()
        kept = file_name(name)
        if kept.casefold() in self._names:
            raise _twice(kept, self._names[kept.casefold()])
        self._names[kept.casefold()] = kept
        _count(len(self._names))
        with outside(KEPT, ROOM):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            self._open = open(os.open(self._files / kept, flags, 0o600), "wb")  # noqa: SIM115  # closed by _end

    def write(self, content: bytes) -> None:
        """Add to the file that was begun. Raises Invalid as soon as it is too much in all."""
        if self._open is None:
            raise RuntimeError("begin comes first")
        self._bytes += len(content)
        _weigh(self._bytes)
        with outside(KEPT, ROOM):
            self._open.write(content)

    def become(self, name: str) -> None:
        """Keep the files as a new drop.

        Raises:
            Invalid: there are no files, or no drop can be called so.
            Conflict: the party has a drop of that name.
        """
        self._whole()
        target = self._place / drop_name(name)
        with outside(KEPT, ROOM):
            try:
                self._files.rename(target)  # onto an empty folder it goes, onto nothing else
            except OSError as gap:
                if gap.errno not in _TAKEN:
                    raise
                raise Conflict(
                    detail=f"There is a drop {name!r} already.",
                    hint="Take another name, or delete that drop if it is not attached.",
                    field="name",
                ) from gap
            settle(self._place)

    def join(self, name: str) -> None:
        """Add the files to a drop that is there and held; one of the same name is replaced.

        Raises:
            Invalid: a name differs from one there in small and capital letters alone, or it would
                be too much in all.
        """
        self._whole()
        target = self._place / drop_name(name)
        with outside(KEPT, ROOM):
            there = {path.name: path.lstat().st_size for path in target.iterdir()}
            folded = {each.casefold(): each for each in there}
            for key, each in self._names.items():
                if folded.get(key, each) != each:
                    raise _twice(each, folded[key])
            stay = there.keys() - set(self._names.values())
            _count(len(stay) + len(self._names))
            _weigh(sum(there[each] for each in stay) + self._bytes)
            for each in self._names.values():
                (self._files / each).replace(target / each)
            settle(target)

    def close(self) -> None:
        """Let go of the file that is open; what was not kept goes with the workplace."""
        if self._open:
            self._open.close()
            self._open = None

    def _whole(self) -> None:
        self._end()
        if not self._names:
            raise Invalid(detail="No file came.", hint="Choose at least one file.", field="files")
        with outside(KEPT, ROOM):
            settle(self._files)

    def _end(self) -> None:
        if self._open:
            with outside(KEPT, ROOM):
                self._open.flush()
                os.fsync(self._open.fileno())
                self.close()


def _count(files: int) -> None:
    if files > MOST_FILES:
        raise Invalid(
            detail=f"More than {MOST_FILES:,} files.",
            hint="Merge small files into larger ones, or have the folder put here by hand.",
            field="files",
        )


def _weigh(size: int) -> None:
    if size > MOST_BYTES:
        raise Invalid(
            detail=f"More than {MOST_BYTES >> 20} MiB in all.",
            hint="Have whoever runs this node put larger files into your drop folder by hand.",
            field="files",
        )


def _twice(name: str, other: str) -> Invalid:
    return Invalid(
        detail=f"Two files would be called {name!r} and {other!r}.",
        hint="Give each a name that differs in more than small and capital letters.",
        field="files",
    )
