"""The lock on alignment, as the records of a collaboration set it (paper S5.1, rule R4)."""

from commonweal.align.gate import locked, passed_over, stated
from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.track import Override
from commonweal.model.winwin import Offers, Package


def lock(node: Node, found: Collaboration) -> str:
    """Why alignment may not begin yet; empty once value is stated, or the lock is passed over."""
    if _overrides(node, found.id):
        return ""
    tables = [each.record for each in node.records.find(Offers, collaboration=found.id)]
    said = stated(kept_package(node, found.id), tables[-1] if tables else None)
    return locked(_businesses(node, found), said)


def check_unlocked(node: Node, found: Collaboration) -> None:
    """Say nothing if alignment may begin. Raises NotYet."""
    reason = lock(node, found)
    if reason:
        raise NotYet(
            detail=reason,
            hint="State what it is worth to them: `weal winwin import`, then `weal winwin solve`. "
            "Or begin on somebody's word: `weal align override`.",
        )


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
