"""Step 2."""

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import winwin
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}", tags=["2 winwin"])


@router.get("/package")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The package chosen last."""
    return answer(winwin.show(actor, node, CollaborationId(id)))


@router.post("/package", status_code=201)
def solve(actor: Who, node: TheNode, id: Id) -> Response:
    """Find the package at which everyone gains."""
    chosen, weighed = winwin.solve(actor, node, CollaborationId(id))
    return answer({"package": chosen, "weighed": weighed}, 201)
