"""How often a party may have an answer of the optimiser kept.

In such an answer the limits count that parties keep to themselves, so that whoever gets enough of
them can find one. This makes it slow, and the log of every party shows it; it does not prevent it.
"""

from datetime import timedelta

from commonweal.account.entry import parse
from commonweal.app.node import Node
from commonweal.model.errors import Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, PartyId

MOST = 200
"""Frontiers and packages that a party may have kept within that time in one collaboration."""
WITHIN = timedelta(days=1)
_KEPT = frozenset({Kind.FRONTIER_COMPUTED, Kind.PACKAGE_CHOSEN})


def check_pace(node: Node, asker: PartyId, id: CollaborationId) -> None:
    """Raise Refused if the party has had so many answers kept that it must wait."""
    since = node.clock.now() - WITHIN
    entries = (parse(each.body) for each in node.logs.entries(asker))
    kept = [
        each.at
        for each in entries
        if each.collaboration == id and each.kind in _KEPT and each.at > since
    ]
    if len(kept) < MOST:
        return
    free = min(kept[-MOST:]) + WITHIN
    raise Refused(
        detail=f"Your party has had {len(kept)} frontiers and packages kept here within a day.",
        hint=f"What is not kept can be asked on (`--margin`); the next is kept from "
        f"{free:%Y-%m-%d %H:%M} UTC on.",
    )
