"""Events, collaborations and situations in few words, for the rules of process and government."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from commonweal.diagnose.profile import profile
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import PlatformType, Profile
from commonweal.model.collaboration import Collaboration, Event, EventKind, Member
from commonweal.model.ids import CollaborationId, PartyId, SurroundingsId
from commonweal.model.party import PartyKind, Role
from commonweal.model.surroundings import (
    ElementBasis,
    LegalBasis,
    Relation,
    RelationKind,
    Surroundings,
)
from tests.diagnose.builders import NOON, PURE, assessment

TELECOM, CITY, MAPPERS = PartyId("par_T"), PartyId("par_C"), PartyId("par_M")
NAMES = {TELECOM: "Telecom", CITY: "City", MAPPERS: "Mappers"}
KINDS = {TELECOM: PartyKind.BUSINESS, CITY: PartyKind.GOVERNMENT, MAPPERS: PartyKind.NGO}
ROLES = {TELECOM: {Role.HOLDER}, CITY: {Role.BENEFICIARY}, MAPPERS: {Role.USER}}


def event(kind: EventKind, day: int = 0, *askers: str, **told: Any) -> Event:
    """Something that happened on that day."""
    given = {"text": f"{kind.value} of day {day}", "source": "a test", **told}
    return Event(at=NOON + timedelta(days=day), kind=kind, askers=askers, **given)


def request(day: int, *askers: str, asked: PartyId = TELECOM, public: bool = False) -> Event:
    """A request to the telecom operator, if to nobody else."""
    return event(EventKind.REQUEST, day, *askers, asked=asked, public=public)


def collaboration(
    events: Sequence[Event] = (), roles: dict[PartyId, set[Role]] = ROLES, **told: Any
) -> Collaboration:
    """Telecom holds, City gains and Mappers use, unless other roles are given."""
    return Collaboration(
        id=CollaborationId("col_1"),
        title="Flood",
        issue="Who is cut off",
        founder=MAPPERS,
        members=tuple(Member(party=id, roles=frozenset(held)) for id, held in roles.items()),
        events=tuple(events),
        **told,
    )


def situation(**told: Any) -> Situation:
    """Nothing is known but who takes part, unless told."""
    return replace(Situation(names=NAMES, kinds=KINDS), **told)


def typed(platform: PlatformType) -> Profile:
    """A profile of one pure type."""
    return profile([assessment([PURE[platform]] * 8)], draws=0)


def around(*regulates: tuple[PartyId, PartyId], basis: LegalBasis | None = None) -> Surroundings:
    """Who regulates whom, and on what basis Telecom shares its call records."""
    element = (
        ElementBasis(name="Call records", holder=TELECOM, basis=basis, source="x")
        if basis
        else None
    )
    return Surroundings(
        id=SurroundingsId("sur_1"),
        collaboration=CollaborationId("col_1"),
        at=NOON,
        relations=tuple(
            Relation(of=one, kind=RelationKind.REGULATES, to=other, source="a law")
            for one, other in regulates
        ),
        elements=(element,) if element else (),
    )


names = st.sampled_from(["A", "B", "C", "D", "E"])
requests = st.builds(
    lambda day, askers, public: request(day, *askers, public=public),
    st.integers(0, 400),
    st.lists(names, min_size=1, max_size=3, unique=True),
    st.booleans(),
)
courses = st.lists(requests, min_size=1, max_size=12)
