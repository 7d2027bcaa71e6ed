"""The mechanisms of the framework: which show here, and which its type would have (S5, S6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from commonweal.diagnose.course import Course
from commonweal.diagnose.event import PRESSING
from commonweal.diagnose.framework import Mechanism, framework
from commonweal.diagnose.pressure import Pressure
from commonweal.model.assessment import PlatformType
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import PREFIXES, PartyId
from commonweal.model.party import PartyKind, Role


class AtWork(StrEnum):
    """Whether a mechanism shows in what happened."""

    SEEN = "seen"
    EXPECTED = "expected"
    """It belongs to the type, and nothing of it shows yet."""
    ELSEWHERE = "of another type"
    """It does not belong to the type, and nothing of it shows."""
    UNSEEN = "not seen"
    """Nothing of it shows, and no type is known that would have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One of the framework's mechanisms, as it shows here."""

    id: str
    label: str
    platform: PlatformType
    state: AtWork
    why: str
    """What shows it, or what would."""
    rule: str
    """Id of the decision rule that it rests on; empty if none."""
    src: tuple[str, ...]


_SEVERAL = 2

_RULES: Mapping[str, str] = MappingProxyType(
    {
        "win_win_search": "R5",
        "explicit_business_case": "R5",
        "cross_authority_alignment": "R4",
        "urgency_event": "R6",
        "network_effect_of_pressure": "R7",
        "reputation_and_learning_gain": "R2",
        "government_promotion": "R3",
        "individual_benefit_identification": "R3",
        "pressure_on_public_buyers": "R3",
    }
)


def mechanisms(course: Course) -> tuple[Shown, ...]:
    """Every mechanism of the framework, in its order: seen here, expected, or of another type."""
    return tuple(_shown(each, course) for each in framework().mechanisms)


def _shown(mechanism: Mechanism, course: Course) -> Shown:
    trace, sought = _TRACES[mechanism.id]
    found = trace(course)
    return Shown(
        id=mechanism.id,
        label=mechanism.label,
        platform=mechanism.platform,
        state=AtWork.SEEN if found else _unseen(mechanism, course.platform),
        why=found or f"Nothing of it shows; it would show by {sought}.",
        rule=_RULES.get(mechanism.id, ""),
        src=mechanism.src,
    )


def _unseen(mechanism: Mechanism, type: PlatformType | None) -> AtWork:
    if type is None:
        return AtWork.UNSEEN
    return AtWork.EXPECTED if mechanism.platform is type else AtWork.ELSEWHERE


def _search(course: Course) -> str:
    if course.now.win_win:
        return "The package on record leaves every party better off."
    return _noted(course, EventKind.WIN_WIN_SEARCH)


def _business_case(course: Course) -> str:
    return _noted(course, EventKind.BUSINESS_CASE)


def _alignment(course: Course) -> str:
    if course.now.tracks:
        return f"Alignment tracks done: {course.now.tracks_done} of {course.now.tracks}."
    return _noted(course, EventKind.ALIGNMENT)


def _scale_up(course: Course) -> str:
    template = course.collaboration.template
    if template.startswith(PREFIXES["collaboration"]):
        return f"It was started from the collaboration {template}."
    return _noted(course, EventKind.SCALE_UP)


def _urgency(course: Course) -> str:
    return _noted(course, EventKind.URGENCY)


def _network(course: Course) -> str:
    return " ".join(_pressed(each, course) for each in course.pressure if each.network)


def _pressed(found: Pressure, course: Course) -> str:
    return f"{course.now.named(found.asked)}: {found.text}" if found.asked else found.text


def _reputation(course: Course) -> str:
    """What comes back in a Resource-dependence case is reciprocity instead (S6)."""
    exchange = course.platform is PlatformType.RESOURCE_DEPENDENCE
    if exchange or not course.now.returned:
        return ""
    return f"Recipients have confirmed {course.now.returned} of the returns they were promised."


def _promotion(course: Course) -> str:
    return _noted(course, EventKind.PROMOTION)


def _benefits(course: Course) -> str:
    """Every company has something in it, and there is more than one party that has."""
    businesses = {id for id, kind in course.now.kinds.items() if kind is PartyKind.BUSINESS}
    stated = course.now.value_stated
    if len(stated) < _SEVERAL or not businesses <= stated:
        return ""
    return f"What is in it is stated for {_listed(stated, course)}."


def _buyers(course: Course) -> str:
    """Someone asks a public body that uses the data, or threatens it."""
    found = [
        each
        for each in course.collaboration.events
        if each.kind in PRESSING and _buys(PartyId(each.asked), course)
    ]
    return _latest(found)


def _buys(party: PartyId, course: Course) -> bool:
    public = course.now.kinds.get(party) is PartyKind.GOVERNMENT
    return public and Role.USER in course.collaboration.roles(party)


def _listed(parties: frozenset[PartyId], course: Course) -> str:
    return ", ".join(sorted(course.now.named(each) for each in parties))


def _noted(course: Course, kind: EventKind) -> str:
    """The latest event of that kind, in words; empty if none is noted."""
    return _latest([each for each in course.collaboration.events if each.kind is kind])


def _latest(events: Sequence[Event]) -> str:
    if not events:
        return ""
    event = max(events, key=lambda each: (each.at, each.text))
    return f"{event.at.day} {event.at:%b %Y}, {event.kind.value}: {event.text.rstrip('.')}."


_TRACES: Mapping[str, tuple[Callable[[Course], str], str]] = MappingProxyType(
    {
        "win_win_search": (_search, "a search that is noted, or a package in which all gain"),
        "explicit_business_case": (_business_case, "a business case that is noted"),
        "cross_authority_alignment": (_alignment, "alignment tracks"),
        "scale_up": (_scale_up, "a scale-up that is noted, or a collaboration begun from another"),
        "urgency_event": (_urgency, "an urgent event"),
        "network_effect_of_pressure": (_network, "many askers who ask one holder again and again"),
        "reputation_and_learning_gain": (_reputation, "returns that their recipients confirm"),
        "government_promotion": (_promotion, "a promotion that is noted"),
        "individual_benefit_identification": (_benefits, "a value stated for each company"),
        "pressure_on_public_buyers": (_buyers, "requests to a public body that would use the data"),
    }
)
"""For each mechanism what shows it here (empty if nothing), and what would."""
