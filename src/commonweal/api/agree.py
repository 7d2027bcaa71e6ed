"""Step 4."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import agree
from commonweal.model.ids import AgreementId, CollaborationId

router = APIRouter(tags=["4 agree"])
Agreed = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{1,64}$", description="Id of the agreement.")]


@router.get("/collaborations/{id}/agreements")
def roster(actor: Who, node: TheNode, id: Id) -> Response:
    """The agreements to which the asking party is a party."""
    return answer(agree.roster(actor, node, CollaborationId(id)))


@router.get("/agreements/{agreement}")
def show(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """An agreement, its text and its policy as ODRL: all from the same clauses."""
    found, text, odrl = agree.show(actor, node, AgreementId(agreement))
    return answer({"agreement": found, "text": text.as_text(), "odrl": odrl})


@router.post("/agreements/{agreement}/signatures", status_code=201)
def sign(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Sign for the asking party."""
    return answer(agree.sign(actor, node, AgreementId(agreement)), 201)


@router.post("/agreements/{agreement}/withdrawal", status_code=201)
def withdraw(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Withdraw: the gate shuts at once."""
    return answer(agree.withdraw(actor, node, AgreementId(agreement)), 201)
