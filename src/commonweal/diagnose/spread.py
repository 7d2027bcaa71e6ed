"""Who gave what: the median hides a minority, so it is never shown alone (S4.3)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from commonweal.diagnose.grid import grid, latest
from commonweal.diagnose.rating import VALUES
from commonweal.diagnose.tally import views
from commonweal.model.assessment import Assessment, Dimension, PlatformType
from commonweal.model.ids import PartyId

FAR = 2
"""A rating that lies so far from the median stands alone."""

Counts = tuple[int, ...]
"""How many gave 0, 1, 2 and 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One statement, and how many respondents gave it which rating."""

    dimension: Dimension
    platform: PlatformType
    counts: Counts
    skipped: int
    median: float | None
    """None if nobody rated it."""
    by_party: Mapping[PartyId, Counts]
    """The same for each party that rated it."""

    @property
    def apart(self) -> int:
        """The highest rating minus the lowest."""
        given = [value for value, count in zip(VALUES, self.counts, strict=True) if count]
        return given[-1] - given[0] if given else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A rating that lies `FAR` or more from the median, with the name of who gave it."""

    dimension: Dimension
    platform: PlatformType
    respondent: str
    party: PartyId
    value: int
    median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Which platforms one respondent alone sees on top; several if they tie, none if all do."""

    respondent: str
    party: PartyId
    tops: tuple[PlatformType, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Every statement with its ratings, and everyone who stands apart."""

    cells: tuple[Cell, ...]
    """All 24, in the order of Table 1."""
    dissent: tuple[Dissent, ...]
    views: tuple[View, ...]
    """Of every respondent, in the order of their parties and names."""

    def cell(self, dimension: Dimension, platform: PlatformType) -> Cell:
        """The statement of that dimension and platform."""
        row, column = list(Dimension).index(dimension), list(PlatformType).index(platform)
        return self.cells[row * len(PlatformType) + column]

    @property
    def disagreed(self) -> tuple[Dimension, ...]:
        """The dimensions in which ratings of one statement lie `FAR` or more apart."""
        return tuple(dict.fromkeys(each.dimension for each in self.cells if each.apart >= FAR))

    def alone(self, leading: Collection[PlatformType]) -> tuple[View, ...]:
        """Respondents who see other platforms on top than those `leading` in the whole.

        Who sees all of these on top, beside others or not, does not stand apart.
        """
        return tuple(each for each in self.views if each.tops and not {*leading} <= {*each.tops})


def spread(assessments: Sequence[Assessment]) -> Spread:
    """How the ratings of these assessments lie; the newest counts of each respondent."""
    counted = latest(assessments)
    given: dict[tuple[Dimension, PlatformType], list[tuple[Assessment, int]]] = {
        (dimension, platform): [] for dimension in Dimension for platform in PlatformType
    }
    for each in counted:
        for rating in each.ratings:
            given[rating.dimension, rating.platform].append((each, rating.value))
    return Spread(
        cells=tuple(_cell(*cell, values, len(counted)) for cell, values in given.items()),
        dissent=tuple(one for cell, values in given.items() for one in _dissent(*cell, values)),
        views=tuple(_views(counted)),
    )


def _cell(
    dimension: Dimension,
    platform: PlatformType,
    given: Sequence[tuple[Assessment, int]],
    respondents: int,
) -> Cell:
    parties = sorted({each.respondent.party for each, _ in given})
    return Cell(
        dimension=dimension,
        platform=platform,
        counts=_counts([value for _, value in given]),
        skipped=respondents - len(given),
        median=float(median(value for _, value in given)) if given else None,
        by_party={
            party: _counts([value for each, value in given if each.respondent.party == party])
            for party in parties
        },
    )


def _counts(values: Sequence[int]) -> Counts:
    found = Counter(values)
    return tuple(found[value] for value in VALUES)


def _dissent(
    dimension: Dimension, platform: PlatformType, given: Sequence[tuple[Assessment, int]]
) -> Iterator[Dissent]:
    middle = float(median(value for _, value in given)) if given else 0.0
    for each, value in given:
        if abs(value - middle) >= FAR:
            yield Dissent(
                dimension=dimension,
                platform=platform,
                respondent=each.respondent.name,
                party=each.respondent.party,
                value=value,
                median=middle,
            )


def _views(counted: Sequence[Assessment]) -> Iterator[View]:
    platforms = list(PlatformType)
    for each, ahead in zip(counted, views(grid(counted)).tolist(), strict=True):
        tops = tuple(p for p, leads in zip(platforms, ahead, strict=True) if leads)
        yield View(
            respondent=each.respondent.name,
            party=each.respondent.party,
            tops=tops if len(tops) < len(platforms) else (),
        )
