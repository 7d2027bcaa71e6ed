"""Step 3."""

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import align
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}", tags=["3 align"])


@router.get("/tracks")
def status(actor: Who, node: TheNode, id: Id) -> Response:
    """The board: tracks, and the promised returns that wait for them."""
    return answer(align.status(actor, node, CollaborationId(id)))
