"""The least that a party must net for taking part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import fsum, inf
from typing import Self

from commonweal.model.ids import PartyId

FINEST = 1e-12
"""What lies below this share of the largest figure that a party moves is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What each party outside government is held to: the margin, or its own limit if higher."""

    margin: float = 0.0
    government: frozenset[PartyId] = frozenset()
    """The parties without any."""
    limits: Mapping[PartyId, float] = field(default_factory=dict)
    """Private reservation limits: no answer may tell them."""
    caution: float = 0.0
    """How far towards their worse end figures are taken, 0 to 1."""

    def binds(self, party: PartyId) -> bool:
        """True for a party that must net something; government must not."""
        return party not in self.government

    @property
    def usual(self) -> Self:
        """The same with figures as likely, and nobody below 0."""
        return replace(self, margin=max(self.margin, 0.0), caution=0.0)

    @property
    def free(self) -> Self:
        """The same if nobody had to net anything."""
        return replace(self, margin=-inf, limits={})

    def of(self, party: PartyId) -> float:
        """The least net of a party; 0 where it does not bind."""
        return max(self.margin, self.limits.get(party, self.margin)) if self.binds(party) else 0.0

    def lacking(self, party: PartyId, moved: Collection[float]) -> float:
        """How far a party is below its floor; 0 where that is rounding, or where it does not bind.

        Args:
            party: who.
            moved: what it gains and, below 0, what it pays.
        """
        least = self.of(party)
        lack = least - fsum(moved)
        return lack if self.binds(party) and lack > _rounding((least, *moved)) else 0.0


def net(moved: Collection[float]) -> float:
    """What is gained less what is paid; 0 where that is rounding."""
    found = fsum(moved)
    return found if abs(found) > _rounding(moved) else 0.0


def _rounding(figures: Collection[float]) -> float:
    return FINEST * max(map(abs, figures), default=0.0)
