"""The names under which delivered files arrive: they come from another party, and name paths."""

from pathlib import PurePosixPath

from commonweal.model.errors import Invalid

SEALED = ".sealed"
"""What a file's name ends in while it lies in a vault."""

_STEPS = ("", ".", "..")
_LONGEST = 1000
_LONGEST_PART = 200
"""Bytes; file systems allow 255, and a sealed file needs some of them."""


class FileNames:
    """The names of one delivery: each checked by itself, and against those before it."""

    def __init__(self, *reserved: str) -> None:
        """`reserved` are names that no file and no folder of the delivery may have."""
        self._plain = set(reserved)
        self._files = set(reserved)
        """Plain and sealed: no folder may have such a name."""
        self._folders = set[str]()

    def add(self, name: str) -> str:
        """The name, if it is a path that stays below the folder it is put in.

        Raises:
            Invalid: absolute, stepping up or in place, too long, with signs no name should have,
                given twice, or the name of both a file and a folder, sealed or plain.
        """
        _check(name)
        forms = {name, name + SEALED}
        folders = {str(folder) for folder in PurePosixPath(name).parents}
        if name in self._plain or forms & self._folders or folders & self._files:
            raise _unfit(name, "another file or folder of the delivery has it")
        self._plain.add(name)
        self._files |= forms
        self._folders |= folders
        return name


def _check(name: str) -> None:
    parts = name.split("/")
    if not name.isprintable() or "\\" in name:
        raise _unfit(name, "it has signs that no file name should have")
    if any(part in _STEPS or part != part.strip() for part in parts):
        raise _unfit(name, "a part of it is empty, a dot or two, or has spaces around it")
    if len(name.encode()) > _LONGEST or any(len(p.encode()) > _LONGEST_PART for p in parts):
        raise _unfit(name, f"it is longer than {_LONGEST} bytes, or a part than {_LONGEST_PART}")


def _unfit(name: str, why: str) -> Invalid:
    return Invalid(
        detail=f"{name[:80]!r} cannot be the name of a delivered file: {why}.",
        hint="Names are paths below the dataset's folder, with forward slashes.",
        file=name[:80],
    )
