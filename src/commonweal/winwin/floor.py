"""The least that a party must net for taking part."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commonweal.model.ids import PartyId


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

    def of(self, party: PartyId) -> float:
        """The least net of a party that it binds."""
        return max(self.margin, self.limits.get(party, self.margin))
