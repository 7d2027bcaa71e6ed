"""Step 2: the frontier, from the most public value to the surest package."""

from collections.abc import Sequence

from commonweal.app.align.lock import kept_package
from commonweal.app.collaboration import still_open
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import weighing
from commonweal.app.winwin.names import named
from commonweal.app.winwin.weighing import Asked
from commonweal.model.errors import NotYet
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, JobId
from commonweal.model.party import Actor
from commonweal.model.winwin import Frontier
from commonweal.winwin.points import frontier_points


def start(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    margins: Sequence[float] | None = None,
    gap: float | None = None,
    seconds: float | None = None,
) -> JobId:
    """Start to compute a frontier; a job does it, and its result is the id of the frontier.

    Args:
        actor: who asks.
        node: where.
        id: of the collaboration.
        margins: least nets in the unit of the offers; the usual ones if not given.
        gap: relative gap at which each package may stop, 0 to 1.
        seconds: time limit of each package.

    Raises:
        NotYet: nothing is on the table.
        Invalid: margins, gap or seconds that cannot be used.
    """
    still_open(member(actor, node, "frontier.start", id).record)
    return weighing.begun(actor, node, id, Asked.of(margins, gap, seconds))


def compute(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    margins: Sequence[float] | None = None,
    gap: float | None = None,
    seconds: float | None = None,
) -> Frontier | None:
    """Compute a frontier now and keep it; None if too much lies there to wait: `start` it.

    Raises as `start`.
    """
    found = member(actor, node, "frontier.compute", id).record
    still_open(found)
    return weighing.at_once(actor, node, found, Asked.of(margins, gap, seconds))


def show(actor: Actor, node: Node, id: CollaborationId) -> Frontier:
    """The frontier computed last. Raises NotYet while none was."""
    member(actor, node, "frontier.show", id)
    found = node.records.find(Frontier, collaboration=id)
    if not found:
        raise NotYet(
            detail="No frontier was computed yet.", hint="Run `weal winwin frontier COLLABORATION`."
        )
    return found[-1].record


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The frontier computed last, as a picture; none if none was computed."""
    found = member(actor, node, "frontier.figures", id).record
    computed = node.records.find(Frontier, collaboration=id)
    kept = kept_package(node, id)
    if not computed:
        return ()
    return (frontier_points(computed[-1].record, named(node, found), kept=kept),)
