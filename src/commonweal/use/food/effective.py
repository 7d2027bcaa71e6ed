"""The events of a dataset that hold: read and checked once, then kept in the run's work folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from commonweal.model.errors import Invalid
from commonweal.use.food.event import Event
from commonweal.use.food.graph import Graph
from commonweal.use.food.history import grown
from commonweal.use.food.journal import Journal
from commonweal.use.food.master import Master
from commonweal.use.food.place import local_day
from commonweal.use.food.reading import RefusedFile, captured

FILE = "effective.msgpack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """What a dataset's events say, once duplicates and what was declared wrong are left out."""

    events: tuple[Event, ...]
    duplicates: int
    declared_wrong: int
    """Declarations of error, those of events that nobody captured included."""
    declared_unseen: int
    """Declarations of error in an event that nobody captured: it is missing, or they are forged."""
    refused: tuple[RefusedFile, ...]

    @property
    def last_day(self) -> date:
        """The local day of the last event."""
        return local_day(self.events[-1])

    def graph(self, master: Master) -> Graph:
        """Where every kilogram went."""
        return grown(self.events, weigh=master.weigh, most=master.most)


def effective(folder: Path) -> Effective:
    """The events that hold in a folder. Raises Invalid if there are none."""
    found = captured(folder)
    journal = Journal()
    duplicates = sum(journal.capture(event) == "duplicate" for event in found.events)
    events = journal.effective()
    if not events:
        raise _nothing(found.refused)
    return Effective(
        events=events,
        duplicates=duplicates,
        declared_wrong=sum(event.error is not None for event in journal),
        declared_unseen=len(journal.unmatched()),
        refused=found.refused,
    )


def keep(found: Effective, work: Path) -> None:
    """Write it down for the slices of a run; it appears whole or not at all."""
    half = work / f"{FILE}.half"
    half.write_bytes(msgspec.msgpack.encode(found))
    half.replace(work / FILE)


def kept(work: Path) -> Effective:
    """What `keep` wrote."""
    return msgspec.msgpack.decode((work / FILE).read_bytes(), type=Effective)


def _nothing(refused: Sequence[RefusedFile]) -> Invalid:
    if refused:
        return Invalid(
            detail=f"No file of events can be read; the first problem: {refused[0].problem}",
            hint="Mend the files that are named, or leave them out.",
            file=refused[0].file,
        )
    return Invalid(
        detail="The folder has no events that hold.",
        hint="Put EPCIS 2.0 documents there, as *.json or *.jsonld.",
        file="*.json",
    )
