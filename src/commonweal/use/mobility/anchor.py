"""Home, and who is analysed: the SQL of definitions 1 and 2.

Home is the most frequent daily location over the baseline; ties go to the area of the most recent
day. Analysed are those located on at least `min_days` baseline days.
"""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections.abc import Sequence


def anchors(slice_of_days: str, baseline: Sequence[int], min_days: int, room: int) -> str:
    """Common table expressions over `slice_of_days`, a table of (subscriber, day, area).

    They are: visits (subscriber, area, times, latest), homes (subscriber, home, active) for
    everyone located in the baseline, kept (subscriber, home) for the analysed. `room` is above
    every day and every area.
    """
    days = ", ".join(map(str, baseline))
    score = f"(cast(times as bigint) * {room} + latest) * {room} + area"
    return f"""
        visits as (
            select subscriber, area, count(*) as times, max(day) as latest
            from {slice_of_days} where day in ({days}) and area >= 0 group by 1, 2),
        homes as (
            select subscriber, max({score}) % {room} as home, sum(times) as active
            from visits group by 1),
        kept as (select subscriber, home from homes where active >= {min_days})
    """
