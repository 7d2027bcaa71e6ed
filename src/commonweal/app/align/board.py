"""The board of alignment as the records of a collaboration give it, for one party."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.align.benefit import benefits
from commonweal.align.called import Said, said
from commonweal.align.readiness import Readiness, readiness
from commonweal.align.track import done, overdue, standing
from commonweal.align.turn import Order, order, waits_for
from commonweal.app.align.lock import kept_package, lock, passed
from commonweal.app.node import Node
from commonweal.app.winwin.offers import stored as tabled
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import CollaborationId, PartyId, TrackId
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Offers
from commonweal.returns.promise import OWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every track, and what was promised and waits for them."""

    tracks: tuple[AlignmentTrack, ...]
    dropped: tuple[AlignmentTrack, ...]
    """Set up by mistake, or not needed any more."""
    waiting: tuple[Return, ...]
    """Those that the actor's party gives or receives."""
    readiness: tuple[Readiness, ...]
    """Of each service of the kept package, below it the returns that make it real, then the others:
    those of the actor's party."""
    locked: str
    """Why alignment has not begun; empty once business value is stated (paper S5.1, R4)."""
    way: str
    """What would open it, in a sentence; empty where nothing is locked."""
    gainless: tuple[str, ...]
    """The businesses that keep it locked and to whom nothing on the table promises a gain."""
    passed_over: tuple[str, ...]
    """On whose word, and why, alignment began before that; empty if it did not."""
    waits_for: Mapping[TrackId, tuple[str, ...]]
    """Of each track that is not done, the tracks that must be done before it, and are not."""
    overdue: tuple[TrackId, ...]
    """Tracks that are not done, and whose due day has passed."""
    invented: bool
    """True if figures on the table are made up."""
    versions: Mapping[TrackId, int]
    """Of each track, for whoever changes it to say which one they saw."""

    @property
    def said(self) -> Said:
        """What people call the tracks of a name, where they have a text."""
        return said(self.tracks)


def board(node: Node, found: Collaboration, party: PartyId | None) -> Board:
    """The board as that party sees it."""
    id = found.id
    stored = node.records.find(AlignmentTrack, collaboration=id)
    everything = tuple(each.record for each in stored)
    tracks, ready, first = standing(everything), done(everything), turns(node, id)
    stored_table = tabled(node, id)
    table = stored_table.record if stored_table else None
    own, shut = _own_returns(node, id, party), lock(node, found)
    return Board(
        tracks=tracks,
        dropped=tuple(each for each in everything if each.state is TrackState.DROPPED),
        waiting=tuple(each for each in own if each.state is ReturnState.PROMISED),
        readiness=_readiness(node, id, own, tracks, table),
        locked=shut.reason if shut else "",
        way=shut.way if shut else "",
        gainless=shut.gainless if shut else (),
        passed_over=passed(node, id),
        waits_for={
            each.id: waiting for each in tracks if (waiting := waits_for(each, first, ready))
        },
        overdue=tuple(each.id for each in tracks if overdue(each, node.today)),
        invented=table is not None and table.invented,
        versions={each.record.id: each.version for each in stored},
    )


def turns(node: Node, id: CollaborationId) -> Order:
    """Which track comes before which, as the offers on the table say."""
    table = tabled(node, id)
    return order(table.record.tracks if table else ())


def needed(node: Node, id: CollaborationId) -> Mapping[str, list[str]]:
    """Name of a track -> the services on the table and the returns still owed that wait for it."""
    table = tabled(node, id)
    needs = [
        (f"the service {each.id!r}", each.needs_tracks)
        for each in (table.record.services if table else ())
    ]
    returns = (each.record for each in node.records.find(Return, collaboration=id))
    needs += [("a promised return", each.needs_tracks) for each in returns if each.state in OWED]
    found: dict[str, list[str]] = {}
    for what, names in needs:
        for name in names:
            found.setdefault(name, []).append(what)
    return found


def _own_returns(node: Node, id: CollaborationId, party: PartyId | None) -> tuple[Return, ...]:
    found = (each.record for each in node.records.find(Return, collaboration=id))
    return tuple(each for each in found if party in (each.giver, each.recipient))


def _readiness(
    node: Node,
    id: CollaborationId,
    own: tuple[Return, ...],
    tracks: tuple[AlignmentTrack, ...],
    table: Offers | None,
) -> tuple[Readiness, ...]:
    promised = benefits(table, kept_package(node, id), own)
    return tuple(readiness(each, tracks, node.today) for each in promised)
