"""Who was last seen where, per local day: events are read once, later questions read days.

A day's file has one row per subscriber seen: subscriber, day (position among the question's
days), area (position among the areas, -1 where no event of the day could be located).
"""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.answer import answer, number
from commonweal.use.mobility.localday import DAY, HOUR, Offset, day_number, local, offsets, reach
from commonweal.use.mobility.places import Place, as_table
from commonweal.use.mobility.question import Question

TIMES = (-(2**55), 2**58)
"""Instants outside (some 1,100 years before and 9,000 years after 1970) are not looked at."""
ROOM = 2**62
"""What a packed (instant, cell) must stay under."""


def census(engine: Engine, asked: Question) -> pa.Table:
    """Events counted by cell and local day; the table `events` is registered.

    Columns: cell, day (days since 1970, null outside the question), events, hours (one bit per
    local hour with an event), first and last (microseconds since 1970).
    """
    rules = _rules(asked)
    low, high = day_number(asked.days[0]), day_number(asked.days[-1])
    wall = f"greatest({local(rules, 'instant')}, 0)"
    return answer(
        engine,
        f"""
        select cell, case when day between {low} and {high} then day end as day,
               count(*) as events, bit_or(cast(1 as bigint) << cast(hour as integer)) as hours,
               min(instant) as first, max(instant) as last
        from (select cell, instant, {wall} // {DAY} as day, ({wall} % {DAY}) // {HOUR} as hour
              from ({_instants(_within(*TIMES))}))
        group by 1, 2
        """,
    )


def write_day(
    engine: Engine, asked: Question, found: Sequence[Place], day: date, target: Path
) -> int:
    """Write the day's file; how many of its events differ from each other.

    The last event is the greatest by (instant, cell id), so that neither the order of files nor
    that of threads decides. `events` and `places` are registered.
    """
    rules = _rules(asked)
    low, high = reach(rules, day)
    if (high - low) * len(found) >= ROOM:
        raise Invalid(detail=f"{len(found)} cells are too many.", hint="Give fewer cells.")
    today = f"({_instants(_within(low, high))}) where {local(rules, 'instant')} // {DAY} = "
    today += str(day_number(day))
    packed = f"(instant - {low}) * {len(found)} + position"
    engine.write(
        f"""
        select subscriber, cast({asked.days.index(day)} as smallint) as day,
               cast(coalesce(area, -1) as smallint) as area
        from (select subscriber, max(case when area >= 0 then {packed} end) as last
              from (select * from {today}) as event left join places on places.cell = event.cell
              group by subscriber) as latest
        left join places on places.position = latest.last % {len(found)}
        """,
        target,
    )
    distinct = f"select distinct subscriber, instant, cell from {today}"
    return number(engine, f"select count(*) from ({distinct})")


def register_places(engine: Engine, found: Sequence[Place], kind: pa.DataType) -> None:
    """Make the table `places` for events whose cells are of that type."""
    engine.register("places", as_table(found, kind))


def whole_days(
    events: Mapping[date, int], hours: Mapping[date, int], asked: Question
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """(days that lack every event, days that are only partly there), of the question's days.

    A day is partly there when it has events in fewer than two thirds of the local hours that the
    median baseline day has. A baseline day is so as well when it has fewer than half the events
    of that day; on a focal day that may be what the disaster did.
    """
    missing = tuple(day for day in asked.days if not events.get(day))
    usual_hours = _median([_ones(hours[day]) for day in asked.baseline if events.get(day)])
    usual_events = _median([events[day] for day in asked.baseline if events.get(day)])
    partial = tuple(
        day
        for day in asked.days
        if events.get(day)
        and (
            3 * _ones(hours[day]) < 2 * usual_hours
            or (day in asked.baseline and 2 * events[day] < usual_events)
        )
    )
    return missing, partial


def _rules(asked: Question) -> tuple[Offset, ...]:
    return offsets(asked.zone, asked.days[0], asked.days[-1])


def _instants(where: str) -> str:
    return f'select subscriber, epoch_us("at") as instant, cell from events where {where}'


def _within(low: int, high: int) -> str:
    start, end = (f"make_timestamptz({instant})" for instant in (low, high))
    return f'"at" >= {start} and "at" < {end}'


def _ones(bits: int) -> int:
    return bits.bit_count()


def _median(values: Sequence[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2] if values else 0
