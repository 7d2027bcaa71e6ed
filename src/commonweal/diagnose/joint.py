"""Requests that are joined into one: who may join, and what they ask together (R7, ours)."""

from collections.abc import Sequence

from commonweal.diagnose.pressure import Pressure, pressures
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.errors import Conflict, Invalid
from commonweal.model.ids import PartyId
from commonweal.model.text import LONGEST_TEXT

TOGETHER = 2
"""So many make a joint request."""


def joining(events: Sequence[Event], asked: PartyId, askers: Sequence[str]) -> Pressure:
    """The pressure that these askers would join in.

    Raises:
        Conflict: nobody asks that holder apart from the others.
        Invalid: fewer than two askers, or one who has not asked that holder.
    """
    found = next((each for each in pressures(events) if each.asked == asked), None)
    if found is None or not found.competing:
        raise Conflict(
            detail="Nobody asks this holder apart from others any more.",
            hint="Load the page again.",
        )
    strange = set(askers) - set(found.askers)
    if strange or len(set(askers)) < TOGETHER:
        raise Invalid(
            detail="At least two join, and each has asked this holder before.",
            hint="Note the request of someone new first.",
            field="askers",
        )
    return found


def asked_together(events: Sequence[Event], asked: PartyId) -> str:
    """What was asked of that holder, each text once, oldest first, as one text."""
    asking = (each for each in events if each.kind is EventKind.REQUEST and each.asked == asked)
    ordered = sorted(asking, key=lambda each: (each.at, each.text))
    texts = dict.fromkeys(each.text.strip().rstrip(".") for each in ordered)
    return ". ".join((*texts, ""))[:LONGEST_TEXT].strip()
