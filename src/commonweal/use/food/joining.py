"""The deliveries of all slices together: each lot gets a label that says nothing about it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from commonweal.use.food.finding import Found, Rows
from commonweal.use.lane import Listing, Value


def write(found: Iterable[Found], to: Path) -> Path:
    """One slice as a file; it appears whole or not at all."""
    half = to.with_suffix(".half")
    half.write_bytes(msgspec.json.encode(tuple(found)))
    return half.replace(to)


def joined(files: Iterable[Path], facts: Mapping[str, str | int | float]) -> Listing:
    """All slices as one listing: the same for any number of slices."""
    every = (each for file in files for each in _read(file))
    ordered = sorted(every, key=lambda each: (each.since, each.lot, each.site))
    labelled = tuple((f"lot {place}", each) for place, each in enumerate(ordered, start=1))
    return Listing(
        tables={
            "verdicts": _rows((label, each.verdicts) for label, each in labelled),
            "trace": _rows((label, each.trace) for label, each in labelled),
            "alarms": _rows((label, each.alarms) for label, each in labelled),
            "behind": _once(row for each in ordered for row in each.behind),
        },
        facts={**facts, "lots": len(ordered), **_proven(ordered)},
    )


def _proven(found: Sequence[Found]) -> dict[str, int]:
    """Whole kilograms proven local, by rule, of what could be weighed.

    Told of one buyer alone: from the sum of several each could reckon the others' part.
    """
    grams: dict[str, int] = {}
    if len({each.site for each in found}) != 1 or not found[0].site:
        return grams
    for each in found:
        for rule in each.proven:
            grams[rule] = grams.get(rule, 0) + (each.grams or 0)
    return {f"kilograms_local_{rule}": weight // 1000 for rule, weight in sorted(grams.items())}


def _rows(several: Iterable[tuple[str, Rows]]) -> Rows:
    return tuple({"lot": label, **row} for label, rows in several for row in rows)


def _once(rows: Iterable[Mapping[str, Value]]) -> Rows:
    """Each row once: what stays is counted, and many lots come from one farm."""
    return tuple({tuple(sorted(row.items())): row for row in rows}.values())


def _read(file: Path) -> tuple[Found, ...]:
    return msgspec.json.decode(file.read_bytes(), type=tuple[Found, ...])
