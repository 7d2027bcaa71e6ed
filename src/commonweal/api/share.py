"""Step 5."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from commonweal.api.collaborations import Id, Text
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import share
from commonweal.model.agreement import Mode
from commonweal.model.errors import NotPermitted
from commonweal.model.grant import Refusal
from commonweal.model.ids import ID_FORM, CollaborationId, DatasetId, DeliveryId, GrantId

router = APIRouter(tags=["5 share"])
Key = Annotated[str, Path(pattern=ID_FORM)]


class NewRequest(Wire):
    """What the asker declares."""

    model_config = like(purpose="disaster-response", mode="visit")

    purpose: Text
    mode: Mode


@router.post("/datasets/{dataset}/requests", status_code=201, openapi_extra=described(NewRequest))
def request(
    actor: Who, node: TheNode, dataset: Key, told: Annotated[NewRequest, body(NewRequest)]
) -> Response:
    """Ask the gate: 201 with a grant, or 403 with the deciding clause."""
    given = share.request(actor, node, DatasetId(dataset), purpose=told.purpose, mode=told.mode)
    if isinstance(given, Refusal):
        raise NotPermitted(clause=given.clause, detail=given.reason, hint=given.hint)
    return answer(given, 201)


@router.post("/grants/{grant}/deliveries", status_code=202)
def deliver(actor: Who, node: TheNode, grant: Key) -> Response:
    """Start delivering into the asking party's vault."""
    return answer({"job": share.deliver(actor, node, GrantId(grant))}, 202)


@router.get("/deliveries/{id}")
def delivery(actor: Who, node: TheNode, id: Key) -> Response:
    """One delivery to the asking party."""
    return answer(share.delivery(actor, node, DeliveryId(id)))


@router.get("/collaborations/{id}/requests")
def history(actor: Who, node: TheNode, id: Id) -> Response:
    """What was asked, granted, refused and delivered; what each grant is and can be used for."""
    return answer(share.history(actor, node, CollaborationId(id)))
