"""Step 2: the frontier, from the most public value to the surest package."""

from collections.abc import Sequence

from commonweal.app import weighing
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, member, party
from commonweal.app.node import Node
from commonweal.app.offers import lying
from commonweal.model.errors import NotYet
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, FrontierId, JobId, PackageId
from commonweal.model.party import Actor
from commonweal.model.winwin import Frontier, Package
from commonweal.winwin.frontier import check_margins
from commonweal.winwin.points import frontier_points


def start(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    margins: Sequence[float] | None = None,
    keep: bool = False,
    gap: float | None = None,
    seconds: float | None = None,
) -> JobId:
    """Start to compute a frontier; a job does it, and its result is the id of the frontier.

    Args:
        actor: who asks.
        node: where.
        id: of the collaboration.
        margins: least nets in the unit of the offers; the usual ones if not given.
        keep: whether its surest package is kept as the one that was chosen.
        gap: relative gap at which each package may stop, 0 to 1.
        seconds: time limit of each package.

    Raises:
        NotYet: nothing is on the table.
        Invalid: margins, gap or seconds that cannot be used.
    """
    found = member(actor, node, "frontier.start", id).record
    still_open(found)
    lying(node, id)
    check_margins(margins)
    weighing.effort(gap, seconds)
    told = weighing.payload(node, id, margins=margins, keep=keep, gap=gap, seconds=seconds)
    return node.jobs.start(weighing.WEIGH, told, person=actor.person, party=acting(actor))


def compute(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    margins: Sequence[float] | None = None,
    keep: bool = False,
    gap: float | None = None,
    seconds: float | None = None,
) -> Frontier | None:
    """Compute a frontier now and keep it; None if too much lies there to wait: `start` it.

    Raises as `start`.
    """
    found = member(actor, node, "frontier.compute", id).record
    still_open(found)
    check_margins(margins)
    hard = weighing.effort(gap, seconds)
    if not weighing.few(lying(node, id).record):
        return None
    log = acting(actor)
    name = FrontierId(node.ids.new("frontier"))
    package = PackageId(node.ids.new("package") if keep else "")
    made = weighing.weighed(node, found, name=name, margins=margins, effort=hard)
    weighing.keep(node, found, made, person=actor.person, log=log, package=package)
    return made


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
    kept = node.records.find(Package, collaboration=id)
    if not computed:
        return ()
    names = {each.party: party(node, each.party).name for each in found.members}
    last = kept[-1].record if kept else None
    return (frontier_points(computed[-1].record, names, kept=last),)
