"""One statement of a question: who gave it which rating, drawn with dots, dissenters by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.camp import Camp, camps
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.framework import Row
from commonweal.diagnose.profile import leading
from commonweal.diagnose.rating import VALUES
from commonweal.diagnose.spread import Cell, Dissent
from commonweal.diagnose.words import seen, short_platforms, words
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.web.place import Place
from commonweal.web.table import Sheet

MOST_DOTS = 10
"""A dot is a person up to so many people; of more, a tenth of them."""
_MOST_NAMES = 3
_MOST_STATEMENTS = 4

_Where = tuple[Dimension, PlatformType]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """How many gave one rating."""

    value: int
    people: int
    dots: str
    """One for each of them; of more than ten people, one for each tenth of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One of the 24 cells, with everyone who rated it."""

    platform: str
    text: str
    given: tuple[Given, ...]
    skipped: int
    median: float | None
    alone: tuple[str, ...]
    """Who stands alone, and with which rating."""
    more: int
    """How many more stand alone."""


def statements(
    here: Place, found: Diagnosis, rows: tuple[Row, ...]
) -> Iterator[tuple[Row, tuple[Statement, ...]]]:
    """The three statements of every question."""
    alone: dict[_Where, list[Dissent]] = {}
    for each in found.spread.dissent:
        alone.setdefault((each.dimension, each.platform), []).append(each)
    for row in rows:
        yield (
            row,
            tuple(
                _statement(here, row, found.spread.cell(row.id, p), alone.get((row.id, p), []))
                for p in PlatformType
            ),
        )


def standing_apart(here: Place, found: Diagnosis) -> Sheet:
    """Everyone who stands apart from the others, each by name: nobody is averaged away."""
    stands: dict[tuple[str, str], list[Dissent]] = {}
    for each in found.spread.dissent:
        stands.setdefault((each.respondent, each.party), []).append(each)
    short = short_platforms()
    tops = {
        (view.respondent, str(view.party)): " and ".join(short[top] for top in view.tops)
        for view in found.spread.alone(leading(found.profile))
    }
    return Sheet(
        name="apart",
        title="Who stands apart",
        columns=("who", "for", "sees on top", "statements", "where"),
        rows=tuple(
            (
                name,
                here.name(party),
                tops.get((name, party), "as the whole"),
                len(stands.get((name, party), [])),
                _listed(stands.get((name, party), [])),
            )
            for name, party in dict.fromkeys([*tops, *stands])
        ),
        caption="Another platform on top than the whole, or ratings two or more from the median.",
        empty="Nobody stands apart from the others.",
    )


def sides(here: Place, found: Diagnosis) -> Sheet:
    """Each side of a disagreement by itself, with its people."""
    return Sheet(
        name="sides",
        title="As each side sees it",
        columns=("sees on top", "people", *short_platforms().values(), "who"),
        rows=tuple(
            (
                seen(each.tops),
                len(each.views),
                *(round(share, 2) for share in each.profile.shares.ordered()),
                _people(here, each),
            )
            for each in camps(found.assessments)
        ),
        caption="Shares of what the ratings of each side alone add up to, 0 to 1.",
        empty="All who rated see the same on top.",
    )


def _people(here: Place, camp: Camp) -> str:
    named = [f"{each.respondent} ({here.name(each.party)})" for each in camp.views[:MOST_DOTS]]
    more = len(camp.views) - len(named)
    return ", ".join([*named, *((f"and {more} more",) if more else ())])


def _statement(here: Place, row: Row, cell: Cell, alone: list[Dissent]) -> Statement:
    people = sum(cell.counts) + cell.skipped
    return Statement(
        platform=short_platforms()[cell.platform],
        text=row.poles[cell.platform].text,
        given=tuple(
            Given(value=value, people=count, dots=_dots(count, people))
            for value, count in zip(VALUES, cell.counts, strict=True)
        ),
        skipped=cell.skipped,
        median=cell.median,
        alone=tuple(
            f"{each.respondent} ({here.name(each.party)}) {each.value}"
            for each in alone[:_MOST_NAMES]
        ),
        more=max(len(alone) - _MOST_NAMES, 0),
    )


def _dots(count: int, people: int) -> str:
    if people <= MOST_DOTS:
        return "●" * count
    return "●" * (max(1, round(count * MOST_DOTS / people)) if count else 0)


def _listed(stands: list[Dissent]) -> str:
    told = [
        f"{words(each.dimension)}, {short_platforms()[each.platform]}: "
        f"{each.value} beside a median of {each.median:g}"
        for each in stands[:_MOST_STATEMENTS]
    ]
    more = len(stands) - len(told)
    return "; ".join([*told, *((f"and {more} more",) if more else ())])
