"""What must hold before a step, and whether it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.readiness import unseen_challenges
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import Profile
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Something that must hold before a step, and whether it does."""

    id: str
    text: str
    open: bool
    why: str
    src: tuple[str, ...]
    """Sections of the paper, or OURS."""


def gates(
    collaboration: Collaboration, profile: Profile | None, now: Situation
) -> tuple[Gate, ...]:
    """Every gate, in the order of the journey."""
    return (
        _diagnosed(collaboration, profile),
        _challenges(now),
        _valued(now),
        _business_case(collaboration, now),
        _win_win(now),
    )


def silent_businesses(now: Situation) -> tuple[str, ...]:
    """The companies for which no private value is stated, by name."""
    return tuple(sorted(_silent(now)))


def _silent(now: Situation) -> Iterator[str]:
    for party in _businesses(now):
        if party not in now.value_stated:
            yield now.named(party)


def _businesses(now: Situation) -> tuple[PartyId, ...]:
    return tuple(id for id, kind in now.kinds.items() if kind is PartyKind.BUSINESS)


def _diagnosed(collaboration: Collaboration, profile: Profile | None) -> Gate:
    process = _noted(len(collaboration.events))
    rated = f"{profile.coverage:.0%} of the ratings are there" if profile else "no profile is known"
    return Gate(
        id="diagnosis",
        text="The diagnosis is shown with its process and its coverage",
        open=profile is not None,
        why=f"{process.capitalize()}; {rated.replace('%', ' %')}.",
        src=("S4.2",),
    )


def _noted(events: int) -> str:
    if not events:
        return "no process is reported"
    return "1 event is noted" if events == 1 else f"{events} events are noted"


def _challenges(now: Situation) -> Gate:
    left = unseen_challenges(now)
    looked = "All seven were looked at; not all need to matter."
    return Gate(
        id="challenges",
        text="All seven kinds of challenge were looked at",
        open=not left,
        why=f"Not looked at: {', '.join(left)}." if left else looked,
        src=("S2",),
    )


def _valued(now: Situation) -> Gate:
    left = silent_businesses(now)
    stated = "It is stated for each." if _businesses(now) else "No company takes part."
    return Gate(
        id="value",
        text="What it is worth to each company is stated, before alignment begins",
        open=not left,
        why=f"Not stated: {', '.join(left)}." if left else stated,
        src=("S5.1",),
    )


def _business_case(collaboration: Collaboration, now: Situation) -> Gate:
    noted = any(each.kind is EventKind.BUSINESS_CASE for each in collaboration.events)
    free = not _businesses(now)
    closed = "None is noted; without one a company cannot sell it inside."
    return Gate(
        id="business-case",
        text="A business case is explicit enough to be sold inside the company",
        open=noted or free,
        why="No company takes part." if free else "It is noted." if noted else closed,
        src=("S5.1",),
    )


def _win_win(now: Situation) -> Gate:
    return Gate(
        id="win-win",
        text="It is called a win-win: every party gains, with enough chance",
        open=now.win_win,
        why="The package on record is one." if now.win_win else "No package on record is one.",
        src=("OURS",),
    )
