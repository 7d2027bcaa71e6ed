"""Step 7."""

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id
from commonweal.api.share import Key
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import returns
from commonweal.model.ids import CollaborationId, ReturnId

router = APIRouter(tags=["7 returns"])


@router.get("/collaborations/{id}/returns")
def overview(actor: Who, node: TheNode, id: Id) -> Response:
    """What was promised against what came, as the asking party sees it."""
    return answer(returns.overview(actor, node, CollaborationId(id)))


@router.post("/returns/{id}/confirmation", status_code=201)
def confirm(actor: Who, node: TheNode, id: Key) -> Response:
    """Confirm that a return came."""
    return answer(returns.confirm(actor, node, ReturnId(id)), 201)
