"""Who is in: a member's roles decide, a stranger is told what is told of something absent."""

from typing import TypeVar

from commonweal.app.node import Node
from commonweal.model.change import NOUNS, Record, Stored, collaboration
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotAllowed, NotFound
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party

R = TypeVar("R", bound=Record)


def member(actor: Actor, node: Node, action: str, id: CollaborationId) -> Stored[Collaboration]:
    """The collaboration, if the actor's party is in it with a role that may do `action`.

    Raises:
        NotFound: absent, or the party is not in it.
        NotAllowed: in it, with another role.
    """
    found = node.records.get(Collaboration, id)
    roles = found.record.roles(actor.party)
    if not roles:
        raise NotFound(kind="collaboration", id=id)
    check(actor, action, roles)
    return found


def within(actor: Actor, node: Node, action: str, kind: type[R], id: str) -> Stored[R]:
    """A record of a collaboration, under the same rule; a stranger learns nothing from it."""
    found = node.records.get(kind, id)
    try:
        member(actor, node, action, CollaborationId(collaboration(found.record)))
    except NotFound:
        raise NotFound(kind=NOUNS[type(found.record)], id=id) from None
    return found


def acting(actor: Actor) -> PartyId:
    """The party for which the actor acts. Raises NotAllowed for the node's operator."""
    if actor.party is None:
        raise NotAllowed(
            detail="Nobody is acting: no party's key can be opened here, or more than one can.",
            hint="Name one with --as PARTY, or add a party with `weal party add`.",
        )
    return actor.party


def party(node: Node, id: str) -> Party:
    """The party of that id. Raises NotFound."""
    return node.records.get(Party, id).record


def hosted(node: Node, parties: tuple[PartyId, ...]) -> tuple[PartyId, ...]:
    """Those of the parties that this node hosts: they can be told at once."""
    return tuple(id for id in parties if party(node, id).hosted)
