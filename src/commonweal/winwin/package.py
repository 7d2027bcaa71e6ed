"""Which package leaves every joined party better off, and which one to recommend."""

from collections.abc import Mapping
from datetime import datetime
from statistics import median

from commonweal.model.errors import Invalid
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers, Package, PartyNet, Standing
from commonweal.winwin.chance import DRAWS, SEED, chances
from commonweal.winwin.figure import LARGEST
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.formulation import Effort, Problem, gap, optimum
from commonweal.winwin.selection import Selection, moving, nets, selection, total
from commonweal.winwin.standing import SURE, standing

MARGINS = (0.05, 0.1, 0.2, 0.4)
"""Margins that are weighed beside 0, as shares of the median positive net at margin 0."""

FURTHER = (0.8, 1.6, 3.2)
"""Margins that are weighed one after the other while no package is sure enough.

Measured on invented tables, the shares up to .4 often leave every chance below `SURE`.
"""


def solve(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done_tracks: frozenset[str],
    *,
    margin: float,
    name: PackageId,
    at: datetime,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Package:
    """The package with the best public value at which every joined party nets the margin.

    Args:
        offers: what is on the table.
        kinds: the sector of each party of the offers; government has no limits.
        done_tracks: names of the alignment tracks that cost nothing any more.
        margin: the least net, in the unit of the offers.
        name: the id of the package.
        at: when it is made.
        seed: of the optimiser and of the draws.
        draws: futures drawn for the chances.

    Returns:
        The package, within the printed gap of the best there is.

    Raises:
        Invalid: a margin, seed or number of draws that cannot be used, or a party of unknown kind.
        Unavailable: the optimiser ended without an answer.
    """
    _usable(margin)
    bodies = government(offers, kinds)
    public = public_flows(offers, kinds, done_tracks)
    problem = Problem(offers=offers, public=public, government=bodies, margin=margin)
    chosen, bound = _choice(problem, Effort(seed=seed))
    value = total(moving(public, chosen))
    gains = nets(offers, chosen)
    sure = chances(offers, chosen, government=bodies, draws=draws, seed=seed)
    return Package(
        id=name,
        collaboration=offers.collaboration,
        at=at,
        margin=margin,
        joined=chosen.joined,
        elements=chosen.elements,
        uses=chosen.uses,
        services=chosen.services,
        tracks=chosen.tracks,
        public_value=value,
        unit=offers.elements[0].cost.unit,
        nets=tuple(
            PartyNet(party=party, net=net, chance=sure.by_party[party])
            for party, net in gains.items()
        ),
        chance=sure.all_gain,
        standing=standing(
            offers, chosen, nets=gains, government=bodies, margin=margin, chance=sure.all_gain
        ),
        gap=gap(value, bound),
        draws=draws,
        seed=seed,
        invented=offers.invented,
    )


def recommended(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    done_tracks: frozenset[str],
    *,
    name: PackageId,
    at: datetime,
    seed: int = SEED,
    draws: int = DRAWS,
) -> tuple[Package, tuple[Package, ...]]:
    """The package to recommend, and all that were weighed, margin rising from 0.

    Recommended is the best public value at which everyone gains with a chance of `SURE`, at the
    smaller margin if two are equal; where no deal is that sure, the surest. To do nothing is
    recommended only if there is no deal at all. All of them carry the one id `name`, as only one
    is kept. Arguments and errors are those of `solve`.
    """

    def at_margin(margin: float) -> Package:
        return solve(
            offers, kinds, done_tracks, margin=margin, name=name, at=at, seed=seed, draws=draws
        )

    brink = at_margin(0.0)
    usual = _median_gain(brink, government(offers, kinds))
    weighed = (brink, *(at_margin(share * usual) for share in MARGINS if usual))
    for share in FURTHER if usual else ():
        if _sure(weighed) or weighed[-1].standing is Standing.NO_DEAL:
            break
        weighed = (*weighed, at_margin(share * usual))
    return _best(weighed), weighed


def gives_the_same(kept: Package, now: Package) -> bool:
    """True if both choose the same, with the same value, nets and chance."""
    return (kept.uses, kept.services, kept.public_value, kept.nets, kept.chance) == (
        now.uses,
        now.services,
        now.public_value,
        now.nets,
        now.chance,
    )


def _choice(problem: Problem, effort: Effort) -> tuple[Selection, float]:
    """What the optimiser selects, and the public value that no package can exceed."""
    found = optimum(problem, effort)
    chosen = selection(
        problem.offers,
        uses=found.uses,
        services=found.services,
        margin=problem.margin,
        government=problem.government,
    )
    return chosen, found.bound


def _best(weighed: tuple[Package, ...]) -> Package:
    deals = [each for each in weighed if each.standing is not Standing.NO_DEAL] or weighed
    sure = _sure(weighed)
    if sure:
        return max(sure, key=lambda each: (each.public_value, -each.margin))
    return max(deals, key=lambda each: (each.chance, each.public_value, -each.margin))


def _sure(weighed: tuple[Package, ...]) -> list[Package]:
    """The deals by which everyone gains, surely enough."""
    deals = [each for each in weighed if each.standing is not Standing.NO_DEAL]
    return [each for each in deals if each.chance >= SURE]


def _median_gain(package: Package, bodies: frozenset[PartyId]) -> float:
    gains = [each.net for each in package.nets if each.party not in bodies and each.net > 0]
    return median(gains) if gains else 0.0


def _usable(margin: float) -> None:
    if not -LARGEST <= margin <= LARGEST:
        raise Invalid(
            detail=f"The margin is {margin}.",
            hint=f"Give the least net of a party, a number of at most {LARGEST:g}.",
            field="margin",
        )
