"""What should lie ready before an urgent event (R6: the preparing is ours)."""

from commonweal.diagnose.lookout import looked_at
from commonweal.diagnose.situation import Situation
from commonweal.model.collaboration import Collaboration, Event, EventKind


def readiness(now: Situation) -> tuple[tuple[str, bool], ...]:
    """Each thing that should lie ready, and whether it does."""
    return (
        ("An agreement is drafted", now.drafted > 0),
        ("An agreement with its safeguards is in force", now.in_force > 0),
        ("The method is there: a dataset that a lane can work on", now.datasets > 0),
        ("Everyone gains: the package on record is a win-win", now.win_win),
        ("All seven kinds of challenge were looked at", not unseen_challenges(now)),
    )


def latest_urgency(collaboration: Collaboration) -> Event | None:
    """The latest urgent event that is noted."""
    found = [each for each in collaboration.events if each.kind is EventKind.URGENCY]
    return max(found, key=lambda each: (each.at, each.text)) if found else None


def unseen_challenges(now: Situation) -> tuple[str, ...]:
    """The kinds of challenge that nobody has looked at yet, in words (R13)."""
    return tuple(each.text for each in looked_at(now.surroundings).left)
