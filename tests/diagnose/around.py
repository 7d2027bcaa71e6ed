"""Surroundings of four parties, and documents that state some."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from commonweal.diagnose.statement import Part, challenges, components, factors
from commonweal.diagnose.surroundings import changed, whole
from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.ids import CollaborationId, PartyId, SurroundingsId
from commonweal.model.party import Party, PartyKind, Role
from commonweal.model.surroundings import (
    Effect,
    LegalBasis,
    Presence,
    RelationKind,
    Surroundings,
    Weight,
)

FARM, HUB, SCHOOL, STATE = (PartyId(f"par_{name}") for name in "FHSG")
MEMBERS = (FARM, HUB, SCHOOL, STATE)
PARTIES = {"Farm": FARM, "Hub": HUB, "School": SCHOOL, "State": STATE} | {id: id for id in MEMBERS}
NAMES = {id: name for name, id in PARTIES.items() if name != id}
KNOWN = {
    id: Party(id=id, name=NAMES[id], kind=kind, hosted=True)
    for id, kind in zip(
        MEMBERS,
        (PartyKind.BUSINESS, PartyKind.BUSINESS, PartyKind.GOVERNMENT, PartyKind.GOVERNMENT),
        strict=True,
    )
}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
NOTHING = Surroundings(id=SurroundingsId("sur_A"), collaboration=CollaborationId("col_A"), at=NOON)
LOCAL_FOOD = Collaboration(
    id=CollaborationId("col_A"),
    title="Local food",
    issue="More local food",
    founder=HUB,
    members=(
        Member(party=FARM, roles=frozenset({Role.HOLDER})),
        Member(party=HUB, roles=frozenset({Role.INTERMEDIARY, Role.STEWARD})),
        Member(party=SCHOOL, roles=frozenset({Role.USER})),
        Member(party=STATE, roles=frozenset({Role.REGULATOR, Role.BENEFICIARY})),
    ),
)

Row = dict[str, Any]
Document = Mapping[str, list[Row]]


def stated(document: Document) -> Surroundings:
    """What a document states where nothing was."""
    return whole(NOTHING, document, parties=PARTIES, at=NOON)


def restated(
    before: Surroundings, part: Part, *rows: Row, gone: tuple[Row, ...] = ()
) -> Surroundings:
    """The same with some of one part stated a day later, or taken back."""
    return changed(before, part, parties=PARTIES, at=LATER, rows=rows, gone=gone)


def relation(of: str, kind: str, to: str, source: str = "ours") -> Row:
    """A row."""
    return {"of": of, "kind": kind, "to": to, "source": source}


_WORDS = st.text("abc dé", min_size=1, max_size=12).filter(str.strip)
_TWO = st.permutations(sorted(NAMES.values())).map(lambda names: names[:2])


def _terms(terms: tuple[Any, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([each.id for each in terms])


def _words(words: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in words])


ROWS: Mapping[Part, st.SearchStrategy[Row]] = {
    Part.RELATIONS: st.tuples(_TWO, _words(RelationKind), _WORDS).map(
        lambda told: relation(told[0][0], told[1], told[0][1], told[2])
    ),
    Part.ELEMENTS: st.fixed_dictionaries(
        {
            "name": _WORDS,
            "holder": st.sampled_from(sorted(NAMES.values())),
            "basis": _words(LegalBasis),
            "source": _WORDS,
        }
    ),
    Part.READINESS: st.fixed_dictionaries(
        {
            "between": _TWO,
            "component": _terms(components()),
            "presence": _words(Presence),
            "text": _WORDS,
        }
    ),
    Part.RISKS: st.fixed_dictionaries(
        {"challenge": _terms(challenges()), "weight": _words(Weight), "text": _WORDS},
        optional={"measure": _WORDS},
    ),
    Part.FACTORS: st.fixed_dictionaries(
        {"factor": _terms(factors()), "effect": _words(Effect)}, optional={"text": _WORDS}
    ),
}
"""A row of each part that holds."""
