"""Runs a lane over one dataset: slices, the work on each, one small reduce.

A finished slice is marked in the run's work folder, so that a run that was killed or cancelled
goes on where it stopped. The mark names the question: nothing is taken from another one.
"""

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from commonweal.model.errors import Invalid, Unavailable, UnknownTerm
from commonweal.model.ports import Engine, Report
from commonweal.use.lane import (
    AnyLane,
    Disclosed,
    Headcount,
    Inputs,
    Lane,
    Listed,
    Listing,
    Part,
    Partial,
)

UNIT = "partitions"

F = TypeVar("F", Headcount, Listing)
L = TypeVar("L", Disclosed, Listed)


def run(lane: Lane[F, L], inputs: Inputs, engine: Engine, report: Report) -> F:
    """The lane's finding over the inputs; it never leaves the holder as it is.

    `report` hears after each slice how many of them are done. What it raises ends the run;
    slices that are done stay so for the next run in the same work folder.

    Raises:
        UnknownTerm: the lane does not know a setting.
        Invalid: the files are not what the lane reads.
        Unavailable: the work folder cannot be written.
        Cancelled: by `report`.
    """
    for name in inputs.settings:
        if name not in lane.settings:
            raise UnknownTerm(field=f"setting of {lane.name}", got=name, known=lane.settings.keys())
    parts = lane.parts(inputs, engine)
    question = _question(lane, inputs)
    partials = []
    for done, part in enumerate(parts, start=1):
        partials.append(_partial(lane, part, engine, _Mark(question=question, part=part)))
        report(done, len(parts), UNIT)
    return lane.join(inputs, partials)


@contextmanager
def unquoted(lane: AnyLane) -> Iterator[None]:
    """What is wrong with a holder's files is not told to who asks: a sentence may quote them.

    What is wrong with a setting is.
    """
    try:
        yield
    except Invalid as wrong:
        if wrong.fields.get("field") in lane.settings:
            raise
        raise Invalid(
            detail=f"The lane {lane.name} cannot work on this dataset as it lies there.",
            hint="What is wrong is told to its holder alone: "
            f"`weal use {lane.name} --help`, on the own files.",
        ) from None


def _question(lane: AnyLane, inputs: Inputs) -> str:
    """A name for lane, definition, settings, files and the holder's secret, telling none."""
    with _working(inputs.work):
        files = sorted(
            (path.relative_to(inputs.folder).as_posix(), *_stamp(path))
            for path in inputs.folder.rglob("*")
            if path.is_file()
        )
    told = {
        "lane": lane.name,
        "definition": lane.definition,
        "settings": dict(inputs.settings),
        "columns": dict(inputs.columns),
        "synthetic": inputs.synthetic,
        "files": files,
    }
    text = json.dumps(told, sort_keys=True)
    return hmac.digest(inputs.secret, text.encode(), "sha256").hex()


def _stamp(path: Path) -> tuple[int, int]:
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Says that a slice of a question is done, and in which file its counts lie."""

    question: str
    part: Part

    def partial(self) -> Partial | None:
        """The finished slice, if its file is the one that was marked."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            file = self._work / known["file"]
            done = known == self._told(file)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return Partial(number=self.part.number, file=file) if done else None

    def put(self, partial: Partial) -> None:
        """Mark the slice as done; the mark appears whole or not at all."""
        text = json.dumps(self._told(partial.file))
        half = self._path.with_suffix(".half")
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(self._path)

    @property
    def _work(self) -> Path:
        return self.part.inputs.work

    @property
    def _path(self) -> Path:
        name = f"{self.question[:16]}-{self.part.number}-of-{self.part.of}.json"
        return self._work / "done" / name

    def _told(self, file: Path) -> dict[str, str | int]:
        with file.open("rb") as counts:
            digest = file_digest(counts, "sha256").hexdigest()
        return {
            "question": self.question,
            "part": self.part.number,
            "of": self.part.of,
            "file": file.relative_to(self._work).as_posix(),
            "sha256": digest,
        }


def _partial(lane: AnyLane, part: Part, engine: Engine, mark: _Mark) -> Partial:
    found = mark.partial()
    if found is not None:
        return found
    made = lane.work(part, engine)
    if made.number != part.number or not made.file.is_relative_to(part.inputs.work):
        raise Invalid(
            detail=f"The lane {lane.name} answered slice {part.number} with {made.number}, "
            f"in {made.file.name}.",
            hint="A lane answers the slice it was given, with a file in the run's work folder.",
        )
    with _working(part.inputs.work):
        mark.put(made)
    return made


@contextmanager
def _working(work: Path) -> Iterator[None]:
    try:
        yield
    except OSError as gap:
        raise Unavailable(
            detail=f"The work folder {work} cannot be used: {gap.strerror or gap}.",
            hint="Make room or give the right to write there, then start again: "
            "finished slices are kept.",
        ) from gap
