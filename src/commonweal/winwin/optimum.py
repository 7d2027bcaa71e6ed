"""Why the package with the most public value is not the one to recommend, or why there is none."""

from math import isclose

from commonweal.model.winwin import Frontier, Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.floor import FINEST
from commonweal.winwin.frontier import surest
from commonweal.winwin.need import Need
from commonweal.winwin.selection import Selection
from commonweal.winwin.standing import SURE
from commonweal.winwin.verdict import Verdict, verdict

_NONE = (
    "There is no deal: every package gives somebody outside government less than it is held to, "
    "or brings the public no more than it costs. So nothing is shared."
)
_NONE_YET = "No deal was found before the search ended; there may be one."
_SAFE = (
    "Nobody outside government loses by it while every figure lies within its range, payments "
    "counted."
)
_TIGHT = "Its margin holds nobody to more than zero, so a little bad luck may be a loss."
_NOBODY = "Nobody outside government takes part, so nobody is pressed: it is recommended."


def why_no_deal(package: Package) -> str:
    """Why nothing is shared, as far as it is known: one sentence or two."""
    return _NONE if package.impossible else _NONE_YET


def why_not_the_optimum(frontier: Frontier) -> str:
    """One or two sentences: what the plain optimum is worth, and how surely all gain by it.

    Empty if there is no deal at all.

    Source: design law 8, never recommend the brink.
    """
    plain = frontier.plain
    if plain.standing is Standing.NO_DEAL:
        return ""
    if frontier.recommended is None:
        return f"{_pressed(plain)} {_none(surest(frontier))}"
    chosen = frontier.points[frontier.recommended]
    if _bodies_alone(chosen) and Selection.of(chosen) == Selection.of(plain):
        return f"{_called(plain)} holds nobody above zero. {_NOBODY}"
    return f"{_pressed(plain)} {_beside(plain, chosen)}"


def why_not_the_least(need: Need, frontier: Frontier | None) -> str:
    """What speaks against the package that a least incentive closes, beside the recommended one.

    Empty where there is none.

    Args:
        need: the least incentive, and what comes of it.
        frontier: of the same table and limits; None where it takes too long to find.

    Source: design law 8, never recommend the brink.
    """
    if need.least_incentive is None or not need.joined:
        return ""
    if need.scenario == "low":
        return _SAFE
    if frontier is None:
        return _TIGHT
    best = frontier.points[frontier.recommended] if frontier.recommended is not None else None
    if need.least_incentive or not _gives(frontier.plain, need):
        return f"{_TIGHT} {_recommended(best) if best else _none(surest(frontier))}"
    chance = percent(frontier.plain.chance)
    told = f"That is the plain optimum: everyone outside government gains with a chance of {chance}"
    return f"{told}. {_beside(frontier.plain, best) if best else _none(surest(frontier))}"


def _recommended(best: Package) -> str:
    much = f"{_amount(best.public_value)} {best.unit}"
    return f"Recommended is the package of {much}, with a chance of {percent(best.chance)}."


def _pressed(plain: Package) -> str:
    return (
        f"{_called(plain)} may press parties to the brink: it holds nobody above zero, and "
        f"everyone outside government gains with a chance of {percent(plain.chance)}."
    )


def _called(plain: Package) -> str:
    return f"The plain optimum, {_amount(plain.public_value)} {plain.unit},"


def _beside(plain: Package, chosen: Package) -> str:
    if Selection.of(chosen) == Selection.of(plain):
        return f"Here it is also the recommended one: the same package stands {_held(chosen)}."
    less = plain.public_value - chosen.public_value
    if less <= 0:
        return f"The recommended package gives no less, with {percent(chosen.chance)}."
    return (
        f"The recommended package gives up {_amount(less)} {chosen.unit} of public value "
        f"for a chance of {percent(chosen.chance)}."
    )


def _held(chosen: Package) -> str:
    """What more a package stands under than the plain optimum must."""
    if chosen.margin > 0:
        gain = f"{_amount(chosen.margin)} {chosen.unit}"
        return f"when everyone outside government is held to a gain of {gain}"
    worse = f"with every figure {percent(chosen.caution)} of the way to its worse end"
    most = max((abs(each.net) for each in chosen.nets), default=0.0)
    even = any(abs(each.net) <= FINEST * most for each in chosen.nets)
    return f"{worse}, though somebody gains nothing by it" if even else worse


def _bodies_alone(chosen: Package) -> bool:
    """True if nobody outside government joins: else what is sure is a win-win, or a donation."""
    return chosen.standing is Standing.ONE_SIDED and chosen.chance >= SURE


def _gives(plain: Package, need: Need) -> bool:
    """True if a need that is met without paying is met by what gives the same as the optimum."""
    same = isclose(plain.public_value, need.public_value or 0.0, rel_tol=FINEST, abs_tol=FINEST)
    return same and {*plain.joined} == {*need.joined}


def _none(best: Package) -> str:
    sure = percent(best.chance)
    if verdict(best) is Verdict.BRINK:
        return f"The surest that was found, {sure}, holds nobody above zero either."
    return f"No package that was found reaches {percent(SURE)}; the surest has {sure}."


def _amount(value: float) -> str:
    return f"{round(value, 2):,.15g}"
