"""A frontier as a picture: how much public value against how sure everyone is to gain by it."""

from collections.abc import Mapping
from math import floor

from commonweal.model.figure import Caption, Point, Points
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Frontier, Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.package import gives_the_same
from commonweal.winwin.standing import SURE
from commonweal.winwin.verdict import holds

CHANCE = "chance that everyone outside government gains"
RECOMMENDED = "recommended"
PLAIN = "plain optimum"
KEPT = "kept"
NO_DEAL = "no deal"


def frontier_points(
    found: Frontier, names: Mapping[PartyId, str], *, kept: Package | None = None, on: str = ""
) -> Points:
    """One point for each package: the chance that all gain across, public value upward.

    A package that is no deal has no chance: nobody gains by it.

    Args:
        found: the packages.
        names: of the parties, for people.
        kept: the package that was kept last.
        on: the day that the picture names; that of the frontier if none is given.
    """
    return Points(
        name="frontier",
        caption=Caption(
            title=f"Public value against the {CHANCE}",
            source="the offers on the table, each with who stated it",
            unit=found.plain.unit,
            on=on or found.at.date().isoformat(),
            label="invented" if found.invented else "",
            note=f"Public value at the likely figures; chances over {found.plain.draws:,} draws, "
            f"seed {found.plain.seed}.",
        ),
        across=CHANCE,
        upward="public value",
        points=tuple(
            Point(
                name=str(place + 1),
                share=None if each.standing is Standing.NO_DEAL else each.chance,
                value=each.public_value,
                marked=marks(found, place, kept),
                note=_told(each, names),
            )
            for place, each in enumerate(found.points)
        ),
        wanted=SURE,
        chosen=RECOMMENDED,
        apart=NO_DEAL,
    )


def marks(found: Frontier, place: int, kept: Package | None = None) -> tuple[str, ...]:
    """Why a point of a frontier stands out, in words; mostly it does not."""
    each = found.points[place]
    told = (
        (RECOMMENDED, found.recommended == place),
        (PLAIN, each.margin == 0 and not holds(each)),
        (KEPT, kept is not None and _is(each, kept)),
        (NO_DEAL, each.standing is Standing.NO_DEAL),
    )
    return tuple(word for word, true in told if true)


def _is(each: Package, kept: Package) -> bool:
    held = (each.margin, each.caution) == (kept.margin, kept.caution)
    return held and gives_the_same(kept, each)


def _told(each: Package, names: Mapping[PartyId, str]) -> str:
    held = f"margin {each.margin:,.3g} {each.unit}"
    if each.caution:
        held = f"caution {percent(each.caution)}"
    nets = "; ".join(f"{names.get(one.party, one.party)} {one.net:,.3g}" for one in each.nets)
    lost = max(floor(100 * (1 - each.chance)), 0)
    losing = f"In {lost} of 100 futures somebody outside government loses."
    return f"{held}. Nets: {nets}. {losing}" if nets else held
