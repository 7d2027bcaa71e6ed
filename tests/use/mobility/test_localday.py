from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.model.ports import Engine
from commonweal.use.mobility.localday import (
    DAY,
    Offset,
    day_number,
    local,
    microseconds,
    offsets,
    reach,
)
from tests.scale import size

ZONES = (
    "Asia/Kathmandu",
    "Europe/Amsterdam",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)


@settings(
    max_examples=size(quick=60, ci=400, full=4000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    seconds=st.integers(1_230_768_000, 1_356_998_400),
)
def test_the_arithmetic_gives_the_day_of_the_wall_clock(
    engine: Engine, zone: ZoneInfo, seconds: int
) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    wall = instant.astimezone(zone).date()
    rules = offsets(zone, wall - timedelta(days=200), wall + timedelta(days=1))
    found = engine.run(f"select ({local(rules, str(microseconds(instant)))}) // {DAY} as day")
    assert isinstance(found, pa.Table)
    assert found.column("day")[0].as_py() == day_number(wall)
    low, high = reach(rules, wall)
    assert low <= microseconds(instant) < high


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Amsterdam", date(2015, 3, 29), 23),
        ("Europe/Amsterdam", date(2015, 10, 25), 25),
        ("Asia/Kathmandu", date(2015, 4, 25), 24),
    ],
)
def test_days_of_23_and_25_hours_are_real(zone: str, day: date, hours: int) -> None:
    rules = offsets(ZoneInfo(zone), day, day)
    low, high = reach(rules, day)
    inside = [
        at
        for at in range(low, high, DAY // 24)
        if (at + _ahead(rules, at)) // DAY == day_number(day)
    ]
    assert len(inside) == hours


def _ahead(rules: tuple[Offset, ...], at: int) -> int:
    return next(rule.ahead for rule in reversed(rules) if at >= rule.start)
