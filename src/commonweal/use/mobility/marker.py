"""The marker of a pseudonymised dataset: that it is one, and what was read to make it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from commonweal.model.errors import Invalid
from commonweal.use.mobility.schema import MARKER
from commonweal.use.mobility.whole import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """Events by pseudonym: subscriber (63-bit integer), at (UTC instant), cell."""

    files: tuple[Path, ...]
    key: str
    """Name of the secret, not the secret."""
    subscribers: int
    read: int
    """Events in the source."""
    without_number: int
    without_time: int


def write_marker(path: Path, made: Keyed) -> None:
    """Write the marker, whole or not at all."""
    known = {name: value for name, value in asdict(made).items() if name != "files"}
    write_whole(path, json.dumps({"pseudonymised": True, **known}, indent=1))


def read_marker(path: Path, files: tuple[Path, ...]) -> Keyed:
    """What the marker says about `files`. Raises Invalid for anything that is no marker."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        counts = {
            name: int(known[name])
            for name in ("subscribers", "read", "without_number", "without_time")
        }
        key = str(known["key"])[:64]
        right = known["pseudonymised"] is True and min(counts.values()) >= 0
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise _marker_wrong() from trouble
    if not right:
        raise _marker_wrong()
    return Keyed(files=files, key=key, **counts)


def _marker_wrong() -> Invalid:
    return Invalid(
        detail=f"{MARKER} does not describe pseudonymised events.",
        hint="Take the delivered files as they came; for raw numbers remove the file.",
        file=MARKER,
    )
