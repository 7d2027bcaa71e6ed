"""What the members of a collaboration are called."""

from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers


def named(node: Node, found: Collaboration) -> dict[PartyId, str]:
    """What each member is called, for people."""
    return {each.party: party(node, each.party).name for each in found.members}


def called(node: Node, found: Collaboration, offers: Offers | None = None) -> dict[PartyId, str]:
    """What each member is called: by the document that listed it, else by its name."""
    listed = {party: word for word, party in (offers.called if offers else ())}
    return {**named(node, found), **listed}
