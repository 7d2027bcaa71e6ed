"""Step 2: the package that leaves every joined party better off, and what it would be without."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from commonweal.app import weighing
from commonweal.app.acts import carry_out
from commonweal.app.circumstance import Circumstance, called, circumstance, named
from commonweal.app.collaboration import still_open
from commonweal.app.lock import kept_package
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.app.offers import lying, stored
from commonweal.app.weighing import Asked
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet, UnknownTerm
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, JobId, PackageId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Blocked, Ended, Frontier, Offers, Package
from commonweal.winwin.answer import answer
from commonweal.winwin.explain import blocking
from commonweal.winwin.explain.blocking import least
from commonweal.winwin.explain.explanation import PROVED
from commonweal.winwin.frontier import surest
from commonweal.winwin.package import UNNAMED, gives_the_same
from commonweal.winwin.package import solve as solved
from commonweal.winwin.question import Question
from commonweal.winwin.ranges import package_ranges
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.withdrawal import gone, without, without_party
from commonweal.winwin.watch import Watch, unwatched

_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Packages that were computed and not kept."""

    frontier: Frontier

    @property
    def chosen(self) -> Package:
        """The one to recommend, or the surest if none is sure."""
        return surest(self.frontier)

    @property
    def packages(self) -> tuple[Package, ...]:
        """All that were weighed, margin rising from 0, then caution: the first is the plain one."""
        return self.frontier.points or (self.frontier.plain,)


def what_if(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    services: Collection[str] = (),
    tracks: Collection[str] = (),
    parties: Collection[PartyId] = (),
) -> Weighed:
    """What could be had without these services in return, tracks and parties; nothing is kept.

    On a table that is too large to weigh margins at once it is one package, at the margin and
    caution of the one that was kept, or at 0.

    Raises:
        NotYet: nothing is on the table.
        UnknownTerm: a service, track or party that is not there.
    """
    found = member(actor, node, "winwin.what_if", id).record
    table = lying(node, id).record
    for each in parties:
        if each not in found.parties:
            raise UnknownTerm(field="party", got=each[:80], known=found.parties)
    left = _left(table, services, tracks, parties)
    now = circumstance(node, found)
    if weighing.few(table):
        return Weighed(frontier=weighing.unkept(left, now))
    kept = kept_package(node, id)
    at = (kept.margin, kept.caution) if kept else (0.0, 0.0)
    return _alone(_solved(left, now, *at, Effort()))


def at_once(actor: Actor, node: Node, id: CollaborationId) -> Weighed | None:
    """What the table gives now; None where nothing lies there, or it is too much to wait for."""
    found = member(actor, node, "winwin.at_once", id).record
    table = stored(node, id)
    if table is None or not weighing.few(table.record):
        return None
    return Weighed(frontier=weighing.unkept(table.record, circumstance(node, found)))


def changed_since(actor: Actor, node: Node, id: CollaborationId) -> bool:
    """True if the package that was kept is not what its margin and caution give now.

    One taken over from another collaboration never is: it is to be computed anew.
    Where it can be computed at once: if offers and tracks do not give it any more. Elsewhere, and
    where it was stopped before its end: if the offers were changed since. Raises NotYet while
    none was kept.
    """
    found = member(actor, node, "winwin.changed_since", id).record
    kept, table = show(actor, node, id), lying(node, id)
    if kept.taken_from:
        return True
    if kept.ended is not Ended.PROVED or not weighing.few(table.record):
        return kept.offers_version != table.version
    now, tried = circumstance(node, found), (Effort(), Effort(gap=0.0))
    at = kept.margin, kept.caution
    return not any(gives_the_same(kept, _solved(table.record, now, *at, each)) for each in tried)


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
    still_open(member(actor, node, "winwin.start", id).record)
    name = PackageId(node.ids.new("package"))
    return weighing.begun(actor, node, id, Asked.of(None, gap, seconds), name)


def compute(actor: Actor, node: Node, id: CollaborationId) -> Frontier | None:
    """Do now what `start` starts; None if too much lies there to wait for it. Raises NotYet."""
    found = member(actor, node, "winwin.compute", id).record
    still_open(found)
    return weighing.at_once(actor, node, found, Asked(), PackageId(node.ids.new("package")))


def solve(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, tuple[Package, ...]]:
    """The package to recommend, or the surest if none is sure; and all that were weighed; kept.

    However long it takes. Raises NotYet while nothing is on the table.
    """
    found = member(actor, node, "winwin.solve", id).record
    still_open(found)
    name = PackageId(node.ids.new("package"))
    made = weighing.computed(actor, node, found, Asked(), name)
    chosen = surest(made)
    kept = replace(chosen, id=name)
    return kept, tuple(kept if each == chosen else each for each in made.points)


