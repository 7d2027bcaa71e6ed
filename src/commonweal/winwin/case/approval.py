"""How far a business case is inside each organisation, and whether the package may go on.

The paper: a business case must be explicit enough to be sold inside (S5.1, requirement 29).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from commonweal.model.ids import PackageId, PartyId
from commonweal.model.winwin import Approval, ApprovalState

TRANSITIONS: Mapping[ApprovalState, frozenset[ApprovalState]] = MappingProxyType(
    {each: frozenset(ApprovalState) - {each} for each in ApprovalState}
)
"""What may follow each state: an organisation may think again at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a party has said of its case, as it is shown."""

    state: ApprovalState | None = None
    """None while nobody has said anything."""
    by: str = ""
    """Who decided or was asked, by role."""
    at: datetime | None = None
    note: str = ""
    """For its own party alone."""
    earlier: bool = False
    """True if it was said of an earlier package: of this one nothing is said yet."""
    version: int = 0
    """The version of what was said of this package; 0 while nothing was."""
    given_at: float | None = None
    """The net at which an approval was given, where the figures have changed since: it does not
    count while they are not what they were. None where it stands, or none was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Which business parties have approved their case of a package, and which have not."""

    approved: tuple[PartyId, ...]
    withheld: tuple[PartyId, ...]
    changed: tuple[PartyId, ...] = ()
    """Those withheld that had approved: their figures have changed since."""

    @property
    def open(self) -> bool:
        """True if no business party is missing."""
        return not self.withheld


def gate(
    businesses: Iterable[PartyId],
    said: Iterable[Approval],
    package: PackageId,
    changed: Collection[PartyId] = (),
) -> Gate:
    """Whether each business party has approved its case of this very package, as it is now.

    Args:
        businesses: the business parties that joined it.
        said: what any party said of any package of the collaboration.
        package: the one that is to go on.
        changed: whose case is not what it was when the package was computed: it approved another.
    """
    found = {each.party: each.state for each in said if each.package == package}
    parties = tuple(businesses)
    said_yes = frozenset(party for party in parties if found.get(party) is ApprovalState.APPROVED)
    yes = said_yes.difference(changed)
    return Gate(
        approved=tuple(party for party in parties if party in yes),
        withheld=tuple(party for party in parties if party not in yes),
        changed=tuple(party for party in parties if party in said_yes - yes),
    )
