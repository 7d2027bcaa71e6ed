"""Step 2: what the answer hangs on, or why there is none."""

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app.node import Node
from commonweal.app.winwin import explain, offers, solution
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.model.winwin import Explanation
from commonweal.winwin.contract import explanation_told

router = APIRouter(prefix="/collaborations/{id}/explanation", tags=["2 winwin"])


@router.get("")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The explanation that was kept last."""
    asked = actor, node, CollaborationId(id)
    return answer(_told(*asked, explain.show(*asked)))


@router.get("/now")
def at_once(actor: Who, node: TheNode, id: Id) -> Response:
    """What the answer hangs on now; null where it is too much to wait for. Nothing is kept."""
    asked = actor, node, CollaborationId(id)
    return answer(_told(*asked, explain.at_once(*asked)))


@router.post("", status_code=202)
def start(actor: Who, node: TheNode, id: Id) -> Response:
    """Start a job that explains the answer, and keeps what it finds."""
    return answer({"job": explain.start(actor, node, CollaborationId(id))}, 202)


def _told(
    actor: Actor, node: Node, id: CollaborationId, found: Explanation | None
) -> dict[str, object] | None:
    lying = offers.tabled(actor, node, id)
    if found is None or lying is None:
        return None
    return explanation_told(found, lying.record, solution.names(actor, node, id))
