"""Flows above normal: for each focal day and home, where its people were and usually are."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np

from commonweal.use.lane import Cell, Headcount
from commonweal.use.mobility.layout import Layout
from commonweal.use.mobility.normal import SMALLEST, Above, Normal, above, normal
from commonweal.use.mobility.partial import Counts, Totals, totals

TABLE = "flows"
UNOBSERVED = "unobserved"
"""The analysed of a home whose place on that day is not known."""
ON_BASE = ("normal", "normal_share", "above_normal_count", "above_normal", "lower", "upper")

Values = dict[tuple[tuple[str, ...], str], Mapping[str, float]]


def flows(files: Iterable[Path], layout: Layout, days: tuple[date, ...]) -> Headcount:
    """The finding over all slices; `days` are the question's days, by position.

    Groups are (day, home); their cells are the areas where at least one of the home's analysed
    people was, and `unobserved`: together all of them.
    """
    summed = totals(files, len(days), len(layout.codes))
    cells: list[Cell] = []
    values: Values = {}
    for home in np.flatnonzero(summed.residents):
        usual = normal(summed.flows[list(layout.baseline), home], int(summed.residents[home]))
        for position in layout.focal:
            group = (days[position].isoformat(), layout.codes[home])
            today = summed.flows[position, home]
            cells.extend(_cells(group, layout.codes, today, summed, home=int(home)))
            found = _above(today, usual, summed, home=int(home))
            values.update(_values(group, layout.codes, today, found, usual))
    return Headcount(
        table=TABLE,
        cells=tuple(cells),
        values=values,
        facts={**layout.facts, **_people(summed)},
        frame=_frame(summed, layout),
    )


def _frame(summed: Totals, layout: Layout) -> str:
    """A name for the normal life that the figures rest on: the same counts, the same name."""
    usual = summed.flows[list(layout.baseline)]
    counts = (usual, summed.residents, summed.seen)
    return sha256(b"".join(np.ascontiguousarray(each).tobytes() for each in counts)).hexdigest()


def _cells(
    group: tuple[str, ...], codes: tuple[str, ...], today: Counts, summed: Totals, *, home: int
) -> Iterator[Cell]:
    for place in np.flatnonzero(today):
        yield Cell(
            group=group,
            key=codes[place],
            people=int(today[place]),
            base=int(summed.behind[home, place]),
        )
    unobserved = int(summed.residents[home] - today.sum())
    if unobserved:
        beneath = unobserved >= SMALLEST
        yield Cell(group=group, key=UNOBSERVED, people=unobserved, beneath=beneath)


def _above(today: Counts, usual: Normal, summed: Totals, *, home: int) -> Above | None:
    """None where nobody of this home was observed."""
    if not today.any():
        return None
    residents, everyone = int(summed.residents[home]), int(summed.seen[home])
    return above(today, usual, residents=residents, everyone=everyone)


def _values(
    group: tuple[str, ...],
    codes: tuple[str, ...],
    today: Counts,
    found: Above | None,
    usual: Normal,
) -> Values:
    if found is None:
        return {}
    return {
        (group, codes[place]): _figures(found, usual, int(place)) for place in np.flatnonzero(today)
    }


def _figures(found: Above, usual: Normal, place: int) -> dict[str, float]:
    figures = {
        "normal": float(usual.count[place]),
        "share": float(found.share[place]),
        "normal_share": float(usual.share[place]),
        "above_normal_count": float(found.count[place]),
        "above_normal": float(found.people[place]),
    }
    if found.half_width is not None:
        figures["lower"] = float(found.people[place] - found.half_width[place])
        figures["upper"] = float(found.people[place] + found.half_width[place])
    return figures


def _people(summed: Totals) -> dict[str, int]:
    """Everyone seen on a used day, as three parts that add up."""
    located, analysed = int(summed.seen.sum()), int(summed.residents.sum())
    return {
        "subscribers_seen": summed.subscribers,
        "subscribers_analysed": analysed,
        "subscribers_not_in_baseline": summed.subscribers - located,
        "subscribers_on_too_few_days": located - analysed,
    }
