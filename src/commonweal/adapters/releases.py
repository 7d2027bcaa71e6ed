"""Released files: written once, read by those the release went to."""

import json
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, rmtree

from commonweal.adapters.sheets import write_csv
from commonweal.model.errors import Invalid, Tampered, Unavailable
from commonweal.model.ids import ReleaseId
from commonweal.model.output import DocumentOutput, Output, TableOutput


class ReleaseFolder:
    """One folder of files per release, below one root."""

    def __init__(self, root: Path) -> None:
        """`root` is made when the first release is written."""
        self._root = root

    def write(self, id: ReleaseId, outputs: Sequence[Output]) -> tuple[tuple[str, str], ...]:
        """Write all files of a release, replacing a half-written try; (name, sha256) of each.

        Raises:
            Unavailable: the disk is full or the folder cannot be written.
        """
        half = self._root / f".{id}.half"
        rmtree(half, ignore_errors=True)
        try:
            half.mkdir(parents=True, mode=0o700)
            write_outputs(half, outputs)
            final = self._root / id
            rmtree(final, ignore_errors=True)
            os.replace(half, final)
        except OSError as gap:
            rmtree(half, ignore_errors=True)
            raise Unavailable(
                detail=f"The release cannot be written: {gap.strerror or gap}.",
                hint="Make room in the home, then resume the job.",
            ) from gap
        return tuple((output.name, _sha256(final / output.name)) for output in outputs)

    def read(self, id: ReleaseId, name: str, digest: str) -> bytes:
        """One file of a release. Raises Tampered if it is not what was released."""
        path = self._root / id / name
        if not path.is_file() or _sha256(path) != digest:
            raise Tampered(
                detail=f"The file {name} of release {id} is not what was released.",
                hint="Its SHA-256 is in the release; restore the file from a backup.",
            )
        return path.read_bytes()

    def copy(self, id: ReleaseId, files: tuple[tuple[str, str], ...], out: Path) -> None:
        """Copy checked files into a new or empty folder. Raises Invalid if it is neither."""
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Invalid(
                detail=f"{out} is there already and not an empty folder.",
                hint="Give a new or empty folder: nothing is overwritten.",
            )
        for name, digest in files:
            self.read(id, name, digest)
        try:
            out.mkdir(parents=True, exist_ok=True)
            for name, _ in files:
                copyfile(self._root / id / name, out / name)
        except OSError as gap:
            raise Unavailable(
                detail=f"{out} cannot be written: {gap.strerror or gap}.",
                hint="Choose a folder that you may write.",
            ) from gap

    def sweep(self, keep: frozenset[ReleaseId]) -> int:
        """Remove folders of releases that were never committed; how many."""
        if not self._root.is_dir():
            return 0
        orphans = [path for path in self._root.iterdir() if path.name not in keep]
        for path in orphans:
            rmtree(path, ignore_errors=True)
        return len(orphans)


def write_outputs(folder: Path, outputs: Sequence[Output]) -> tuple[Path, ...]:
    """Write outputs into a folder, made if need be; the files. Raises Unavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for output in outputs:
            _write(folder / output.name, output)
    except OSError as gap:
        raise Unavailable(
            detail=f"{folder} cannot be written: {gap.strerror or gap}.",
            hint="Choose a folder that you may write.",
        ) from gap
    return tuple(folder / output.name for output in outputs)


def _write(path: Path, output: Output) -> None:
    match output:
        case TableOutput():
            write_csv(path, output.columns, output.rows)
        case DocumentOutput():
            text = json.dumps(output.document, ensure_ascii=False, indent=1, sort_keys=True)
            path.write_text(text + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
