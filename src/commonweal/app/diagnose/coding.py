"""One coder's draft of the paper's cases, as a respondent hands it in: findings, and who rated."""

from datetime import UTC, datetime

from commonweal.cases.case import case
from commonweal.diagnose.findings import findings
from commonweal.diagnose.rating import ratings, respondent, stated_deviations
from commonweal.model.assessment import Assessment, PlatformType
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId

_NEVER = datetime.fromtimestamp(0, UTC)


def rows(case_name: str) -> list[dict[str, object]]:
    """The 24 ratings of a case, each with the finding that it rests on. Raises UnknownTerm."""
    period = case(case_name).assessment.period
    return [
        {
            "dimension": found.id.value,
            "platform": platform.value,
            "value": value,
            "kind": "document",
            "text": found.finding,
            "period": period,
            "source": f"paper {', '.join(found.src)}",
        }
        for found in findings().case(case_name).dimensions
        for platform, value in zip(PlatformType, found.coding, strict=True)
    ]


def stated(case_name: str) -> list[dict[str, object]]:
    """Where a case departs from its type, in the coder's words. Raises UnknownTerm."""
    return [
        {"dimension": found.id.value, "degree": found.fit.value, "text": found.deviation}
        for found in findings().case(case_name).departing
    ]


def assessment(case_name: str) -> Assessment:
    """The draft as an assessment that no node keeps. Raises UnknownTerm."""
    given = case(case_name).assessment
    return Assessment(
        id=AssessmentId(case_name),
        collaboration=CollaborationId(case_name),
        respondent=respondent(
            name=given.respondent, party=PartyId(given.party), closeness=given.closeness
        ),
        at=_NEVER,
        ratings=ratings(rows(case_name)),
        stated=stated_deviations(stated(case_name)),
    )
