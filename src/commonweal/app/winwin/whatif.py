"""Step 2: what there would be; nothing is kept, so of private limits only the asker's own counts.

Whoever may ask as often as it likes, unseen, could find the limit of another by asking. An answer
in which that counts is kept, and stands in the log of every party; why it is none counts the same.
"""

from collections.abc import Collection
from dataclasses import replace

from commonweal.app.align.lock import kept_package
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import unkept, weighing
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.names import called, named
from commonweal.app.winwin.offers import lying
from commonweal.app.winwin.unkept import Weighed
from commonweal.model.errors import UnknownTerm
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Blocked, Offers, Package
from commonweal.winwin.explain import blocking
from commonweal.winwin.explain.blocking import LIMITED, least
from commonweal.winwin.explain.explanation import PROVED
from commonweal.winwin.package import UNNAMED
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.withdrawal import without as without_entries
from commonweal.winwin.table.withdrawal import without_party
from commonweal.winwin.watch import Watch, unwatched

_OWN = Blocked(
    constraint="The limit that your party keeps to itself is met by no package.",
    change="Without your limit there would be a package.",
)


def without(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    services: Collection[str] = (),
    tracks: Collection[str] = (),
    parties: Collection[PartyId] = (),
) -> Weighed:
    """What could be had without these services in return, tracks and parties.

    On a table that is too large to weigh margins at once it is one package, at the margin and
    caution of the one that was kept, or at 0.

    Raises:
        NotYet: nothing is on the table.
        UnknownTerm: a service, track or party that is not there.
    """
    found = member(actor, node, "whatif.without", id).record
    table = lying(node, id).record
    for each in parties:
        if each not in found.parties:
            known = named(node, found).values()
            raise UnknownTerm(field="party", got=each[:80], known=tuple(known))
    left = _left(table, services, tracks, parties)
    now = circumstance(node, found).known_to(actor.party)
    if weighing.few(table):
        return unkept.weighed(left, now)
    kept = kept_package(node, id)
    at = (kept.margin, kept.caution) if kept else (0.0, 0.0)
    return unkept.alone(unkept.solved(left, now, *at, Effort()))


def at(
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
    """The package at one margin.

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
    found = member(actor, node, "whatif.at", id).record
    hard = weighing.effort(gap, seconds)
    now = circumstance(node, found).known_to(actor.party)
    return weighing.package(
        node, found, now, margin=margin, caution=caution, effort=hard, watch=watch
    )


def blocked(actor: Actor, node: Node, id: CollaborationId, found: Package) -> tuple[Blocked, ...]:
    """Why there is none, if `found` says that it is proved: the least changes that would help.

    Private limits count as they did for `found`. Nothing on a table that is too large to try them
    while somebody waits: `explain` does it.
    """
    record = member(actor, node, "whatif.blocked", id).record
    table, now = lying(node, id).record, circumstance(node, record)
    if not (found.impossible and weighing.few(table)):
        return ()
    counted = now.known_to(actor.party) if found.id == UNNAMED else now
    question = Question.of(
        table,
        counted,
        margin=found.margin,
        caution=found.caution,
        effort=PROVED,
    )
    why = least(blocking.blocked(question, called(node, record, table)))
    return (_OWN,) if why == (LIMITED,) and found.id == UNNAMED else why


def _left(
    table: Offers, services: Collection[str], tracks: Collection[str], parties: Collection[PartyId]
) -> Offers:
    """What lies there without them; data that nobody uses, if nothing else is left."""
    left = without_entries(table, services=services, tracks=tracks)
    for each in dict.fromkeys(parties):
        left = without_party(left, each)
    return left if left.elements else replace(table, uses=(), services=(), tracks=())
