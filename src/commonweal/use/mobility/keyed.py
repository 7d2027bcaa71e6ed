"""Events under pseudonyms: what the lane works on, and what a delivery hands over.

Visit and deliver read the same keyed events, so their figures cannot differ.
"""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.answer import answer, number
from commonweal.use.mobility.marker import Keyed, read_marker, write_marker
from commonweal.use.mobility.pseudonym import key_id, normal, pseudonyms
from commonweal.use.mobility.schema import (
    EVENTS,
    MARKER,
    Sources,
    columns_of,
    is_text,
    quoted,
    wrong_type,
)

BATCH_BYTES, BATCH_FILES = 256_000_000, 500
"""Files read together for one keyed file."""
PIECE = 200_000
"""Numbers hashed together."""
EARLIEST, LATEST = "0001-01-02", "9999-12-30"
"""Time stamps outside are not times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """SQL for the three values of an event, over the registered table."""

    subscriber: str
    at: str
    cell: str


def keyed(
    engine: Engine,
    found: Sources,
    *,
    secret: bytes,
    columns: Mapping[str, str],
    country: str,
    target: Path,
) -> Keyed:
    """The dataset's events by pseudonym, below `target`; made once, read again after a kill.

    Raises Invalid for files that are no events.
    """
    if found.marker is not None:
        return _as_delivered(engine, found, found.marker)
    if not (target / MARKER).exists():
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(engine, found, secret=secret, columns=columns, country=country, target=target)
    return read_marker(target / MARKER, tuple(sorted(target.glob("events-*.parquet"))))


def event_cells(engine: Engine, made: Keyed) -> pa.DataType:
    """Register the keyed events as `events`; the type of their cells."""
    engine.register("events", list(made.files))
    subscriber, at, cell = columns_of(engine, "events", EVENTS, {}, made.files[0].name)
    name = made.files[0].name
    if not pa.types.is_integer(subscriber.type):
        raise wrong_type(name, "subscriber", subscriber.type, "pseudonyms as whole numbers")
    if not pa.types.is_timestamp(at.type):
        raise wrong_type(name, "at", at.type, "an instant in UTC")
    if not (pa.types.is_integer(cell.type) or is_text(cell.type)):
        raise wrong_type(name, "cell", cell.type, "cells as text or whole numbers")
    return cell.type


def _make(
    engine: Engine,
    found: Sources,
    *,
    secret: bytes,
    columns: Mapping[str, str],
    country: str,
    target: Path,
) -> None:
    for file in found.events:
        if file.stat().st_size == 0:
            raise _empty(file.name, "is empty")
    engine.register("raw", list(found.events))
    reading = _reading(engine, columns, found.events[0].name)
    subscribers = _numbers(engine, reading, secret, country, found.events[0].name)
    batches = _batches(found.events)
    counts = [
        _batch(engine, reading, batch, target / f"events-{place:05}.parquet")
        for place, batch in enumerate(batches)
    ]
    engine.register("numbers", pa.table({"raw": pa.array([], pa.string())}))
    read, without_number, without_time = (sum(one) for one in zip(*counts, strict=True))
    if read == without_number + without_time:
        raise _empty(found.events[0].name, "has no event with a time that can be read", "at")
    files = tuple(sorted(target.glob("events-*.parquet")))
    made = Keyed(
        files=files,
        key=key_id(secret),
        subscribers=subscribers,
        read=read,
        without_number=without_number,
        without_time=without_time,
    )
    write_marker(target / MARKER, made)


def _reading(engine: Engine, columns: Mapping[str, str], file: str) -> _Reading:
    subscriber, at, cell = columns_of(engine, "raw", EVENTS, columns, file)
    if not (pa.types.is_integer(subscriber.type) or is_text(subscriber.type)):
        raise wrong_type(file, subscriber.name, subscriber.type, "numbers as text or integers")
    if not (pa.types.is_timestamp(at.type) or is_text(at.type)):
        raise wrong_type(file, at.name, at.type, "time stamps, or ISO 8601 text")
    if not (pa.types.is_integer(cell.type) or is_text(cell.type)):
        raise wrong_type(file, cell.name, cell.type, "cells as text or integers")
    name = quoted(cell.name)
    return _Reading(
        subscriber=quoted(subscriber.name),
        at=f"try_cast({quoted(at.name)} as timestamptz)",
        cell=f"nullif(trim({name}), '')" if is_text(cell.type) else f"cast({name} as bigint)",
    )


def _numbers(engine: Engine, reading: _Reading, secret: bytes, country: str, file: str) -> int:
    """Register `numbers`: raw (as the events write it), subscriber. How many subscribers."""
    query = f"select distinct {reading.subscriber} as raw from raw"
    raw = answer(engine, query).column("raw").drop_null()
    if len(raw) == 0:
        raise _empty(file, "has no events", "subscriber")
    table = _hashed(raw, secret, country)
    if table.num_rows == 0:
        raise _empty(file, "has no phone number that can be read", "subscriber")
    engine.register("numbers", table)
    return number(engine, "select count(distinct subscriber) from numbers")


def _hashed(raw: pa.ChunkedArray, secret: bytes, country: str) -> pa.Table:
    """Every raw number that is a phone number, with its pseudonym."""
    kept: list[pa.ChunkedArray] = []
    found: list[pa.Array] = []
    for start in range(0, len(raw), PIECE):
        piece = raw.slice(start, PIECE)
        read = [normal(str(one), country) for one in piece.to_pylist()]
        kept.append(piece.filter(pa.array([one is not None for one in read])))
        found.append(pa.array(pseudonyms((one for one in read if one), secret), pa.int64()))
    numbers = pa.chunked_array([chunk for piece in kept for chunk in piece.chunks], raw.type)
    return pa.table({"raw": numbers, "subscriber": pa.chunked_array(found, pa.int64())})


def _batches(files: tuple[Path, ...]) -> list[list[Path]]:
    made: list[list[Path]] = [[]]
    size = 0
    for file in files:
        size += file.stat().st_size
        if made[-1] and (size > BATCH_BYTES or len(made[-1]) >= BATCH_FILES):
            made.append([])
            size = file.stat().st_size
        made[-1].append(file)
    return made


def _batch(
    engine: Engine, reading: _Reading, batch: list[Path], target: Path
) -> tuple[int, int, int]:
    """Write one keyed file; events read, without number, without time."""
    engine.register("raw", batch)
    events = (
        f"select numbers.subscriber, {reading.at} as at_, {reading.cell} as cell_ "
        f"from raw left join numbers on numbers.raw = raw.{reading.subscriber}"
    )
    in_time = f"at_ >= timestamptz '{EARLIEST}' and at_ <= timestamptz '{LATEST}'"
    engine.write(
        f'select subscriber, at_ as "at", cell_ as cell from ({events}) '
        f"where subscriber is not null and {in_time}",
        target,
    )
    read = number(engine, "select count(*) from raw")
    engine.register("batch", [target])
    lost = read - number(engine, "select count(*) from batch")
    without = (
        number(engine, f"select count(*) from ({events}) where subscriber is null") if lost else 0
    )
    return read, without, lost - without


def _as_delivered(engine: Engine, found: Sources, marker: Path) -> Keyed:
    made = read_marker(marker, found.events)
    event_cells(engine, made)
    return made


def _empty(file: str, what: str, field: str = "") -> Invalid:
    named = {"field": field} if field else {}
    hint = {
        "subscriber": "Give numbers such as +977 980-1234567, or say which column holds them.",
        "at": "Give times such as 2015-04-25T11:56:00+05:45, or say which column holds them.",
    }.get(field, "Give a file with at least one event.")
    return Invalid(detail=f"{file} {what}.", hint=hint, file=file, **named)
