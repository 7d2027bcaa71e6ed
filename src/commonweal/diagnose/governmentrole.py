"""Which roles government has here already, by its roles and by what was done (S6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from commonweal.diagnose.event import PRESSING
from commonweal.diagnose.gate import silent_businesses
from commonweal.diagnose.situation import Situation
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind, Role, seen_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """The government parties of a collaboration, and what was done there."""

    collaboration: Collaboration
    now: Situation

    def members(self) -> tuple[PartyId, ...]:
        """The members that are government, in the order they joined."""
        joined = self.collaboration.parties
        return tuple(id for id in joined if self.now.kinds.get(id) is PartyKind.GOVERNMENT)

    def has(self, role: Role) -> bool:
        """True if one of them holds that role."""
        return any(role in self.collaboration.roles(each) for each in self.members())

    def noted(self, kind: EventKind) -> bool:
        """True if something of that kind is noted."""
        return any(each.kind is kind for each in self.collaboration.events)

    def presses(self) -> bool:
        """True if one of them asks or threatens someone."""
        names = {seen_as(self.now.named(each)) for each in self.members()}
        return any(
            names & {seen_as(asker) for asker in event.askers}
            for event in self.collaboration.events
            if event.kind in PRESSING
        )

    def shows_benefits(self) -> bool:
        """True if someone's gain is stated, and that of every company."""
        return bool(self.now.value_stated) and not silent_businesses(self.now)


def held(role: str, collaboration: Collaboration, now: Situation) -> bool:
    """True if a government party has the framework's role of that id here already."""
    public = Public(collaboration=collaboration, now=now)
    return bool(public.members()) and _HELD.get(role, _never)(public)


def _never(public: Public) -> bool:
    del public
    return False


_HELD: Mapping[str, Callable[[Public], bool]] = MappingProxyType(
    {
        "problem_owner": lambda public: bool(public.members()),
        "co_searcher": lambda public: public.now.win_win or public.noted(EventKind.WIN_WIN_SEARCH),
        "alignment_driver": lambda public: (
            public.now.tracks > 0 or public.noted(EventKind.ALIGNMENT)
        ),
        "beneficiary": lambda public: public.has(Role.BENEFICIARY),
        "harvester": lambda public: public.now.decisions > 0 or public.noted(EventKind.HARVEST),
        "promoter": lambda public: public.noted(EventKind.PROMOTION),
        "persuader": Public.shows_benefits,
        "pressurer": Public.presses,
        "incentive_designer": lambda public: public.has(Role.FUNDER),
    }
)
"""What shows that a government party holds the role. A reading of ours."""
