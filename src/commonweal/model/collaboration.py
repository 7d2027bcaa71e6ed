"""A data collaborative: who is in it, what it is about, what happened to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Role


class CollaborationState(StrEnum):
    """A collaboration can end while its arrangement goes on."""

    OPEN = "open"
    ENDED = "ended"


class EventKind(StrEnum):
    """What moves a partnership over time (paper S5; `mechanisms` of the framework)."""

    REQUEST = "request"
    REFUSAL = "refusal"
    NO_AGREEMENT = "no agreement"
    THREAT = "threat"
    """Someone is told that a refusal will cost them something."""
    URGENCY = "urgency"
    PROMOTION = "promotion"
    WIN_WIN_SEARCH = "win-win search"
    BUSINESS_CASE = "business case"
    COMMITMENT = "commitment"
    ALIGNMENT = "alignment"
    LAUNCH = "launch"
    HARVEST = "harvest"
    SCALE_UP = "scale-up"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the partnership, with who reports it."""

    at: datetime
    kind: EventKind
    text: str
    source: str
    """Where it is known from: a document, a meeting, `paper S5.2`, or `ours`."""
    askers: tuple[str, ...] = ()
    """Names of those who ask, press or threaten; several who join their requests stand together."""
    asked: str = ""
    """The member that is asked, by its id; empty where nobody in particular is."""
    public: bool = False
    """True if it happened where others could see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A party in a collaboration and the set of roles it holds there."""

    party: PartyId
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaboration:
    """Organisations that share data voluntarily for a public value."""

    id: CollaborationId
    title: str
    issue: str
    """The social issue, in one sentence."""
    founder: PartyId
    state: CollaborationState = CollaborationState.OPEN
    members: tuple[Member, ...] = ()
    events: tuple[Event, ...] = ()
    template: str = ""
    """The case or collaboration it was started from; empty if none."""

    @property
    def parties(self) -> tuple[PartyId, ...]:
        """Everyone who is in, in the order they joined."""
        return tuple(member.party for member in self.members)

    def roles(self, party: PartyId | None) -> frozenset[Role]:
        """The roles that party holds here; empty for a stranger."""
        found = (member.roles for member in self.members if member.party == party)
        return next(found, frozenset())

    def with_role(self, role: Role) -> tuple[PartyId, ...]:
        """The parties that hold that role, in the order they joined."""
        return tuple(member.party for member in self.members if role in member.roles)
