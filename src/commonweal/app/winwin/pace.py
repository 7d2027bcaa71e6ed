"""How often a party may have answers of the optimiser kept.

In such answers the limits count that parties keep to themselves, so that whoever gets enough of
them can find one. This makes it slow, and the log of every party shows it; it does not prevent it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from commonweal.account.entry import parse
from commonweal.app.node import Node
from commonweal.model.errors import Refused
from commonweal.model.evidence import Entry, Kind
from commonweal.model.ids import CollaborationId, PartyId

MOST = 1_000
"""Packages that a party may have weighed in kept answers within that time in a collaboration."""
WITHIN = timedelta(days=1)


def check_pace(node: Node, asker: PartyId, id: CollaborationId) -> None:
    """Raise Refused if the party has had so many packages weighed that it must wait.

    Asked before the work and again before it is kept, as several people may have begun at once.
    """
    found = tuple(_weighed(node, asker, id))
    weighed = sum(packages for _, packages in found)
    if weighed >= MOST:
        free = _free(found, weighed) + WITHIN
        raise Refused(
            detail=f"Your party has had {weighed:,} packages weighed and kept here within a day.",
            hint=f"The next are kept from {free:%Y-%m-%d %H:%M} UTC on. "
            "What is not kept can be asked on.",
        )


def _weighed(node: Node, asker: PartyId, id: CollaborationId) -> Iterator[tuple[datetime, int]]:
    """When how many packages were weighed in answers that were kept, oldest first."""
    since = node.clock.now() - WITHIN
    for kept in node.logs.entries(asker):
        entry = parse(kept.body)
        if entry.collaboration == id and entry.at > since:
            yield entry.at, _packages(entry)


def _packages(entry: Entry) -> int:
    if entry.kind is Kind.FRONTIER_COMPUTED:
        return int(dict(entry.facts)["points"])
    return int(entry.kind is Kind.PACKAGE_CHOSEN)


def _free(found: tuple[tuple[datetime, int], ...], weighed: int) -> datetime:
    """The instant of the entry with which enough is a day old."""
    for at, packages in found:
        weighed -= packages
        if weighed < MOST:
            return at
    return found[-1][0]
