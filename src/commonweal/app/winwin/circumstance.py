"""What an answer of the optimiser depends on besides the offers, as it stands now."""

from commonweal.align.track import done
from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Limit, Offers
from commonweal.winwin.circumstance import Circumstance


def circumstance(node: Node, found: Collaboration) -> Circumstance:
    """What holds in a collaboration now."""
    tracks = node.records.find(AlignmentTrack, collaboration=found.id)
    return Circumstance.of(
        {each.party: party(node, each.party).kind for each in found.members},
        done=done(tuple(each.record for each in tracks)),
        limits={each.party: each.least for each in _limits(node, found)},
    )


def _limits(node: Node, found: Collaboration) -> tuple[Limit, ...]:
    """Those that hold: not withdrawn, and in the unit that the offers are in now."""
    units = {each.record.unit for each in node.records.find(Offers, collaboration=found.id)}
    known = (each.record for each in node.records.find(Limit, collaboration=found.id))
    return tuple(each for each in known if not each.withdrawn and each.unit in units)
