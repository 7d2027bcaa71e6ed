"""The append-only journal of captured events, and the view of them that a trace may use.

Source: EPCIS 2.0 on error declarations. A declaration repeats the event it declares wrong, so it
has that event's hash; nothing is changed or removed, and what holds is worked out each time.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from commonweal.use.food.event import Event

Outcome = Literal["new", "duplicate"]


class Journal:
    """Every event that was captured, once, in the order of capture."""

    __slots__ = ("_entries",)

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._entries: dict[str, Event] = {}
        for event in events:
            self.capture(event)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._entries.values())

    def capture(self, event: Event) -> Outcome:
        """Writes the event down, unless one with the same key is there already."""
        if event.key in self._entries:
            return "duplicate"
        self._entries[event.key] = event
        return "new"

    def effective(self, as_of: datetime | None = None) -> tuple[Event, ...]:
        """The events that hold, by time and then hash; `as_of` is an aware instant, None is now.

        Left out are events that were declared wrong by then, events that had not happened by then,
        and a corrective event for as long as the event it stands in for still held.
        """
        declared = self._declarations()
        made = [event for event in declared if event.error and _by(event.error.at, as_of)]
        wrong = {event.hash for event in made}
        waiting = _corrective_ids(declared) - _corrective_ids(made)
        found = (
            event
            for event in self
            if not event.error
            and event.hash not in wrong
            and _by(event.at, as_of)
            and not (event.id and event.id in waiting)
        )
        return tuple(sorted(found, key=lambda event: (event.at, event.hash)))

    def unmatched(self) -> tuple[Event, ...]:
        """Declarations of an error in an event that was never captured: missing, or forged."""
        return tuple(event for event in self if event.error and event.hash not in self._entries)

    def _declarations(self) -> list[Event]:
        return [event for event in self if event.error and event.hash in self._entries]


def _corrective_ids(declarations: Iterable[Event]) -> set[str]:
    return {each for event in declarations if event.error for each in event.error.corrective_ids}


def _by(instant: datetime, as_of: datetime | None) -> bool:
    return as_of is None or instant <= as_of
