"""Small valid assessments, and strategies for many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from commonweal.model.assessment import (
    Assessment,
    Dimension,
    Evidence,
    PlatformType,
    Rating,
    Respondent,
)
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId

NOON = datetime(2015, 4, 25, 12, 0, tzinfo=UTC)
PARTY, OTHER = PartyId("par_A"), PartyId("par_B")
EVIDENCE = (Evidence(kind="document", text="A synthetic note.", period="2017", source="us"),)

Cells = Sequence[int | None]
PURE = {
    platform: tuple(3 if each is platform else 0 for each in PlatformType)
    for platform in PlatformType
}


def assessment(
    rows: Sequence[Cells],
    name: str = "A. Clerk",
    *,
    party: PartyId = PARTY,
    evidence: tuple[Evidence, ...] = EVIDENCE,
) -> Assessment:
    """One respondent's ratings, a row per dimension in the order of Table 1; None is skipped."""
    ratings = tuple(
        Rating(dimension=dimension, platform=platform, value=value, evidence=evidence)
        for dimension, cells in zip(Dimension, rows, strict=False)
        for platform, value in zip(PlatformType, cells, strict=True)
        if value is not None
    )
    return Assessment(
        id=AssessmentId(f"ass_{name}"),
        collaboration=CollaborationId("col_1"),
        respondent=Respondent(name=name, party=party, closeness="remote"),
        at=NOON,
        ratings=ratings,
    )


def named(*codings: Sequence[Cells]) -> list[Assessment]:
    """One assessment for each coding, by respondents of different names."""
    return [assessment(rows, f"R{number}") for number, rows in enumerate(codings)]


def later(given: Assessment, rows: Sequence[Cells]) -> Assessment:
    """The same respondent, who rates again an hour later."""
    again = assessment(rows, given.respondent.name, party=given.respondent.party)
    return replace(again, id=AssessmentId(f"{given.id}_2"), at=given.at + timedelta(hours=1))


values = st.integers(0, 3)
cells = st.tuples(values, values, values)
codings = st.lists(cells, min_size=8, max_size=8)
skipping = st.lists(
    st.tuples(*[st.none() | values] * 3),
    min_size=8,
    max_size=8,
)
