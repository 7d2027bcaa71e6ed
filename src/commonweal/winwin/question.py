"""What is asked of the optimiser: which choice has the most public value, and who must net what."""

from dataclasses import dataclass, replace
from typing import Self

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import flows, government, public_flows
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is on the table, and what everyone is held to."""

    offers: Offers
    given: Circumstance
    """What holds besides; its private limits are in the floor."""
    floor: Floor
    effort: Effort
    size: float
    """The largest figure: what rounding is measured by."""

    @classmethod
    def of(
        cls,
        offers: Offers,
        now: Circumstance,
        *,
        margin: float,
        caution: float,
        effort: Effort,
    ) -> Self:
        """The question at a margin and a caution.

        Raises UnknownTerm: a party of unknown kind.
        """
        bodies = government(offers, now.kinds)
        every = (*flows(offers), *public_flows(offers, now))
        return cls(
            offers=offers,
            given=now,
            floor=Floor(margin=margin, caution=caution, limits=now.limits, government=bodies),
            effort=effort,
            size=max((abs(each.likely) for each in every), default=0.0) or 1.0,
        )

    @property
    def public(self) -> tuple[Stated, ...]:
        """What counts as public value and government cost."""
        return public_flows(self.offers, self.given)

    def freeing(self, party: PartyId) -> Self:
        """The same, if that party minded no loss."""
        freed = self.floor.government | {party}
        return replace(self, floor=replace(self.floor, government=freed))

    def with_done(self, track: str) -> Self:
        """The same, if that track were done too."""
        return replace(self, given=self.given.with_done(track))

    @property
    def unlimited(self) -> Self:
        """The same, if no party kept a limit to itself."""
        return replace(self, given=self.given.unlimited, floor=replace(self.floor, limits={}))
