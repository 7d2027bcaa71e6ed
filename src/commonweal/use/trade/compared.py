"""A component with both sides in the same terms and matched: what detectors look at."""

from dataclasses import dataclass

from commonweal.use.trade.link import Component
from commonweal.use.trade.match import Matched, matched
from commonweal.use.trade.normal import Normal, normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A component, its two sides, and which lines its items declare."""

    component: Component
    sides: Normal
    matched: Matched


def compared(component: Component) -> Compared:
    """The component, normalised and matched."""
    sides = normal(component.consignments)
    return Compared(component=component, sides=sides, matched=matched(sides))
