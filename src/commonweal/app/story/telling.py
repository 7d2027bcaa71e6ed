"""A story while it is told: who is in it, and what it has made so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commonweal.account.verification import Verified
from commonweal.app.job import foreground
from commonweal.app.node import Node
from commonweal.app.story.clock import StoryClock
from commonweal.cases.act import Ask, Outcome
from commonweal.cases.case import Case
from commonweal.cases.told import PAPER
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.model.agreement import Agreement
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.grant import Grant, Refusal
from commonweal.model.ids import JobId, PersonId
from commonweal.model.party import Actor, Party
from commonweal.model.release import Release
from commonweal.model.returns import Return
from commonweal.model.winwin import Package


class Voice(StrEnum):
    """Who says so; a case and a step are headings."""

    CASE = "case"
    STEP = "step"
    PAPER = "paper"
    OURS = "ours"


Tell = Callable[[Voice, str], None]


@dataclass(kw_only=True)
class Telling:
    """A case on a node, told act by act; what an act makes is there, by its key, once told."""

    case: Case
    node: Node
    clock: StoryClock
    tell: Tell
    parties: Mapping[str, Party]
    collaboration: Collaboration
    diagnosis: Diagnosis = field(init=False)
    package: Package = field(init=False)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    returns: dict[str, Return] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    answered: list[tuple[Ask, Outcome]] = field(default_factory=list)
    """Every request of the story, and what it came to."""
    verified: tuple[Verified, ...] = ()

    def actor(self, name: str) -> Actor:
        """Someone who acts for a party of the case, by the key this node holds."""
        party = self.parties[name]
        return Actor(person=PersonId(party.keys[-1].id), party=party.id)

    def named(self, id: str | None) -> str:
        """What people call a party of the case."""
        return next(each.name for each in self.parties.values() if each.id == id)

    def paper(self, text: str) -> None:
        """Say what the paper tells."""
        self.tell(Voice.PAPER, text)

    def ours(self, text: str) -> None:
        """Say what we add, and that we do."""
        self.tell(Voice.OURS, text)

    def sourced(self, text: str, source: str) -> None:
        """Say something in the voice of its source."""
        self.tell(Voice.PAPER if source.startswith(PAPER) else Voice.OURS, text)

    def finished(self, actor: Actor, id: JobId) -> str:
        """Run a job of the actor's party here; what it made."""
        return foreground(actor, self.node, id)
