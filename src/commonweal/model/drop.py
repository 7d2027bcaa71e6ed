"""Files that a hosted party brought, before they become a dataset; and how they may be called."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from commonweal.model.errors import Invalid
from commonweal.model.ids import ID_FORM, LONGEST_ID

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of one drop that is brought by a page or a program; files put there by hand may be more."""
MOST_FILES = 1_000
"""Files of one drop that is brought so."""
MOST_DROPS = 100
"""Drops of one party."""
LONGEST = 200
"""Bytes of a file's name in UTF-8."""

_NAME = re.compile(ID_FORM)
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A folder of files in the place that a hosted party has for them on its node."""

    name: str
    files: tuple[tuple[str, int], ...]
    """(name, bytes) of the first files, in the order of their names."""
    more: bool
    """True if there are more files than these."""
    wrong: str
    """Why it cannot be attached; empty if nothing speaks against it."""
    attached: tuple[str, ...] = ()
    """Titles of the datasets that it became: then it is changed no more."""

    @property
    def size(self) -> int:
        """Bytes of the files that are named."""
        return sum(size for _, size in self.files)


class Filling(Protocol):
    """Files on their way into a drop."""

    def begin(self, name: str) -> None:
        """Let what is written from now on be a file of that name. Raises Invalid."""

    def write(self, content: bytes) -> None:
        """Add to the file that was begun. Raises Invalid as soon as it is too much in all."""

    def become(self, name: str) -> None:
        """Keep the files as a new drop. Raises Invalid, Conflict."""

    def join(self, name: str) -> None:
        """Add the files to a drop that is there and held, replacing equal names. Raises Invalid."""


def drop_name(name: str) -> str:
    """The name, if a drop can have it. Raises Invalid."""
    if not _NAME.fullmatch(name):
        raise Invalid(
            detail=f"{name[:80]!a} cannot be the name of a drop.",
            hint=f"Use 1 to {LONGEST_ID} letters, digits, - and _, without spaces.",
            field="name",
        )
    return name


def file_name(name: str) -> str:
    """The name as it is kept (Unicode NFC), if a file can have it everywhere. Raises Invalid."""
    kept = unicodedata.normalize("NFC", name)
    gap = next((words for words, wrong in _RULES.items() if wrong(kept)), "")
    if gap:
        raise Invalid(
            detail=f"{name[:80]!a} cannot be the name of a file: {gap}.",
            hint="Rename it to letters, digits, spaces, dots, - and _, and send it again.",
            field="files",
        )
    return kept


_RULES: dict[str, Callable[[str], bool]] = {
    "it is empty": lambda name: not name,
    "it holds a character that cannot be shown": lambda name: not name.isprintable(),
    "it holds a slash, and files come without folders": lambda name: bool({"/", "\\"} & set(name)),
    "it begins with a dot, a tilde or a space": lambda name: name[0] in ".~ ",
    "it ends with a dot or a space": lambda name: name[-1] in ". ",
    'it holds one of : * ? " < > |': lambda name: bool(set(':*?"<>|') & set(name)),
    "some systems keep that name for a device": lambda name: bool(_DEVICE.fullmatch(name)),
    f"it is longer than {LONGEST} bytes": lambda name: len(name.encode()) > LONGEST,
}
"""What is wrong with a name -> whether it is; tried in this order."""
