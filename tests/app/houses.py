"""A node on real adapters in a temporary folder, under a clock that the test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from commonweal.app import party
from commonweal.app.build import build
from commonweal.app.node import Node
from commonweal.app.settings import settings
from commonweal.app.story.clock import StoryClock
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor, PartyKind

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A node and its clock."""

    node: Node
    clock: StoryClock

    def party(self, name: str, kind: PartyKind = PartyKind.NGO) -> Actor:
        """A new party hosted here, and someone who acts for it."""
        made = party.add(OPERATOR, self.node, name=name, kind=kind)
        return Actor(person=PersonId(made.keys[-1].id), party=made.id)


def house(home: Path) -> House:
    """A fresh house."""
    clock = StoryClock(START)
    return House(node=build(settings(home, "", {}), clock), clock=clock)
