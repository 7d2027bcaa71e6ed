import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.delivery import pseudonymised
from commonweal.use.mobility.question import question
from tests.scale import size
from tests.use.mobility.definition import answer
from tests.use.mobility.folders import CELLS, SECRET, counts, dataset, inputs, run, write_events

START = datetime(2015, 3, 23, 22, tzinfo=UTC)
HALF_HOURS = 9 * 48
SPAN = {"baseline": "2015-03-24..2015-03-28", "focal": "2015-03-29..2015-03-31", "min_days": "2"}
"""Europe's clocks go forward on 29 March 2015: a day of 23 hours."""
Told = tuple[int, int, int]
T = TypeVar("T")
worlds = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, HALF_HOURS - 1), st.integers(0, len(CELLS))),
    min_size=60,
    max_size=220,
)
zones = st.sampled_from(["Asia/Kathmandu", "Europe/Amsterdam", "America/New_York"])
laws = settings(
    max_examples=size(quick=10, ci=150, full=1500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def events_of(world: list[Told]) -> list[tuple[str, datetime, str]]:
    """Ten subscribers, six cells (one listed nowhere), half hours: many ties."""
    cells = [*CELLS, "77"]
    return [
        (f"97798000000{who}", START + timedelta(minutes=30 * step), cells[cell])
        for who, step, cell in world
    ]


def flat(nested: Mapping[tuple[str, str], Mapping[str, T]]) -> dict[tuple[str, ...], T]:
    """(day, home) -> {place: value} as (day, home, place) -> value."""
    return {(*group, place): one for group, row in nested.items() for place, one in row.items()}


@contextmanager
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp())
    try:
        yield place
    finally:
        shutil.rmtree(place)


@laws
@given(world=worlds, zone=zones, whole=st.booleans())
def test_the_fast_path_equals_the_plain_definition_in_every_cell(
    engine: Engine, world: list[Told], zone: str, whole: bool
) -> None:
    asked = {**SPAN, "zone": zone}
    events = events_of(world)
    wanted = answer(events, CELLS, question(asked))
    stored = [(who, at, int(cell) if whole else cell) for who, at, cell in events]
    with folder() as place:
        given_ = inputs(dataset(place / "data", stored), place / "work", asked)
        if wanted is None:
            with pytest.raises(Invalid):
                run(engine, given_)
            return
        found = run(engine, given_)
    people = {(*cell.group, cell.key): (cell.people, cell.base) for cell in found.cells}
    figures = {(*group, key): row for (group, key), row in found.values.items()}
    assert people == flat(wanted.people)
    assert figures.keys() == flat(wanted.figures).keys()
    for cell, row in flat(wanted.figures).items():
        assert figures[cell] == pytest.approx(row, abs=1e-9)


@settings(laws, max_examples=size(quick=8, ci=60, full=400))
@given(world=worlds, seed=st.randoms(use_true_random=False))
def test_slices_order_and_a_file_cut_in_two_change_nothing(
    engine: Engine, world: list[Told], seed: Random
) -> None:
    asked = {**SPAN, "zone": "Asia/Kathmandu"}
    events = events_of(world)
    assume(answer(events, CELLS, question(asked)) is not None)
    shuffled = seed.sample(events, len(events))
    with folder() as place:
        one = dataset(place / "one", events)
        two = dataset(place / "two")
        write_events(two / "events" / "b.parquet", shuffled[: len(shuffled) // 2])
        write_events(two / "events" / "a.parquet", shuffled[len(shuffled) // 2 :])
        found = [
            run(engine, inputs(data, place / f"work{buckets}", asked | {"buckets": buckets}))
            for data, buckets in ((one, "1"), (one, "4"), (two, "16"))
        ]
    assert found[0] == found[1] == found[2]


@settings(laws, max_examples=size(quick=6, ci=40, full=300))
@given(world=worlds)
def test_visit_and_delivery_give_the_same_finding(engine: Engine, world: list[Told]) -> None:
    asked = {**SPAN, "zone": "Asia/Kathmandu"}
    events = events_of(world)
    assume(answer(events, CELLS, question(asked)) is not None)
    with folder() as place:
        data = dataset(place / "data", events)
        visited = run(engine, inputs(data, place / "work", asked))
        pseudonymised(data, engine, secret=SECRET, columns={}, target=place / "out")
        with_other_secret = inputs(place / "out", place / "work2", asked)
        delivered = run(engine, with_other_secret)
    assert visited == delivered


def at(day: int, hour: float = 12) -> datetime:
    """That time on that day of April 2015 in Nepal."""
    return datetime(2015, 4, day, tzinfo=UTC) + timedelta(hours=hour, minutes=-345)


def daily(who: str, cell: str, days: range, hour: float = 12) -> list[tuple[str, datetime, str]]:
    return [(who, at(day, hour), cell) for day in days]


def test_midnight_in_nepal_begins_the_new_day(engine: Engine, tmp_path: Path) -> None:
    others = daily("9779800000009", "8", range(20, 29))
    midnight = datetime(2015, 4, 25, 18, 15, tzinfo=UTC)
    events = [
        *others,
        *daily("9779800000001", "9", range(20, 25)),
        ("9779800000001", midnight - timedelta(microseconds=1), "11"),
        ("9779800000001", midnight, "9"),
    ]
    found = counts(run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w")))
    assert found["2015-04-26", "A1", "A1"] == 1
    assert ("2015-04-26", "A1", "B2") not in found


def test_a_tie_in_time_goes_to_the_greater_cell_and_a_tie_in_days_to_the_latest(
    engine: Engine, tmp_path: Path
) -> None:
    events = [
        *daily("9779800000001", "9", range(20, 22)),
        *daily("9779800000001", "11", range(23, 25)),
        *daily("9779800000001", "11", range(26, 29)),
        *daily("9779800000001", "8", range(26, 29)),
    ]
    found = counts(run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w")))
    assert found == {(f"2015-04-{day}", "B2", "C3"): 1 for day in (26, 27, 28)}


def test_duplicates_are_counted_and_change_no_figure(engine: Engine, tmp_path: Path) -> None:
    events = daily("9779800000001", "9", range(20, 29))
    once = run(engine, inputs(dataset(tmp_path / "a", events), tmp_path / "w"))
    twice = run(engine, inputs(dataset(tmp_path / "b", [*events, *events]), tmp_path / "w"))
    assert (once.cells, once.values) == (twice.cells, twice.values)
    assert once.facts["events_duplicate"] == 0
    assert twice.facts["events_duplicate"] == 8


def test_an_event_at_an_unknown_cell_locates_nobody_and_is_counted(
    engine: Engine, tmp_path: Path
) -> None:
    events = [
        *daily("9779800000001", "9", range(20, 29), hour=9),
        *daily("9779800000001", "404", range(20, 29), hour=21),
        *daily("9779800000002", "9", range(20, 25)),
        *daily("9779800000002", "404", range(26, 29)),
    ]
    found = run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w"))
    assert counts(found)["2015-04-26", "A1", "A1"] == 1
    assert counts(found)["2015-04-26", "A1", "unobserved"] == 1
    assert found.facts["events_cell_unlisted"] == 8 + 3


def test_every_event_read_is_accounted_for(engine: Engine, tmp_path: Path) -> None:
    events = [
        *daily("9779800000001", "9", range(18, 30)),
        *daily("no number", "9", range(20, 29)),
        *daily("9779800000002", "404", range(20, 22)),
        ("9779800000001", datetime(1970, 1, 1, tzinfo=UTC), "9"),
        ("9779800000001", datetime(2036, 1, 1, tzinfo=UTC), "9"),
    ]
    facts = run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w")).facts
    told = {name: n for name, n in facts.items() if name.startswith("events_")}
    read = told.pop("events_read")
    told.pop("events_duplicate")
    assert read == len(events) == sum(int(one) for one in told.values())
    assert told["events_without_number"] == 9


def test_a_day_without_files_is_left_out_and_told_instead_of_counted_as_nobody(
    engine: Engine, tmp_path: Path
) -> None:
    whole = [
        event
        for hour in range(24)
        for event in daily("9779800000001", "9", range(20, 29), hour=hour)
    ]
    gone = [
        event for event in whole if event[1].astimezone(UTC) < at(22, 0) or event[1] >= at(23, 0)
    ]
    short = [event for event in gone if not at(27, 3) <= event[1] < at(28, 0)]
    found = run(engine, inputs(dataset(tmp_path / "d", short), tmp_path / "w"))
    assert found.facts["days_missing"] == "2015-04-22"
    assert found.facts["days_partial"] == "2015-04-27"
    assert {day for day, _, _ in counts(found)} == {"2015-04-26", "2015-04-28"}
    values = found.values[("2015-04-26", "A1"), "A1"]
    assert values["normal"] == 1.0


def test_nobody_moving_is_a_finding_without_an_above(engine: Engine, tmp_path: Path) -> None:
    events = daily("9779800000001", "9", range(20, 29))
    found = run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w"))
    row = found.values[("2015-04-26", "A1"), "A1"]
    assert (row["share"], row["normal_share"], row["above_normal"]) == (1, 1, 0)
    assert (row["lower"], row["upper"]) == (0, 0)


def test_one_baseline_day_gives_no_interval(engine: Engine, tmp_path: Path) -> None:
    events = daily("9779800000001", "9", range(20, 29))
    asked = {"baseline": "2015-04-24..2015-04-24", "min_days": "1"}
    found = run(engine, inputs(dataset(tmp_path / "d", events), tmp_path / "w", asked))
    assert "lower" not in found.values[("2015-04-26", "A1"), "A1"]


def test_a_finished_slice_survives_a_kill(engine: Engine, tmp_path: Path) -> None:
    data = dataset(tmp_path / "d", daily("9779800000001", "9", range(20, 29)))
    first = run(engine, inputs(data, tmp_path / "w"))
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "w").rglob("*.parquet")}
    assert run(engine, inputs(data, tmp_path / "w")) == first
    assert {path: path.stat().st_mtime_ns for path in made} == made
