"""Step 2: what it would take to close the deal for one party, or to reach a public value."""

from dataclasses import replace

from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import weighing
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.offers import lying
from commonweal.app.winwin.unkept import UNCOUNTED
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Actor
from commonweal.winwin import need as rule
from commonweal.winwin.need import Need
from commonweal.winwin.watch import Watch, unwatched

WAIT_S = 30.0
"""How long one run of the optimiser may keep a page or a request waiting."""


def need(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    party: PartyId | None = None,
    target: float | None = None,
    gap: float | None = None,
    seconds: float | None = None,
    watch: Watch = unwatched,
) -> tuple[Need, ...]:
    """The least incentive from outside, at likely figures and at bad ones; nothing is kept.

    Of private limits only the actor's own counts. `why` says so, whether anybody has one or not.

    Args:
        actor: who asks.
        node: where.
        id: of the collaboration.
        party: who should take an active part; this or a target.
        target: the public value to be reached, whoever is paid.
        gap: relative gap at which the optimiser may stop, instead of what the size asks for.
        seconds: its time limit, likewise.
        watch: is told how far it is, and may stop it with the best found.

    Raises:
        NotYet: nothing is on the table.
        Invalid: both or neither of party and target; a number that cannot be used.
        UnknownTerm: the party is not in the collaboration.
    """
    found = member(actor, node, "need.need", id).record
    now = circumstance(node, found).known_to(actor.party)
    needs = rule.need(
        lying(node, id).record,
        now,
        party=party,
        target=target,
        effort=None if gap is None else weighing.effort(gap, seconds),
        seconds=seconds,
        watch=watch,
    )
    return tuple(replace(each, why=f"{each.why} {UNCOUNTED}".strip()) for each in needs)
