"""What is asked of the optimiser: which choice has the most public value, and who must net what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import Flow, flows, government, public_flows
from commonweal.winwin.solver import Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is on the table, and what everyone is held to."""

    offers: Offers
    kinds: Mapping[PartyId, PartyKind]
    """The sector of each party of the offers."""
    done: frozenset[str]
    """Names of the tracks that cost nothing any more."""
    floor: Floor
    effort: Effort
    size: float
    """The largest figure: what rounding is measured by."""

    @classmethod
    def of(
        cls,
        offers: Offers,
        kinds: Mapping[PartyId, PartyKind],
        done: frozenset[str],
        *,
        margin: float,
        caution: float,
        limits: Mapping[PartyId, float],
        effort: Effort,
    ) -> Self:
        """The question at a margin, a caution and private limits.

        Raises UnknownTerm: a party of unknown kind.
        """
        bodies = government(offers, kinds)
        every = (*flows(offers), *public_flows(offers, kinds, done))
        return cls(
            offers=offers,
            kinds=kinds,
            done=done,
            floor=Floor(margin=margin, caution=caution, limits=limits, government=bodies),
            effort=effort,
            size=max((abs(each.likely) for each in every), default=0.0) or 1.0,
        )

    @property
    def public(self) -> tuple[Flow, ...]:
        """What counts as public value and government cost."""
        return public_flows(self.offers, self.kinds, self.done)

    def freeing(self, party: PartyId) -> Self:
        """The same, if that party minded no loss."""
        freed = self.floor.government | {party}
        return replace(self, floor=replace(self.floor, government=freed))
