"""Step 1."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.diagnose import diagnosis
from commonweal.diagnose.summary import summary
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}", tags=["1 diagnose"])


class NewEvidence(Wire):
    """What a rating rests on."""

    model_config = like(
        kind="interview", text="They set it up together", period="2026", source="programme lead"
    )

    kind: Text
    text: Text
    period: Text
    source: Text


class NewRating(Wire):
    """One of 24 cells."""

    model_config = like(dimension="orientation", platform="social_issue", value=3, evidence=[])

    dimension: Text
    platform: Text
    value: int = Field(ge=0, le=3)
    evidence: list[NewEvidence] = Field(default=[], max_length=100)


class NewAssessment(Wire):
    """One respondent's ratings."""

    model_config = like(
        respondent="programme lead",
        closeness="inside",
        motives=["reputation"],
        ratings=[
            {"dimension": "orientation", "platform": "social_issue", "value": 3, "evidence": []}
        ],
    )

    respondent: Text
    closeness: Text
    motives: list[Text] = Field(default=[], max_length=24)
    """Why the party takes part: codes of the framework's reasons and motivations."""
    ratings: list[NewRating] = Field(min_length=1, max_length=24)


@router.get("/diagnosis")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """Label and rule, deviations, parties apart, role of government, mechanisms, next steps."""
    return answer(summary(diagnosis.show(actor, node, CollaborationId(id))))


@router.get("/diagnosis/process")
def course(actor: Who, node: TheNode, id: Id) -> Response:
    """What happened, what is at work and what comes next; also while nobody has rated."""
    return answer(diagnosis.course(actor, node, CollaborationId(id)))


@router.get("/diagnosis/government")
def advice(actor: Who, node: TheNode, id: Id) -> Response:
    """What government should do and must declare; also while nobody has rated."""
    return answer(diagnosis.advice(actor, node, CollaborationId(id)))


@router.get("/assessments")
def evidence(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """What each respondent gave, with what it rests on."""
    return page.of(diagnosis.evidence(actor, node, CollaborationId(id)), lambda each: each.id)


@router.post("/assessments", status_code=201, openapi_extra=described(NewAssessment))
def rate(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewAssessment, body(NewAssessment)]
) -> Response:
    """Give one respondent's ratings; the answer repeats none of them, as it may be kept a while."""
    made = diagnosis.rate(
        actor,
        node,
        CollaborationId(id),
        respondent=told.respondent,
        closeness=told.closeness,
        rows=[each.model_dump() for each in told.ratings],
        motives=told.motives,
    )
    return answer({"id": made.id, "ratings": len(made.ratings)}, 201)
