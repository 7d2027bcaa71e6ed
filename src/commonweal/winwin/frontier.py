"""From the most public value to the surest package, and which one to recommend.

The plain optimum presses every party to its limit, so it is never recommended: what is, is chosen
by the chance that everyone gains.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import median

from commonweal.model.errors import Invalid
from commonweal.model.ids import FrontierId, PartyId
from commonweal.model.winwin import Frontier, Offers, Package, Standing
from commonweal.winwin.chance import DRAWS, SEED
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.flow import government
from commonweal.winwin.package import check_margin, solve
from commonweal.winwin.progress import Progress, Watched, unwatched
from commonweal.winwin.solver import Effort
from commonweal.winwin.verdict import Verdict, verdict

MARGINS = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Margins unless others are given, as shares of the median positive net of the plain optimum."""

CAUTIONS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""How far figures are moved to their worse end, one after the other, while no margin is sure.

Measured on invented tables, margins in proportion to the median net often leave every chance
below `SURE`, as they ask the same of parties that risk much and of those that risk little. At 1
nobody loses whatever comes within the ranges.
"""

MOST_MARGINS = 20


def frontier(
    offers: Offers,
    now: Circumstance,
    *,
    name: FrontierId,
    at: datetime,
    margins: Sequence[float] | None = None,
    effort: Effort | None = None,
    watch: Watched = unwatched,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Frontier:
    """Packages at rising margins, and the one to recommend.

    Recommended is the point with the most public value at which everyone gains with a chance of
    at least `SURE`; of two with equal value the one that leaves parties more. The plain optimum
    is not, even where it is as sure as another point. While no point is, points follow at which
    parties are held to 0 with figures moved towards their worse end (`CAUTIONS`). Stopped, it
    has the points that were found until then, the last of them perhaps short of its best.

    Args:
        offers: what is on the table.
        now: the sector of each party, the tracks that are done, and private limits.
        name: the id of the frontier.
        at: when it is made.
        margins: least nets in the unit of the offers, instead of `MARGINS`.
        effort: gap and time limit of each point.
        watch: is told how far it is, and may stop it.
        seed: of the optimiser and of the draws.
        draws: futures drawn for the chances.

    Raises as `solve`, and Invalid for no margin or too many.
    """
    check_margins(margins)
    progress = Progress(watch, total=len(MARGINS if margins is None else {0.0, *margins}))
    search = _Search(
        bodies=government(offers, now.kinds),
        progress=progress,
        solved=partial(
            solve,
            offers,
            now,
            at=at,
            effort=effort,
            watch=progress.watching,
            seed=seed,
            draws=draws,
        ),
    )
    plain = search.point()
    points = tuple(search.points(plain, margins))
    return Frontier(
        id=name,
        collaboration=offers.collaboration,
        at=at,
        points=points,
        plain=plain,
        recommended=_recommended(points),
        invented=offers.invented,
    )


def surest(found: Frontier) -> Package:
    """The recommended package; where none is sure, the surest deal, or the best of no deals."""
    if found.recommended is not None:
        return found.points[found.recommended]
    deals = [each for each in found.points if each.standing is not Standing.NO_DEAL]
    return max(
        deals or found.points or (found.plain,), key=lambda each: (each.chance, each.public_value)
    )


def check_margins(margins: Sequence[float] | None) -> None:
    """Say nothing if margins can be used, or none are given. Raises Invalid."""
    if margins is not None and not 1 <= len(margins) <= MOST_MARGINS:
        raise Invalid(
            detail=f"{len(margins)} margins are given.",
            hint=f"Give 1 to {MOST_MARGINS}, or none for the usual five.",
            field="margins",
        )
    for each in margins or ():
        check_margin(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """Looks for points, one after the other, until somebody asks to stop."""

    bodies: frozenset[PartyId]
    """The parties that are government."""
    progress: Progress
    solved: partial[Package]
    """Finds the package at a margin and a caution."""

    def point(self, *, margin: float = 0.0, caution: float = 0.0) -> Package:
        found = self.solved(margin=margin, caution=caution)
        self.progress.done += 1
        return found

    def points(self, plain: Package, margins: Sequence[float] | None) -> Iterator[Package]:
        """Points of rising margin; then of rising caution, if none is sure of the usual ones."""
        found = []
        for margin in _margins(plain, margins, self.bodies):
            if margin and self.progress.stopped:
                break
            found.append(self.point(margin=margin) if margin else plain)
        yield from found
        unsure = margins is None and _recommended(found) is None
        if unsure and plain.standing is not Standing.NO_DEAL:
            yield from self._cautious()

    def _cautious(self) -> Iterator[Package]:
        """Points of rising caution up to the first that is sure, or no deal any more."""
        for caution in CAUTIONS:
            if self.progress.stopped:
                return
            self.progress.total += 1
            point = self.point(caution=caution)
            yield point
            if verdict(point) in {Verdict.NO_DEAL, Verdict.MAY_BE}:
                return


def _margins(
    plain: Package, margins: Sequence[float] | None, bodies: frozenset[PartyId]
) -> tuple[float, ...]:
    if margins is not None:
        return tuple(sorted(set(margins)))
    gains = [each.net for each in plain.nets if each.party not in bodies and each.net > 0]
    usual = median(gains) if gains else 0.0
    return tuple(share * usual for share in MARGINS) if usual else (0.0,)


def _recommended(points: Sequence[Package]) -> int | None:
    sure = [each for each in points if verdict(each) is Verdict.MAY_BE]
    if not sure:
        return None
    return points.index(max(sure, key=lambda each: (each.public_value, each.caution, each.margin)))
