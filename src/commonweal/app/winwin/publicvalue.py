"""Step 2: what the package that is kept does for the public, in an account of its own."""

from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import solution
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.offers import lying
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.winwin.case.publicvalue import PublicValue, public_value


def show(actor: Actor, node: Node, id: CollaborationId) -> PublicValue:
    """Its uses by type of public value, and the costs of government beside them.

    At the figures now on the table; what is not there any more is not in it. Raises NotYet while
    no package was kept.
    """
    found = member(actor, node, "publicvalue.show", id).record
    now = circumstance(node, found)
    return public_value(solution.show(actor, node, id), lying(node, id).record, now.kinds, now.done)
