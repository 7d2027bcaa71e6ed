"""Why the package with the most public value is not the one to recommend."""

from commonweal.model.winwin import Frontier, Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.frontier import surest
from commonweal.winwin.selection import Selection
from commonweal.winwin.standing import SURE
from commonweal.winwin.verdict import Verdict, verdict


def why_not_the_optimum(frontier: Frontier) -> str:
    """One or two sentences: what the plain optimum is worth, and how surely all gain by it.

    Empty if there is no deal at all.

    Source: design law 8, never recommend the brink.
    """
    plain = frontier.plain
    if plain.standing is Standing.NO_DEAL:
        return ""
    return f"{_pressed(plain)} {_beside(frontier)}"


def _pressed(plain: Package) -> str:
    return (
        f"The plain optimum, {_amount(plain.public_value)} {plain.unit}, may press parties to the "
        f"brink: it holds nobody above zero, and all gain with a chance of {percent(plain.chance)}."
    )


def _beside(frontier: Frontier) -> str:
    if frontier.recommended is None:
        return _none(surest(frontier))
    chosen = frontier.points[frontier.recommended]
    if Selection.of(chosen) == Selection.of(frontier.plain):
        return (
            "Here it does not: the same package stands when everyone is held to more, "
            "and is recommended."
        )
    less = frontier.plain.public_value - chosen.public_value
    if less <= 0:
        return f"The recommended package gives no less, with {percent(chosen.chance)}."
    return (
        f"The recommended package gives up {_amount(less)} {chosen.unit} of public value "
        f"for a chance of {percent(chosen.chance)}."
    )


def _none(best: Package) -> str:
    sure = percent(best.chance)
    if verdict(best) is Verdict.BRINK:
        return f"The surest that was found, {sure}, holds nobody above zero either."
    return f"No package that was found reaches {percent(SURE)}; the surest has {sure}."


def _amount(value: float) -> str:
    return f"{round(value, 2):,.15g}"
