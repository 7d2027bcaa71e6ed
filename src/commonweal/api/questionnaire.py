"""Step 1, who is asked: invitations and what became of them, never what anyone answered.

Whoever is invited answers on the pages, under the link of the invitation.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from commonweal.api.collaborations import Id
from commonweal.api.once import TOLD_ONCE
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.diagnose import respondents
from commonweal.model.ids import (
    ID_FORM,
    AssessmentId,
    CollaborationId,
    PartyId,
    QuestionnaireId,
)
from commonweal.model.person import LONGEST_NAME
from commonweal.model.questionnaire import LONGEST_QUESTIONNAIRE, QUESTIONNAIRE_LASTS

router = APIRouter(prefix="/collaborations/{id}", tags=["1 diagnose"])

Asked = Annotated[str, Path(pattern=ID_FORM, description="Id of the questionnaire.")]
Given = Annotated[str, Path(pattern=ID_FORM, description="Id of the assessment.")]


class NewRespondent(Wire):
    """Someone who shall answer for a member."""

    model_config = like(party="par_01KJMA0FM0CFNKQSYMB579T7GG", respondent="Asha Rai", days=30)

    party: str = Field(pattern=ID_FORM)
    respondent: str = Field(min_length=1, max_length=LONGEST_NAME)
    days: int = Field(default=QUESTIONNAIRE_LASTS.days, ge=1, le=LONGEST_QUESTIONNAIRE.days)


@router.get("/respondents")
def roster(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """Everyone who was asked or answered, and what became of it."""
    return page.of(respondents.roster(actor, node, CollaborationId(id)), lambda each: each.id)


@router.post("/respondents", status_code=201, openapi_extra=described(NewRespondent))
def invite(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewRespondent, body(NewRespondent)]
) -> Response:
    """Invite someone: the answer has the path of their link, once."""
    made, token = respondents.invite(
        actor,
        node,
        CollaborationId(id),
        party=PartyId(told.party),
        respondent=told.respondent,
        days=told.days,
    )
    shown = {
        "id": made.id,
        "collaboration": made.collaboration,
        "party": made.party,
        "respondent": made.respondent,
        "until": made.until,
        "link": f"/answer/{token}",
    }
    given = answer(shown, 201)
    given.headers[TOLD_ONCE] = "true"
    return given


@router.post("/respondents/{questionnaire}/revocation", status_code=201)
def revoke(actor: Who, node: TheNode, id: Id, questionnaire: Asked) -> Response:
    """End an invitation of the asking party; what was answered with it so far is erased."""
    gone = respondents.revoke(actor, node, QuestionnaireId(questionnaire), of=CollaborationId(id))
    return answer({"id": gone.id, "state": gone.state.value}, 201)


@router.post("/assessments/{assessment}/withdrawal", status_code=201)
def withdraw(actor: Who, node: TheNode, id: Id, assessment: Given) -> Response:
    """Erase answers that the asking party entered for someone; the log keeps that it happened."""
    respondents.withdraw(actor, node, AssessmentId(assessment), of=CollaborationId(id))
    return answer({"id": assessment, "withdrawn": True}, 201)
