"""A span of time that a lot spent in a container."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True, kw_only=True)
class Stay:
    """A lot stood in a container during [since, until); `until` is None while it stands there."""

    lot: str
    since: datetime
    until: datetime | None = None

    def during(self, at: datetime) -> bool:
        """True if it stood there at the instant."""
        return self.since <= at and (self.until is None or at < self.until)
