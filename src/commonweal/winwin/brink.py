"""Why the package with the most public value is not the one to recommend."""

from commonweal.model.winwin import Frontier, Package, Standing
from commonweal.winwin.frontier import surest
from commonweal.winwin.selection import Selection
from commonweal.winwin.standing import SURE


def why_not_the_optimum(frontier: Frontier) -> str:
    """One or two sentences: what the plain optimum is worth, and how surely all gain by it.

    Empty if there is no deal at all.

    Source: design law 8, never recommend the brink.
    """
    plain = frontier.plain
    if plain.standing is Standing.NO_DEAL:
        return ""
    if frontier.recommended is not None and frontier.points[frontier.recommended] == plain:
        return "Nobody outside government joins the plain optimum, so it presses nobody."
    return f"{_pressed(plain)} {_beside(frontier)}"


def _pressed(plain: Package) -> str:
    return (
        f"The plain optimum, {plain.public_value:,.1f} {plain.unit}, may press parties to the "
        f"brink: it holds nobody above zero, and all gain with a chance of {plain.chance:.2f}."
    )


def _beside(frontier: Frontier) -> str:
    if frontier.recommended is None:
        sure = surest(frontier).chance
        return f"No package that was found reaches {SURE:.2f}; the surest has {sure:.2f}."
    chosen = frontier.points[frontier.recommended]
    if Selection.of(chosen) == Selection.of(frontier.plain):
        return "Here it is also what is recommended: it holds when everyone is held to more."
    less = frontier.plain.public_value - chosen.public_value
    if less <= 0:
        return f"The recommended package gives no less, with {chosen.chance:.2f}."
    return (
        f"The recommended package gives up {less:,.1f} {chosen.unit} of public value "
        f"for a chance of {chosen.chance:.2f}."
    )
