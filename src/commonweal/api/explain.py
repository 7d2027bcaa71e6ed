"""Step 2: what the answer hangs on, or why there is none."""

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import explain
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}/explanation", tags=["2 winwin"])


@router.get("")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The explanation that was kept last."""
    return answer(explain.show(actor, node, CollaborationId(id)))


@router.get("/now")
def at_once(actor: Who, node: TheNode, id: Id) -> Response:
    """What the answer hangs on now; null where it is too much to wait for. Nothing is kept."""
    return answer(explain.at_once(actor, node, CollaborationId(id)))


@router.post("", status_code=202)
def start(actor: Who, node: TheNode, id: Id) -> Response:
    """Start a job that explains the answer, and keeps what it finds."""
    return answer({"job": explain.start(actor, node, CollaborationId(id))}, 202)
