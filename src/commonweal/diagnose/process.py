"""The process of a partnership, with the paper's rules evaluated on it (S4.2, S5; R4 to R9)."""

from dataclasses import dataclass

from commonweal.diagnose.course import Course
from commonweal.diagnose.gate import Gate, gates
from commonweal.diagnose.mechanism import Shown, mechanisms
from commonweal.diagnose.nextstep import Next, next_steps
from commonweal.diagnose.pressure import Pressure, pressures
from commonweal.diagnose.readiness import latest_urgency, readiness
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import Profile
from commonweal.model.collaboration import Collaboration, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What moved the partnership, what is at work in it, and what comes next."""

    events: tuple[Event, ...]
    """Oldest first; none means that no process is reported."""
    pressure: tuple[Pressure, ...]
    """For each party that was asked, how hard (R7)."""
    urgent: Event | None
    """The latest urgency (R6)."""
    readiness: tuple[tuple[str, bool], ...]
    """What should lie ready before an urgency (ours), and whether it does."""
    mechanisms: tuple[Shown, ...]
    next: tuple[Next, ...]
    gates: tuple[Gate, ...]


def process(collaboration: Collaboration, profile: Profile | None, now: Situation) -> Process:
    """The process so far, its mechanisms, what comes next, and which gates are open.

    Args:
        collaboration: with its events.
        profile: what the ratings add up to; None while nobody has rated.
        now: what the other steps know.
    """
    pressure = pressures(collaboration.events)
    course = Course(collaboration=collaboration, profile=profile, now=now, pressure=pressure)
    return Process(
        events=tuple(sorted(collaboration.events, key=lambda each: (each.at, each.text))),
        pressure=pressure,
        urgent=latest_urgency(collaboration),
        readiness=readiness(now),
        mechanisms=mechanisms(course),
        next=next_steps(course),
        gates=gates(collaboration, profile, now),
    )
