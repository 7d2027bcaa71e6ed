"""A story while it is told: who is in it, and what it has made so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commonweal.account.verification import Verified
from commonweal.app.diagnose import Diagnosis
from commonweal.app.job import foreground
from commonweal.app.node import Node
from commonweal.app.story.clock import StoryClock
from commonweal.cases.case import Case
from commonweal.model.agreement import Agreement
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.grant import Delivery, Grant, Refusal
from commonweal.model.ids import JobId, PersonId
from commonweal.model.party import Actor, Party
from commonweal.model.release import Release
from commonweal.model.returns import Return
from commonweal.model.winwin import Package


class Voice(StrEnum):
    """Who says so."""

    STEP = "step"
    PAPER = "paper"
    OURS = "ours"


Tell = Callable[[Voice, str], None]


@dataclass(kw_only=True)
class Telling:
    """A case on a node, told step by step; what a step makes is there once it was told."""

    case: Case
    node: Node
    clock: StoryClock
    tell: Tell
    parties: Mapping[str, Party]
    collaboration: Collaboration
    diagnosis: Diagnosis = field(init=False)
    package: Package = field(init=False)
    dataset: Dataset = field(init=False)
    agreement: Agreement = field(init=False)
    delivery: Delivery = field(init=False)
    promised: list[Return] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    verified: tuple[Verified, ...] = ()

    def actor(self, name: str) -> Actor:
        """Someone who acts for a party of the case, by the key this node holds."""
        party = self.parties[name]
        return Actor(person=PersonId(party.keys[-1].id), party=party.id)

    def step(self, heading: str) -> None:
        """Begin a step of the journey."""
        self.tell(Voice.STEP, heading)

    def paper(self, text: str) -> None:
        """Say what the paper tells."""
        self.tell(Voice.PAPER, text)

    def ours(self, text: str) -> None:
        """Say what we add, and that we do."""
        self.tell(Voice.OURS, text)

    def finished(self, name: str, id: JobId) -> str:
        """Run a job of a party here; what it made."""
        return foreground(self.actor(name), self.node, id)
