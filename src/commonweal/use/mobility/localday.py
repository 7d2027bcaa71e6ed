"""Local days from UTC instants, by the zone's own rules: 23 and 25 hours are real.

Engines get the rules as plain arithmetic over whole microseconds, so that no engine's own
time zone tables are asked.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

HOUR = 3_600_000_000
DAY = 24 * HOUR
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """From the instant `start` on, local time is UTC plus `ahead`; microseconds since 1970."""

    start: int
    ahead: int


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH.toordinal()


def microseconds(instant: datetime) -> int:
    """Microseconds from 1970 to an aware instant."""
    return (instant - EPOCH) // MICROSECOND


def offsets(zone: ZoneInfo, first: date, last: date) -> tuple[Offset, ...]:
    """The zone's offsets from a day before `first` to a day after `last`, in order of start.

    Each change is found to the second.
    """
    low = day_number(first) * DAY - DAY
    high = day_number(last) * DAY + 2 * DAY
    found = [Offset(start=low, ahead=_ahead(zone, low))]
    for probe in range(low + HOUR, high + HOUR, HOUR):
        if _ahead(zone, probe) != found[-1].ahead:
            start = _change(zone, probe - HOUR, probe)
            found.append(Offset(start=start, ahead=_ahead(zone, start)))
    return tuple(found)


def reach(rules: tuple[Offset, ...], day: date) -> tuple[int, int]:
    """Instants [start, end) outside of which no moment of that local day lies."""
    ahead = [rule.ahead for rule in rules]
    midnight = day_number(day) * DAY
    return midnight - max(ahead), midnight + DAY - min(ahead)


def local(rules: tuple[Offset, ...], instant: str) -> str:
    """SQL for local microseconds since 1970, from SQL for UTC microseconds."""
    if len(rules) == 1:
        return f"({instant} + {rules[0].ahead})"
    turns = " ".join(
        f"when {instant} < {later.start} then {instant} + {rule.ahead}"
        for rule, later in pairwise(rules)
    )
    return f"(case {turns} else {instant} + {rules[-1].ahead} end)"


def _ahead(zone: ZoneInfo, instant: int) -> int:
    ahead = (EPOCH + timedelta(microseconds=instant)).astimezone(zone).utcoffset()
    assert ahead is not None  # noqa: S101 - a ZoneInfo always knows its offset
    return ahead // MICROSECOND


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    old = _ahead(zone, before)
    while after - before > 1_000_000:  # noqa: PLR2004 - one second
        middle = (before + after) // 2_000_000 * 1_000_000
        if _ahead(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after
