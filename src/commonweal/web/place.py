"""The place of a page: a collaboration its visitor is in, and what people call its parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from commonweal.app import collaboration, party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import ID_FORM, CollaborationId, PartyId
from commonweal.model.party import Actor, Party
from commonweal.web.page import Where
from commonweal.web.visitor import Visitor

Id = Annotated[str, Path(pattern=ID_FORM)]
"""An id in an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A collaboration and one of its steps, for one visitor."""

    visitor: Visitor
    collaboration: Collaboration
    step: str
    parties: Mapping[str, Party]
    """Every party this node knows, by id."""

    @property
    def where(self) -> Where:
        """What the layout shows as the place."""
        return Where(collaboration=self.collaboration, step=self.step)

    @property
    def path(self) -> str:
        """The address of the step."""
        return f"/c/{self.collaboration.id}/{self.step}".rstrip("/")

    @property
    def who(self) -> tuple[Actor, Node, CollaborationId]:
        """Who asks, where, about what: the first arguments of functions of `app`."""
        return self.visitor.actor, self.visitor.node, self.collaboration.id

    @property
    def names(self) -> Mapping[PartyId, str]:
        """What people call the parties of the collaboration."""
        return {each.id: each.name for each in self.members}

    def name(self, id: str | None) -> str:
        """What people call a party."""
        found = self.parties.get(id or "")
        return found.name if found else str(id or "")

    @property
    def members(self) -> tuple[Party, ...]:
        """The parties of the collaboration, in the order they came in."""
        return tuple(self.parties[each.party] for each in self.collaboration.members)

    @property
    def member_names(self) -> tuple[str, ...]:
        """What people call them."""
        return tuple(each.name for each in self.members)


def place(visitor: Visitor, id: str, step: str = "") -> Place:
    """The place, if the visitor's party is in the collaboration. Raises NotFound."""
    found = collaboration.show(visitor.actor, visitor.node, CollaborationId(id))
    known: dict[str, Party] = {each.id: each for each in party.roster(visitor.actor, visitor.node)}
    return Place(visitor=visitor, collaboration=found, step=step, parties=known)
