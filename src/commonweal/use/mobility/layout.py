"""What lies between the files of a dataset and the slices of a run, in the run's own folder."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.lane import Inputs
from commonweal.use.mobility.areas import areas
from commonweal.use.mobility.days import census, register_places, whole_days, write_day
from commonweal.use.mobility.keyed import event_cells, keyed
from commonweal.use.mobility.localday import EPOCH
from commonweal.use.mobility.marker import Keyed
from commonweal.use.mobility.places import LOCATED, NO_CELL, REASONS, UNLISTED, Place, places
from commonweal.use.mobility.pseudonym import key_id
from commonweal.use.mobility.question import Question, question
from commonweal.use.mobility.schema import sources
from commonweal.use.mobility.whole import write_whole

PLAN = "plan.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The prepared days of one question over one dataset."""

    codes: tuple[str, ...]
    """The areas, by position."""
    baseline: tuple[int, ...]
    """Positions of the baseline days that can be used."""
    focal: tuple[int, ...]
    subscribers: int
    """In the whole dataset; decides the number of slices."""
    facts: dict[str, str | int]


def place_of(inputs: Inputs) -> Path:
    """The folder of the prepared days: another one for other files, names or settings."""
    told = {
        "files": [
            (
                file.relative_to(inputs.folder).as_posix(),
                file.stat().st_size,
                file.stat().st_mtime_ns,
            )
            for file in sources(inputs.folder).all
        ],
        "columns": sorted(inputs.columns.items()),
        "settings": sorted((k, v) for k, v in inputs.settings.items() if k != "buckets"),
        "key": key_id(inputs.secret),
    }
    name = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
    return inputs.work / f"mobility-{name}"


def day_file(folder: Path, position: int) -> Path:
    """The file of the question's day at that position."""
    return folder / f"day-{position:03}.parquet"


def load(folder: Path) -> Layout:
    """The layout that `prepared` left in the folder."""
    known = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    return Layout(
        codes=tuple(known["codes"]),
        baseline=tuple(known["baseline"]),
        focal=tuple(known["focal"]),
        subscribers=known["subscribers"],
        facts=known["facts"],
    )


def prepared(inputs: Inputs, engine: Engine) -> Layout:
    """Check the dataset and lay out its days; what a kill left finished is not done again.

    Raises Invalid, naming file and field, or the setting.
    """
    asked = question(inputs.settings)
    folder = place_of(inputs)
    if (folder / PLAN).exists():
        return load(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = sources(inputs.folder)
    names = found.names(inputs.columns)
    known = areas(found.areas, names)
    cells = places(engine, found.cells, names, known)
    events = keyed(
        engine,
        found,
        secret=inputs.secret,
        columns=names,
        country=asked.country,
        target=folder / "keyed",
    )
    register_places(engine, cells, event_cells(engine, events))
    layout = _laid_out(engine, asked, [area.code for area in known], cells, events, folder=folder)
    write_whole(folder / PLAN, json.dumps(asdict(layout)))
    return layout


def _laid_out(
    engine: Engine,
    asked: Question,
    codes: Sequence[str],
    cells: Sequence[Place],
    events: Keyed,
    *,
    folder: Path,
) -> Layout:
    counted = census(engine, asked)
    by_day, hours = _per_day(counted)
    _covered(asked, counted, by_day)
    missing, partial = whole_days(by_day, hours, asked)
    used = [day for day in asked.days if day not in {*missing, *partial}]
    if not set(used) & set(asked.baseline) or not set(used) & set(asked.focal):
        raise _uncovered(asked, counted, "no whole day of the baseline or of the focal days")
    copies = sum(by_day[day] - _day(engine, asked, cells, day, folder) for day in used)
    return Layout(
        codes=tuple(codes),
        baseline=tuple(asked.days.index(day) for day in used if day in asked.baseline),
        focal=tuple(asked.days.index(day) for day in used if day in asked.focal),
        subscribers=events.subscribers,
        facts={
            "events_read": events.read,
            "events_without_number": events.without_number,
            "events_without_time": events.without_time,
            **_events(counted, cells, used),
            "events_duplicate": copies,
            "days_baseline": sum(day in asked.baseline for day in used),
            "days_focal": sum(day in asked.focal for day in used),
            "days_missing": " ".join(map(str, missing)),
            "days_partial": " ".join(map(str, partial)),
        },
    )


def _day(engine: Engine, asked: Question, cells: Sequence[Place], day: date, folder: Path) -> int:
    """Lay out one day unless it is there; the number of its events, copies left out."""
    target = day_file(folder, asked.days.index(day))
    count = target.with_suffix(".distinct")
    if not count.exists():
        write_whole(count, str(write_day(engine, asked, cells, day, target)))
    return int(count.read_text(encoding="utf-8"))


def _per_day(counted: pa.Table) -> tuple[Counter[date], Counter[date]]:
    """Events and hours (as bits) of each day of the question."""
    events: Counter[date] = Counter()
    hours: Counter[date] = Counter()
    rows = (counted.column(name).to_pylist() for name in ("day", "events", "hours"))
    for number, count, bits in zip(*rows, strict=True):
        if number is not None:
            day = date.fromordinal(EPOCH.toordinal() + number)
            events[day] += count
            hours[day] |= bits
    return events, hours


def _events(counted: pa.Table, cells: Sequence[Place], used: Sequence[date]) -> dict[str, int]:
    """Events that have a number and a time, by what became of them; together all of them."""
    reasons = {one.cell: one.reason for one in cells}
    numbers = {day.toordinal() - EPOCH.toordinal() for day in used}
    found = Counter(dict.fromkeys((LOCATED, "outside_days", *REASONS), 0))
    rows = (counted.column(name).to_pylist() for name in ("cell", "day", "events"))
    for cell, day, count in zip(*rows, strict=True):
        known = NO_CELL if cell is None else reasons.get(str(cell), UNLISTED)
        found[known if day in numbers else "outside_days"] += count
    return {f"events_{reason}": count for reason, count in found.items()}


def _covered(asked: Question, counted: pa.Table, by_day: Counter[date]) -> None:
    for name, days in (("baseline", asked.baseline), ("focal", asked.focal)):
        if not any(by_day[day] for day in days):
            raise _uncovered(asked, counted, f"no event on any {name} day")
    present = [day for day, count in by_day.items() if count]
    if min(present) > asked.days[0]:
        raise _uncovered(asked, counted, f"no event before {min(present)}")
    if max(present) < asked.days[-1]:
        raise _uncovered(asked, counted, f"no event after {max(present)}")


def _uncovered(asked: Question, counted: pa.Table, what: str) -> Invalid:
    instants = [*counted.column("first").to_pylist(), *counted.column("last").to_pylist()]
    days = [date.fromordinal(EPOCH.toordinal() + one // 86_400_000_000) for one in instants]
    first, last = min(days), max(days)
    return Invalid(
        detail=f"The events have {what}.",
        hint=f"They go from {first} to {last} (UTC): choose baseline and focal within.",
        field="baseline" if asked.days[0] < first else "focal",
    )
