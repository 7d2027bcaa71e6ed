"""What does not add up: each alarm names the events it rests on, and nothing is thrown away."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What is wrong."""

    OVER_DRAWN = "over-drawn"
    NO_INPUTS = "no inputs"
    FROM_NOWHERE = "from nowhere"
    NOT_RECEIVED = "not received"
    NOT_SHIPPED = "not shipped"
    OVER_RECEIVED = "over-received"
    TOO_MUCH_MADE = "too much made"
    WEIGHT_UNKNOWN = "weight unknown"
    REWORK = "rework"


MEANING: dict[AlarmKind, str] = {
    AlarmKind.OVER_DRAWN: "More of a lot was taken than was there; the excess counts as unknown.",
    AlarmKind.NO_INPUTS: "Something was made of nothing; its origin counts as unknown.",
    AlarmKind.FROM_NOWHERE: "A lot was used where it never came in; its origin counts as unknown.",
    AlarmKind.NOT_RECEIVED: "A lot was used that was shipped there, but its receipt is missing.",
    AlarmKind.NOT_SHIPPED: "A receipt names the sender, but the shipment is missing.",
    AlarmKind.OVER_RECEIVED: "More was received than shipped; the excess counts as unknown.",
    AlarmKind.TOO_MUCH_MADE: "More was made than the inputs yield; the excess counts as unknown.",
    AlarmKind.WEIGHT_UNKNOWN: "An amount cannot be weighed; shares that need it are unknown.",
    AlarmKind.REWORK: "A lot went back into itself by name; each version is followed on its own.",
}
"""What each kind means, in words that name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing that does not add up."""

    kind: AlarmKind
    at: datetime
    """When it shows: the time of the later event."""
    lot: str
    site: str
    events: tuple[str, ...]
    """Hashes of the events it rests on, the earlier first."""

    @property
    def text(self) -> str:
        """What it means, naming nobody."""
        return MEANING[self.kind]
