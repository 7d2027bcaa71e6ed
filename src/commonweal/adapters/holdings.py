"""A holder's files: listed and hashed where they lie, never moved."""

from hashlib import file_digest, sha256
from pathlib import Path

from commonweal.model.dataset import DataFile
from commonweal.model.errors import Invalid, Unavailable

_MOST_FILES = 100_000


class HoldingFolders:
    """A holder's own folders on this machine."""

    def listing(self, place: Path) -> tuple[DataFile, ...]:
        """Every file below a folder, sorted by name, with size and SHA-256.

        Raises:
            Invalid: no such folder, no files in it, too many, a link out of it, or a name with
                characters that cannot be shown.
            Unavailable: a file cannot be read.
        """
        root = _folder(place)
        found = sorted(path for path in root.rglob("*") if path.is_file())
        if not found:
            raise Invalid(
                detail=f"The folder {place} holds no files.", hint="Put the data there first."
            )
        if len(found) > _MOST_FILES:
            raise Invalid(
                detail=f"The folder {place} holds {len(found)} files; {_MOST_FILES} are the most.",
                hint="Merge small files into larger ones.",
            )
        return tuple(_file(root, path) for path in found)

    def version(self, files: tuple[DataFile, ...]) -> str:
        """SHA-256 over names and contents: a changed dataset is another version."""
        lines = "".join(f"{file.sha256} {file.size} {file.name}\n" for file in files)
        return sha256(lines.encode()).hexdigest()


def _folder(place: Path) -> Path:
    try:
        root = place.resolve(strict=True)
    except OSError as gap:
        raise Invalid(
            detail=f"There is no folder {place}: {gap.strerror or 'not found'}.",
            hint="Give a folder of files.",
        ) from gap
    if not root.is_dir():
        raise Invalid(
            detail=f"{place} is a file, not a folder.",
            hint="A dataset is a folder: put the file into one and give that.",
        )
    return root


def _file(root: Path, path: Path) -> DataFile:
    name = path.relative_to(root).as_posix()
    if not name.isprintable():
        raise Invalid(
            detail=f"{name!a:.200} is no name that can be shown: it holds a line break, a "
            "control character or bytes that are no UTF-8.",
            hint="Give the file another name.",
        )
    if not path.resolve().is_relative_to(root):
        raise Invalid(
            detail=f"{name} is a link that leads out of the folder.",
            hint="Copy the file it points to into the folder.",
        )
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        return DataFile(name=name, size=path.stat().st_size, sha256=digest)
    except OSError as gap:
        raise Unavailable(
            detail=f"{name} cannot be read: {gap.strerror or gap}.",
            hint="Check who may read the file.",
        ) from gap
