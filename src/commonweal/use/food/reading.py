"""The EPCIS files of a folder as events; a file that is wrong is refused with a sentence."""

from dataclasses import dataclass
from pathlib import Path

from commonweal.model.errors import Invalid
from commonweal.use.food.document import events
from commonweal.use.food.event import Event
from commonweal.use.food.strictjson import MOST_BYTES

FORMS = (".json", ".jsonld")
NOT_EVENTS = ("facilities.json", "products.json", "truth.json")
"""Files of the lane that hold no events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file none of whose events was taken, and why."""

    file: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """What a folder holds: its events in file order, and the files that were refused."""

    events: tuple[Event, ...]
    refused: tuple[RefusedFile, ...]


def captured(folder: Path) -> Captured:
    """The events of every *.json and *.jsonld file under `folder`, in the order of their names.

    A file with one bad event is refused as a whole, as a capture job with rollback would be; the
    other files go on. Raises Invalid if there is no such folder.
    """
    if not folder.is_dir():
        raise Invalid(detail=f"There is no folder {folder.name}.", hint="Give a folder of files.")
    found: list[Event] = []
    refused: list[RefusedFile] = []
    for path in event_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            found += events(_bytes(path, name), name)
        except Invalid as problem:
            refused.append(RefusedFile(file=name, problem=f"{problem.detail} {problem.hint}"))
    return Captured(events=tuple(found), refused=tuple(refused))


def event_files(folder: Path) -> list[Path]:
    """Every file under a folder that is read as events, in the order of their names."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in FORMS)
    return sorted(path for path in found if path.is_file() and path.name not in NOT_EVENTS)


def _bytes(path: Path, name: str) -> bytes:
    """The file's bytes; one byte too many is read rather than a file of any size."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise Invalid(
            detail=f"{name} cannot be read.", hint="Check its rights.", file=name
        ) from None
