"""What an answer of the optimiser depends on besides the offers, as it stands now."""

from dataclasses import dataclass, replace

from commonweal.align.track import done
from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Limit, Offers

UNCOUNTED = "Limits that parties keep to themselves are not counted here, except your own."
"""Said of answers that are not kept: else a limit could be found by asking, unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """Hashable, so that an answer can be kept by what it was made from."""

    sectors: tuple[tuple[PartyId, PartyKind], ...]
    """The kind of each member."""
    done: frozenset[str]
    """Names of the alignment tracks that are done, with each authority in each country."""
    secret: tuple[tuple[PartyId, float], ...]
    """Private reservation limits in the unit of the offers: for the optimiser alone."""

    @property
    def kinds(self) -> dict[PartyId, PartyKind]:
        """The sectors as the optimiser reads them."""
        return dict(self.sectors)

    @property
    def limits(self) -> dict[PartyId, float]:
        """The limits as the optimiser reads them."""
        return dict(self.secret)

    def known_to(self, party: PartyId | None) -> "Circumstance":
        """The same, if of the private limits that party's own alone counted."""
        return replace(self, secret=tuple(each for each in self.secret if each[0] == party))

    @property
    def unlimited(self) -> "Circumstance":
        """The same, if no party kept a limit to itself."""
        return replace(self, secret=())


def circumstance(node: Node, found: Collaboration) -> Circumstance:
    """What holds in a collaboration now."""
    tracks = node.records.find(AlignmentTrack, collaboration=found.id)
    return Circumstance(
        sectors=tuple((each.party, party(node, each.party).kind) for each in found.members),
        done=done(tuple(each.record for each in tracks)),
        secret=tuple((each.party, each.least) for each in _limits(node, found)),
    )


def _limits(node: Node, found: Collaboration) -> tuple[Limit, ...]:
    """Those that hold: not withdrawn, and in the unit that the offers are in now."""
    units = {each.record.unit for each in node.records.find(Offers, collaboration=found.id)}
    known = (each.record for each in node.records.find(Limit, collaboration=found.id))
    return tuple(each for each in known if not each.withdrawn and each.unit in units)


def named(node: Node, found: Collaboration) -> dict[PartyId, str]:
    """What each member is called, for people."""
    return {each.party: party(node, each.party).name for each in found.members}


def called(node: Node, found: Collaboration, offers: Offers | None = None) -> dict[PartyId, str]:
    """What each member is called: by the document that listed it, else by its name."""
    listed = {party: word for word, party in (offers.called if offers else ())}
    return {**named(node, found), **listed}
