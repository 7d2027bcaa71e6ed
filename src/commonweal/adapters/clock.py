"""The machine's clock and its source of fresh names."""

import os
from datetime import UTC, datetime

from commonweal.model.ids import ulid
from commonweal.model.ports import Clock


class UtcClock:
    """What time it is, by this machine."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


class UlidMaker:
    """Fresh ids by a clock and the operating system's randomness."""

    def __init__(self, clock: Clock) -> None:
        """`clock` gives the time part of each id."""
        self._clock = clock

    def new(self, kind: str) -> str:
        """A fresh id of that kind."""
        return ulid(kind, self._clock.now(), os.urandom(10))
