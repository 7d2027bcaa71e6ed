"""Answers of the optimiser that are shown and not kept, held by the values they were made from.

A page asks for the same again and again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from commonweal.model.ids import FrontierId
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.frontier import frontier, surest
from commonweal.winwin.package import UNNAMED, solve
from commonweal.winwin.solver import Effort

UNKEPT = FrontierId("not kept")
UNCOUNTED = "Limits that parties keep to themselves are not counted here, except your own."
"""Said of answers that are not kept: else a limit could be found by asking, unseen."""
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Packages that were computed and not kept."""

    frontier: Frontier

    @property
    def chosen(self) -> Package:
        """The one to recommend, or the surest if none is sure."""
        return surest(self.frontier)

    @property
    def packages(self) -> tuple[Package, ...]:
        """All that were weighed, margin rising from 0, then caution: the first is the plain one."""
        return self.frontier.points or (self.frontier.plain,)


@lru_cache(maxsize=128)
def weighed(table: Offers, now: Circumstance) -> Weighed:
    """All packages of a table, of no instant."""
    made = frontier(table, now, name=UNKEPT, at=_NEVER)
    return Weighed(frontier=made)


@lru_cache(maxsize=128)
def solved(
    table: Offers, now: Circumstance, margin: float, caution: float, effort: Effort
) -> Package:
    """The package of a table at one margin and caution, of no instant."""
    return solve(
        table,
        now,
        at=_NEVER,
        margin=margin,
        caution=caution,
        name=UNNAMED,
        effort=effort,
    )


def alone(package: Package) -> Weighed:
    """One package, beside which none was weighed."""
    return Weighed(
        frontier=Frontier(
            id=UNKEPT,
            collaboration=package.collaboration,
            at=package.at,
            points=(package,),
            plain=package,
            recommended=None,
            invented=package.invented,
        )
    )
