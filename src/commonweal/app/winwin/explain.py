"""Step 2: what the answer hangs on, or why there is none; private limits are not counted."""

from datetime import UTC, datetime
from functools import lru_cache

from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, member
from commonweal.app.node import Node
from commonweal.app.winwin import explaining, weighing
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.current import current
from commonweal.app.winwin.names import called, named
from commonweal.app.winwin.offers import lying, stored
from commonweal.model.errors import NotYet
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, ExplanationId, JobId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Explanation, Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.explanation import explanation
from commonweal.winwin.explain.picture import lost_without, swings

_NEVER = datetime.fromtimestamp(0, UTC)
_UNKEPT = ExplanationId("not kept")
_Names = tuple[tuple[PartyId, str], ...]


def at_once(actor: Actor, node: Node, id: CollaborationId) -> Explanation | None:
    """What the package to recommend hangs on, or why there is none; nothing is kept.

    It is the package as if nobody kept a limit to itself. None where nothing lies on the table, or
    it is too much to wait for.
    """
    found = member(actor, node, "explain.at_once", id).record
    table = stored(node, id)
    if table is None or not weighing.few(table.record):
        return None
    names = tuple(called(node, found, table.record).items())
    now = circumstance(node, found)
    at = explaining.held(node, table.record, now)
    made = _explained(table.record, now.unlimited, names, *at)
    return explaining.dated(made, node.clock.now(), table.version)


def start(actor: Actor, node: Node, id: CollaborationId) -> JobId:
    """Start to explain the answer; a job does it, and its result is the id of the explanation.

    The answer is the package to recommend as if nobody kept a limit to itself; on a large table the
    best at the margin and caution of the package that was kept last. Raises NotYet while nothing is
    on the table.
    """
    still_open(member(actor, node, "explain.start", id).record)
    lying(node, id)
    told = {"collaboration": id, "explanation": node.ids.new("explanation")}
    return node.jobs.start(explaining.EXPLAIN, told, person=actor.person, party=acting(actor))


def show(actor: Actor, node: Node, id: CollaborationId) -> Explanation:
    """The explanation that was kept last. Raises NotYet while none was."""
    member(actor, node, "explain.show", id)
    found = node.records.find(Explanation, collaboration=id)
    if not found:
        raise NotYet(
            detail="No answer was explained yet.", hint="Run `weal winwin explain COLLABORATION`."
        )
    return found[-1].record


def changed_since(actor: Actor, node: Node, id: CollaborationId) -> bool:
    """True if what the explanation that was kept last hangs on is not what lies there now.

    Raises NotYet while none was kept.
    """
    found = member(actor, node, "explain.changed_since", id).record
    return not current(node, found, show(actor, node, id).package)


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """What each figure does to public value, and what is lost without each party, as pictures.

    Of the answer now where it is explained at once, else of the explanation that was kept last.
    None where there is nothing to show, or it does not hold any more.
    """
    found = member(actor, node, "explain.figures", id).record
    table, made = stored(node, id), at_once(actor, node, id)
    kept = node.records.find(Explanation, collaboration=id)
    shown = made or (kept[-1].record if kept else None)
    if table is None or shown is None or not current(node, found, shown.package):
        return ()
    names = named(node, found)
    moved, lost = swings(shown, table.record, names), lost_without(shown, names)
    return (*((moved,) if moved.ranges else ()), *((lost,) if lost.bars else ()))


@lru_cache(maxsize=64)
def _explained(
    table: Offers, now: Circumstance, names: _Names, margin: float, caution: float
) -> Explanation:
    """Kept by its values, as a page asks for the same again and again."""
    return explanation(
        table,
        now,
        name=_UNKEPT,
        at=_NEVER,
        margin=margin,
        caution=caution,
        names=dict(names),
    )
