"""A node on real adapters in a temporary folder, under a clock that the test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.adapters.records.database import open_engine
from commonweal.adapters.records.schema import migrate
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
    """A fresh house, or the one that stands there."""
    clock = StoryClock(START)
    told = settings(home, "", {})
    place = Path(told.database.removeprefix("sqlite:///"))
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_tables())
    return House(node=build(told, clock), clock=clock)


@cache
def _tables() -> bytes:
    """A database with every table and nothing in it: made once in a process, as it takes long."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "empty.db"
        engine = open_engine(f"sqlite:///{place}")
        migrate(engine)
        engine.dispose()
        return place.read_bytes()
