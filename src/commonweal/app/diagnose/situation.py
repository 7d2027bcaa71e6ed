"""What the other steps know of a collaboration, gathered for the rules of diagnosis."""

from collections.abc import Iterator, Sequence

from commonweal.agree.lifecycle import LIVE, acts
from commonweal.align.track import standing
from commonweal.app.membership import party
from commonweal.app.node import Node
from commonweal.diagnose.situation import Situation
from commonweal.model.agreement import Agreement, AgreementState
from commonweal.model.change import Stored
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnState
from commonweal.model.surroundings import Surroundings
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Offers, Package, Standing


def situation(node: Node, collaboration: Collaboration) -> Situation:
    """How far this collaboration is, as the rules of diagnosis ask for it."""
    id = collaboration.id
    around = stated(node, id)
    members = [party(node, each.party) for each in collaboration.members]
    offers = [each.record for each in node.records.find(Offers, collaboration=id)]
    packages = [each.record for each in node.records.find(Package, collaboration=id)]
    tracks = standing(each.record for each in node.records.find(AlignmentTrack, collaboration=id))
    agreements = [each.record for each in node.records.find(Agreement, collaboration=id)]
    datasets = [each.record for each in node.records.find(Dataset, collaboration=id)]
    releases = [each.record for each in node.records.find(Release, collaboration=id)]
    returns = [each.record for each in node.records.find(Return, collaboration=id)]
    return Situation(
        names={each.id: each.name for each in members},
        kinds={each.id: each.kind for each in members},
        surroundings=around.record if around else None,
        value_stated=frozenset(_gaining(offers)),
        public_value_stated=any(
            use.public_value.likely > 0 for each in offers for use in each.uses
        ),
        win_win=bool(packages) and packages[-1].standing is Standing.WIN_WIN,
        tracks=len(tracks),
        tracks_done=sum(each.state is TrackState.DONE for each in tracks),
        drafted=len(agreements),
        in_force=sum(each.state is AgreementState.ACTIVE for each in agreements),
        no_exit=frozenset(_bound(datasets, agreements)),
        datasets=len(datasets),
        releases=len(releases),
        decisions=sum(len(each.decisions) for each in releases),
        returned=sum(each.state is ReturnState.CONFIRMED for each in returns),
    )


def stated(node: Node, id: CollaborationId) -> Stored[Surroundings] | None:
    """What was stated of the surroundings, with its version; None if nothing was."""
    return next(iter(node.records.find(Surroundings, collaboration=id)), None)


def _gaining(offers: Sequence[Offers]) -> Iterator[PartyId]:
    """Everyone for whom a private value lies on the table."""
    for each in offers:
        yield from (use.user for use in each.uses if use.private_value.likely > 0)
        yield from (gain.recipient for service in each.services for gain in service.benefits)


def _bound(datasets: Sequence[Dataset], agreements: Sequence[Agreement]) -> Iterator[PartyId]:
    """Holders that signed an agreement on data of theirs which they cannot take back alone."""
    holders = {each.id: each.holder for each in datasets}
    for each in agreements:
        shared_by = {holders[id] for id in each.datasets if id in holders}
        for signed in each.signatures if each.state in LIVE else ():
            if signed.party in shared_by and "withdraw" not in acts(
                each, signed.party, holder=True
            ):
                yield signed.party
