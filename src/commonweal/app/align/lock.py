"""The lock on alignment, as the records of a collaboration set it (paper S5.1, rule R4)."""

from commonweal.align import gate
from commonweal.align.gate import Lock, gaining, passed_over, stated
from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.track import Override
from commonweal.model.winwin import Offers, Package


def lock(node: Node, found: Collaboration) -> Lock | None:
    """The lock on alignment; None once value is stated, or where it was passed over."""
    if _overrides(node, found.id):
        return None
    tables = [each.record for each in node.records.find(Offers, collaboration=found.id)]
    table = tables[-1] if tables else None
    said = stated(kept_package(node, found.id), table)
    return gate.lock(_businesses(node, found), said, gaining(table))


def check_unlocked(node: Node, found: Collaboration) -> None:
    """Say nothing if alignment may begin. Raises NotYet."""
    locked = lock(node, found)
    if locked:
        raise NotYet(
            detail=locked.reason,
            hint=f"{way(locked)} Or begin on somebody's word: `weal align override COLLABORATION`.",
        )


def way(locked: Lock) -> str:
    """What would open the lock, and the commands that do it."""
    table = "`weal winwin import FILE --collaboration COLLABORATION`, then "
    first = table if locked.gainless else ""
    return f"{locked.way.removesuffix('.')}: {first}`weal winwin solve COLLABORATION`."


def passed(node: Node, id: CollaborationId) -> tuple[str, ...]:
    """That alignment began before value was stated, and why: each later report says it.

    One sentence for each time, oldest first; none where nobody passed over the lock.
    """
    return tuple(passed_over(each, party(node, each.party).name) for each in _overrides(node, id))


def kept_package(node: Node, id: CollaborationId) -> Package | None:
    """The package that was kept last; None if none was."""
    found = node.records.find(Package, collaboration=id)
    return found[-1].record if found else None


def _overrides(node: Node, id: CollaborationId) -> tuple[Override, ...]:
    return tuple(each.record for each in node.records.find(Override, collaboration=id))


def _businesses(node: Node, collaboration: Collaboration) -> dict[PartyId, str]:
    members = (party(node, each.party) for each in collaboration.members)
    return {each.id: each.name for each in members if each.kind is PartyKind.BUSINESS}
