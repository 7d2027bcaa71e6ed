"""Step 2: the package that leaves every joined party better off: computed, kept and shown."""

from collections import Counter
from dataclasses import replace

from commonweal.app.acts import carry_out
from commonweal.app.align.lock import kept_package
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.app.winwin import unkept, weighing
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.current import current
from commonweal.app.winwin.names import called, named
from commonweal.app.winwin.offers import stored
from commonweal.app.winwin.pace import check_pace
from commonweal.app.winwin.unkept import Weighed
from commonweal.app.winwin.weighing import Asked
from commonweal.model.errors import NotYet
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, JobId, PackageId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Frontier, Package
from commonweal.winwin.frontier import surest
from commonweal.winwin.ranges import package_ranges
from commonweal.winwin.table.withdrawal import gone
from commonweal.winwin.watch import Watch, unwatched


def at_once(actor: Actor, node: Node, id: CollaborationId) -> Weighed | None:
    """What the table gives now; None where nothing lies there, or it is too much to wait for.

    Nothing is kept, so of private limits only the asker's own counts.
    """
    found = member(actor, node, "solution.at_once", id).record
    table = stored(node, id)
    if table is None or not weighing.few(table.record):
        return None
    return unkept.weighed(table.record, circumstance(node, found).known_to(actor.party))


def changed_since(actor: Actor, node: Node, id: CollaborationId) -> bool:
    """True if what the package that was kept hangs on is not what lies there now (`current`).

    Raises NotYet while none was kept.
    """
    found = member(actor, node, "solution.changed_since", id).record
    return not current(node, found, show(actor, node, id))


def start(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    gap: float | None = None,
    seconds: float | None = None,
) -> JobId:
    """Start to compute a frontier and its package to recommend; a job does it, and keeps both.

    Its result is the id of the frontier.

    Args:
        actor: who asks.
        node: where.
        id: of the collaboration.
        gap: relative gap at which each package may stop, 0 to 1.
        seconds: time limit of each package.

    Raises:
        NotYet: nothing is on the table.
        Invalid: a gap or a time limit that cannot be used.
    """
    still_open(member(actor, node, "solution.start", id).record)
    name = PackageId(node.ids.new("package"))
    return weighing.begun(actor, node, id, Asked.of(None, gap, seconds), name)


def compute(actor: Actor, node: Node, id: CollaborationId) -> Frontier | None:
    """Do now what `start` starts; None if too much lies there to wait for it. Raises NotYet."""
    found = member(actor, node, "solution.compute", id).record
    still_open(found)
    return weighing.at_once(actor, node, found, Asked(), PackageId(node.ids.new("package")))


def solve(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, tuple[Package, ...]]:
    """The package to recommend, or the surest if none is sure; and all that were weighed; kept.

    However long it takes. Raises NotYet while nothing is on the table.
    """
    found = member(actor, node, "solution.solve", id).record
    still_open(found)
    name = PackageId(node.ids.new("package"))
    made = weighing.computed(actor, node, found, Asked(), name)
    chosen = surest(made)
    kept = replace(chosen, id=name)
    return kept, tuple(kept if each == chosen else each for each in made.points)


def keep_at(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    margin: float,
    caution: float = 0.0,
    gap: float | None = None,
    seconds: float | None = None,
    watch: Watch = unwatched,
) -> Package:
    """The package at one margin, kept as the one that was chosen.

    Arguments and errors as of `whatif.at`; every private limit counts.
    """
    found = member(actor, node, "solution.keep_at", id).record
    still_open(found)
    log = acting(actor)
    check_pace(node, log, id)
    hard = weighing.effort(gap, seconds)
    now = circumstance(node, found)
    made = weighing.package(
        node, found, now, margin=margin, caution=caution, effort=hard, watch=watch
    )
    check_pace(node, log, id)
    kept = replace(made, id=PackageId(node.ids.new("package")))
    told = hosted(node, found.parties)
    carry_out(node, weighing.chosen(kept, actor.person, log, told))
    return kept


def show(actor: Actor, node: Node, id: CollaborationId) -> Package:
    """The package chosen last. Raises NotYet while none was."""
    member(actor, node, "solution.show", id)
    found = kept_package(node, id)
    if found is None:
        raise NotYet(
            detail="No package was computed yet.", hint="Run `weal winwin solve COLLABORATION`."
        )
    return found


def earlier(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, ...]:
    """The packages that were kept before the last one, newest first."""
    member(actor, node, "solution.earlier", id)
    found = node.records.find(Package, collaboration=id)
    return tuple(each.record for each in found[-2::-1])


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """What the table gives now, as ranges: the package that was kept while it still holds.

    Of a large table whose kept package does not hold any more there are none.
    """
    found = member(actor, node, "solution.figures", id).record
    table, kept = stored(node, id), kept_package(node, id)
    if table is None:
        return ()
    if kept is None or changed_since(actor, node, id):
        now = at_once(actor, node, id)
        kept = now.chosen if now else None
    if kept is None or gone(kept, table.record):
        return ()
    holding = circumstance(node, found)
    return (package_ranges(kept, table.record, holding, named(node, found)),)


def names(actor: Actor, node: Node, id: CollaborationId) -> dict[PartyId, str]:
    """What programs are told that each party is called: as the document on the table has it.

    By their ids, where two would be called the same.
    """
    found = member(actor, node, "solution.names", id).record
    table = stored(node, id)
    words = called(node, found, table.record if table else None)
    times = Counter(words.values())
    return {each: word if times[word] == 1 else each for each, word in words.items()}
