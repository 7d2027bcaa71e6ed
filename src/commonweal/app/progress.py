"""How far a collaboration is: what each of the eight steps holds, as the actor's party sees it."""

from dataclasses import dataclass

from commonweal.agree.lifecycle import waits_for
from commonweal.app import agree, collaboration, returns, share, use
from commonweal.app.align import alignment
from commonweal.app.diagnose import diagnosis
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import offers, solution
from commonweal.diagnose.words import called
from commonweal.model.agreement import Agreement, AgreementState
from commonweal.model.assessment import Profile
from commonweal.model.collaboration import Collaboration, CollaborationState
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId
from commonweal.model.may import check
from commonweal.model.party import Actor
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import TrackState
from commonweal.model.winwin import Package
from commonweal.returns.promise import acts

STEPS = ("diagnose", "winwin", "align", "agree", "share", "use", "returns", "account")
"""The journey, in order."""

_CAME = {ReturnState.DELIVERED, ReturnState.CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What there is, step by step; counts are of what the actor's party can see."""

    collaboration: Collaboration
    respondents: int
    profile: Profile | None
    """None while nobody has rated, and for a person who has not answered where others have."""
    offered: bool
    package: Package | None
    tracks: int
    tracks_done: int
    locked: str
    """Why alignment has not begun; empty once it may."""
    agreements: int
    in_force: int
    to_sign: tuple[Agreement, ...]
    """Those that wait for the actor's party."""
    granted: int
    refused: int
    releases: int
    owed: int
    came: int
    """Returns that were delivered, confirmed or not."""
    to_confirm: tuple[Return, ...]
    """Those that wait for the actor's party."""

    @property
    def called(self) -> str:
        """What the profile is called; or why no name is told."""
        if self.respondents and self.profile is None:
            return "Answer first, then see the result"
        return called(self.profile)

    @property
    def begun(self) -> frozenset[str]:
        """The steps that hold something."""
        held = {
            "diagnose": self.respondents,
            "winwin": self.package,
            "align": self.tracks,
            "agree": self.agreements,
            "share": self.granted + self.refused,
            "use": self.releases,
            "returns": self.came,
            "account": self.releases or self.came,
        }
        return frozenset(step for step, something in held.items() if something)

    @property
    def next(self) -> str:
        """The first step that holds nothing yet; empty once the project has ended, or none is."""
        if self.collaboration.state is CollaborationState.ENDED:
            return ""
        return next((step for step in STEPS if step not in self.begun), "")


def show(actor: Actor, node: Node, id: CollaborationId) -> Progress:
    """How far one collaboration is."""
    found = member(actor, node, "progress.show", id).record
    board = alignment.status(actor, node, id)
    agreements = agree.roster(actor, node, id)
    asked = share.history(actor, node, id)
    owed = returns.owed(actor, node, id)
    return Progress(
        collaboration=found,
        respondents=diagnosis.respondents(actor, node, id),
        profile=diagnosis.whole(actor, node, id),
        offered=offers.tabled(actor, node, id) is not None,
        package=_package(actor, node, id),
        tracks=len(board.tracks),
        tracks_done=sum(each.state is TrackState.DONE for each in board.tracks),
        locked=board.locked,
        agreements=len(agreements),
        in_force=sum(each.state is AgreementState.ACTIVE for each in agreements),
        to_sign=tuple(each for each in agreements if actor.party and waits_for(each, actor.party)),
        granted=len(asked.grants),
        refused=len(asked.refusals),
        releases=len(use.inbox(actor, node, id)),
        owed=len(owed),
        came=sum(each.state in _CAME for each in owed),
        to_confirm=tuple(each for each in owed if "confirm" in acts(each, actor.party)),
    )


def roster(actor: Actor, node: Node) -> tuple[Progress, ...]:
    """How far each collaboration is that the actor's party is in, oldest first."""
    check(actor, "progress.roster")
    return tuple(show(actor, node, each.id) for each in collaboration.roster(actor, node))


def _package(actor: Actor, node: Node, id: CollaborationId) -> Package | None:
    try:
        return solution.show(actor, node, id)
    except NotYet:
        return None