def solve_at(
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
    """The package at one margin; it is shown and not kept.

    Args:
        actor: who asks.
        node: where.
        id: of the collaboration.
        margin: the least that every joined party outside government nets.
        caution: how far figures are moved from likely to their worse end for that, 0 to 1.
        gap: relative gap at which the optimiser may stop.
        seconds: its time limit.
        watch: is told how far it is, and may stop it with the best found.

    Raises:
        NotYet: nothing is on the table.
        Invalid: a margin, caution, gap or time limit that cannot be used.
    """
    found = member(actor, node, "winwin.solve_at", id).record
    hard = weighing.effort(gap, seconds)
    return _at(node, found, margin=margin, caution=caution, effort=hard, watch=watch)


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
    """The package at one margin, kept as the one that was chosen. Arguments as `solve_at`."""
    found = member(actor, node, "winwin.keep_at", id).record
    still_open(found)
    log = acting(actor)
    hard = weighing.effort(gap, seconds)
    made = _at(node, found, margin=margin, caution=caution, effort=hard, watch=watch)
    kept = replace(made, id=PackageId(node.ids.new("package")))
    told = hosted(node, found.parties)
    carry_out(node, weighing.chosen(kept, actor.person, log, told))
    return kept


def blocked(
    actor: Actor, node: Node, id: CollaborationId, *, margin: float, caution: float = 0.0
) -> tuple[Blocked, ...]:
    """Why there is no package at that margin: the least changes by which there would be one.

    None where there is one, and on a table that is too large to try them while somebody waits:
    `explain` does it. Raises as `solve_at`.
    """
    found = member(actor, node, "winwin.blocked", id).record
    table, now = lying(node, id).record, circumstance(node, found)
    if not weighing.few(table):
        return ()
    question = Question.of(
        table,
        now.kinds,
        now.done,
        margin=margin,
        caution=caution,
        limits=now.limits,
        effort=PROVED,
    )
    if not answer(question).none:
        return ()
    return least(blocking.blocked(question, called(node, found, table)))


def show(actor: Actor, node: Node, id: CollaborationId) -> Package:
    """The package chosen last. Raises NotYet while none was."""
    member(actor, node, "winwin.show", id)
    found = kept_package(node, id)
    if found is None:
        raise NotYet(
            detail="No package was computed yet.", hint="Run `weal winwin solve COLLABORATION`."
        )
    return found


def earlier(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, ...]:
    """The packages that were kept before the last one, newest first."""
    member(actor, node, "winwin.earlier", id)
    found = node.records.find(Package, collaboration=id)
    return tuple(each.record for each in found[-2::-1])


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The package that was kept, as ranges at the figures now on the table.

    None if none was kept, or a part of it is not on the table any more.
    """
    found = member(actor, node, "winwin.figures", id).record
    table, kept = stored(node, id), kept_package(node, id)
    if table is None or kept is None or gone(kept, table.record):
        return ()
    now = circumstance(node, found)
    names = named(node, found)
    return (package_ranges(kept, table.record, names, kinds=now.kinds, done_tracks=now.done),)


def names(actor: Actor, node: Node, id: CollaborationId) -> dict[PartyId, str]:
    """What programs are told that each party is called: as the document on the table has it.

    By their ids, where two would be called the same.
    """
    found = member(actor, node, "winwin.names", id).record
    table = stored(node, id)
    words = called(node, found, table.record if table else None)
    times = Counter(words.values())
    return {each: word if times[word] == 1 else each for each, word in words.items()}


def _left(
    table: Offers, services: Collection[str], tracks: Collection[str], parties: Collection[PartyId]
) -> Offers:
    """What lies there without them; data that nobody uses, if nothing else is left."""
    left = without(table, services=services, tracks=tracks)
    for each in dict.fromkeys(parties):
        left = without_party(left, each)
    return left if left.elements else replace(table, uses=(), services=(), tracks=())


def _at(
    node: Node,
    found: Collaboration,
    *,
    margin: float,
    caution: float,
    effort: Effort,
    watch: Watch,
) -> Package:
    table, now = lying(node, found.id), circumstance(node, found)
    made = solved(
        table.record,
        now.kinds,
        now.done,
        at=node.clock.now(),
        margin=margin,
        caution=caution,
        limits=now.limits,
        effort=effort,
        watch=watch,
    )
    return replace(made, offers_version=table.version)


def _alone(package: Package) -> Weighed:
    return Weighed(
        frontier=Frontier(
            id=weighing.UNKEPT,
            collaboration=package.collaboration,
            at=package.at,
            points=(package,),
            plain=package,
            recommended=None,
            invented=package.invented,
        )
    )


@lru_cache(maxsize=128)
def _solved(
    table: Offers, now: Circumstance, margin: float, caution: float, effort: Effort
) -> Package:
    """Kept by its values, as a page asks for the same again and again."""
    return solved(
        table,
        now.kinds,
        now.done,
        at=_NEVER,
        margin=margin,
        caution=caution,
        limits=now.limits,
        name=UNNAMED,
        effort=effort,
    )
