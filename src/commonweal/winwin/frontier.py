"""From the most public value to the surest package, and which one to recommend.

The plain optimum presses every party to its limit, so it is never recommended: what is, is chosen
by the chance that everyone gains.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from statistics import median
from typing import Protocol

from commonweal.model.errors import Invalid
from commonweal.model.ids import FrontierId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Frontier, Offers, Package, Standing
from commonweal.winwin.chance import DRAWS, SEED
from commonweal.winwin.flow import government
from commonweal.winwin.package import check_margin, solve
from commonweal.winwin.solver import Effort
from commonweal.winwin.standing import SURE
from commonweal.winwin.watch import Reached, Watch

MARGINS = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Margins unless others are given, as shares of the median positive net of the plain optimum."""

CAUTIONS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""How far figures are moved to their worse end, one after the other, while no margin is sure.

Measured on invented tables, margins in proportion to the median net often leave every chance
below `SURE`, as they ask the same of parties that risk much and of those that risk little. At 1
nobody loses whatever comes within the ranges.
"""

MOST_MARGINS = 20

Watched = Callable[[int, int, Reached], bool]
"""Told (points that are done, points in all, how far this one is); False stops with the best."""


def unwatched(done: int, total: int, reached: Reached) -> bool:
    """Go on to the end."""
    del done, total, reached
    return True


def frontier(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done_tracks: frozenset[str],
    *,
    name: FrontierId,
    at: datetime,
    margins: Sequence[float] | None = None,
    limits: Mapping[PartyId, float] | None = None,
    effort: Effort | None = None,
    watch: Watched = unwatched,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Frontier:
    """Packages at rising margins, and the one to recommend.

    Recommended is the point with the most public value at which everyone gains with a chance of
    at least `SURE`; of two with equal value the one that leaves parties more. The plain optimum
    is not, unless nobody outside government joins it and so nobody is pressed. While no point
    is sure, points follow at which parties are held to 0 with figures moved towards their worse
    end (`CAUTIONS`). Stopped, it has the points that were found until then, the last of them
    perhaps short of its best.

    Args:
        offers: what is on the table.
        kinds: the sector of each party of the offers.
        done_tracks: names of the alignment tracks that cost nothing any more.
        name: the id of the frontier.
        at: when it is made.
        margins: least nets in the unit of the offers, instead of `MARGINS`.
        limits: private reservation limits.
        effort: gap and time limit of each point.
        watch: is told how far it is, and may stop it.
        seed: of the optimiser and of the draws.
        draws: futures drawn for the chances.

    Raises as `solve`, and Invalid for no margin or too many.
    """
    check_margins(margins)
    made = _Making(watch=watch, total=len(MARGINS if margins is None else {0.0, *margins}))

    def at_point(margin: float, caution: float = 0.0) -> Package:
        return solve(
            offers,
            kinds,
            done_tracks,
            at=at,
            margin=margin,
            caution=caution,
            limits=limits,
            effort=effort,
            watch=made.watching(),
            seed=seed,
            draws=draws,
        )

    bodies = government(offers, kinds)
    plain = at_point(0.0)
    made.done += 1
    points = tuple(_points(plain, margins, bodies, at_point, made))
    return Frontier(
        id=name,
        collaboration=offers.collaboration,
        at=at,
        points=points,
        plain=plain,
        recommended=_recommended(points, bodies),
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


class _Making:
    """How many points are done, and whether somebody has asked to stop."""

    def __init__(self, watch: Watched, total: int) -> None:
        self._watch = watch
        self.done = 0
        self.total = total
        self.stopped = False

    def watching(self) -> Watch:
        """What the optimiser tells while it works on this point."""

        def watch(reached: Reached) -> bool:
            self.stopped = self.stopped or not self._watch(self.done, self.total, reached)
            return not self.stopped

        return watch


class _At(Protocol):
    """Finds the package at a margin and a caution."""

    def __call__(self, margin: float, caution: float = 0.0) -> Package: ...


def _points(
    plain: Package,
    margins: Sequence[float] | None,
    bodies: frozenset[PartyId],
    at_point: _At,
    made: _Making,
) -> Iterator[Package]:
    found = []
    for margin in _margins(plain, margins, bodies):
        if margin and made.stopped:
            break
        found.append(at_point(margin) if margin else plain)
        made.done += bool(margin)
    yield from found
    unsure = margins is None and _recommended(found, bodies) is None
    if unsure and plain.standing is not Standing.NO_DEAL:
        yield from _cautious(bodies, at_point, made)


def _cautious(bodies: frozenset[PartyId], at_point: _At, made: _Making) -> Iterator[Package]:
    """Points of rising caution up to the first that is sure, or no deal any more."""
    for caution in CAUTIONS:
        if made.stopped:
            return
        made.total += 1
        point = at_point(0.0, caution)
        made.done += 1
        yield point
        if point.standing is Standing.NO_DEAL or _may_be(point, bodies):
            return


def _margins(
    plain: Package, margins: Sequence[float] | None, bodies: frozenset[PartyId]
) -> tuple[float, ...]:
    if margins is not None:
        return tuple(sorted(set(margins)))
    gains = [each.net for each in plain.nets if each.party not in bodies and each.net > 0]
    usual = median(gains) if gains else 0.0
    return tuple(share * usual for share in MARGINS) if usual else (0.0,)


def _recommended(points: Sequence[Package], bodies: frozenset[PartyId]) -> int | None:
    sure = [each for each in points if _may_be(each, bodies)]
    if not sure:
        return None
    return points.index(max(sure, key=lambda each: (each.public_value, each.caution, each.margin)))


def _may_be(point: Package, bodies: frozenset[PartyId]) -> bool:
    """True if it is a deal by which everyone gains surely enough, and presses nobody."""
    deal = point.standing is not Standing.NO_DEAL
    return deal and point.chance >= SURE and not _brink(point, bodies)


def _brink(point: Package, bodies: frozenset[PartyId]) -> bool:
    """True if it may press parties to their limit: they are held to nothing."""
    held = point.margin > 0 or point.caution > 0
    return not held and not set(point.joined) <= bodies
