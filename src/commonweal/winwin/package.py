"""Which package leaves every joined party better off."""

from datetime import datetime

from commonweal.model.errors import Invalid
from commonweal.model.ids import PackageId
from commonweal.model.winwin import Offers, Package, PartyNet
from commonweal.winwin.answer import Answer, answer
from commonweal.winwin.basis import basis
from commonweal.winwin.chance import DRAWS, SEED, chances
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import net
from commonweal.winwin.question import Question
from commonweal.winwin.selection import moved
from commonweal.winwin.solver import Effort
from commonweal.winwin.standing import standing
from commonweal.winwin.table.bounds import LARGEST
from commonweal.winwin.watch import Watch, unwatched

UNNAMED = PackageId("not kept")
"""The id of a package that was computed and not kept."""


def solve(
    offers: Offers,
    now: Circumstance,
    *,
    at: datetime,
    margin: float = 0.0,
    caution: float = 0.0,
    name: PackageId = UNNAMED,
    effort: Effort | None = None,
    watch: Watch = unwatched,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Package:
    """The package with the best public value at which every joined party nets the margin.

    Args:
        offers: what is on the table.
        now: the sector of each party, the tracks that are done, and private limits.
        at: when it is made.
        margin: the least net, in the unit of the offers.
        caution: how far every figure is moved from likely to its worse end as parties are held
            to the margin, 0 to 1.
        name: the id of the package.
        effort: gap and time limit of the optimiser.
        watch: is told how far it is, and may stop it with the best found.
        seed: of the optimiser and of the draws.
        draws: futures drawn for the chances.

    Returns:
        The package, within the printed gap of the best there is; value and nets at the likely
        figures.

    Raises:
        Invalid: a margin, caution, gap, time limit, seed or number of draws that cannot be used,
            or a party of unknown kind.
        Unavailable: the optimiser ended without an answer.
    """
    _usable(margin, caution)
    question = Question.of(
        offers, now, margin=margin, caution=caution, effort=effort or Effort(seed=seed)
    )
    found = answer(question, watch=watch)
    return _package(question, found, name=name, at=at, seed=seed, draws=draws)


def gives_the_same(kept: Package, now: Package) -> bool:
    """True if both choose the same, with the same value, nets and chance."""
    return (kept.uses, kept.services, kept.public_value, kept.nets, kept.chance) == (
        now.uses,
        now.services,
        now.public_value,
        now.nets,
        now.chance,
    )


def check_margin(margin: float) -> None:
    """Say nothing if that can be the least net of a party. Raises Invalid."""
    if not -LARGEST <= margin <= LARGEST:
        raise Invalid(
            detail=f"The margin is {margin}.",
            hint=f"Give the least net of a party, a number of at most {LARGEST:g}.",
            field="margin",
        )


def _package(
    question: Question, found: Answer, *, name: PackageId, at: datetime, seed: int, draws: int
) -> Package:
    offers, floor, chosen = question.offers, question.floor, found.chosen
    gains = moved(offers, chosen)
    sure = chances(offers, chosen, government=floor.government, draws=draws, seed=seed)
    return Package(
        id=name,
        collaboration=offers.collaboration,
        at=at,
        margin=floor.margin,
        caution=floor.caution,
        joined=chosen.joined,
        elements=chosen.elements,
        uses=chosen.uses,
        services=chosen.services,
        tracks=chosen.tracks,
        public_value=found.value,
        unit=offers.unit,
        nets=tuple(
            PartyNet(party=party, net=net(each), chance=sure.by_party[party])
            for party, each in gains.items()
        ),
        chance=sure.all_gain,
        standing=standing(offers, chosen, moved=gains, floor=floor, chance=sure.all_gain),
        gap=found.gap,
        seconds=found.seconds,
        limit_s=question.effort.seconds,
        ended=found.ended,
        draws=draws,
        seed=seed,
        invented=offers.invented,
        basis=basis(offers, question.given),
    )


def _usable(margin: float, caution: float) -> None:
    check_margin(margin)
    if not 0.0 <= caution <= 1.0:
        raise Invalid(
            detail=f"The caution is {caution}.",
            hint="Give 0 (figures as likely) to 1 (every figure at its worse end).",
            field="caution",
        )
