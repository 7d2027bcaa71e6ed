"""Step 2."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import winwin
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}", tags=["2 winwin"])

_OFFERS: dict[str, JsonValue] = {
    "unit": "points",
    "source": "invented",
    "on": "2026-03-01",
    "elements": [{"id": "calls", "holder": "Telecom", "text": "Records", "cost": [2, 3, 4]}],
    "uses": [
        {
            "id": "map",
            "element": "calls",
            "user": "Mappers",
            "text": "Map",
            "private_value": [3, 4, 5],
            "public_value": [40, 60, 80],
            "risk_to_holder": [1, 2, 3],
        }
    ],
    "services": [],
    "tracks": [],
}


class NewOffers(Wire):
    """What lies on the table: elements, uses, services, tracks, each figure as a range."""

    model_config = like(document=_OFFERS)

    document: dict[str, JsonValue]


class Without(Wire):
    """What is switched off."""

    model_config = like(services=["report"], tracks=[])

    services: list[str] = Field(default=[], max_length=200)
    tracks: list[str] = Field(default=[], max_length=200)


@router.get("/offers")
def tabled(actor: Who, node: TheNode, id: Id) -> Response:
    """The offers on the table, with their version; null while nothing lies there."""
    return answer(winwin.tabled(actor, node, CollaborationId(id)))


@router.put("/offers", openapi_extra=described(NewOffers))
def table(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewOffers, body(NewOffers)]
) -> Response:
    """Put offers on the table, replacing what lay there."""
    found = winwin.table(actor, node, CollaborationId(id), document=told.document, aliases={})
    return answer(found)


@router.get("/package")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The package chosen last."""
    return answer(winwin.show(actor, node, CollaborationId(id)))


@router.post("/package", status_code=201)
def solve(actor: Who, node: TheNode, id: Id) -> Response:
    """Find the package at which everyone gains."""
    chosen, weighed = winwin.solve(actor, node, CollaborationId(id))
    return answer({"package": chosen, "weighed": weighed}, 201)


@router.post("/package/without", openapi_extra=described(Without))
def without(actor: Who, node: TheNode, id: Id, told: Annotated[Without, body(Without)]) -> Response:
    """What the package would be without some services or tracks; nothing is kept."""
    found = winwin.what_if(
        actor,
        node,
        CollaborationId(id),
        services=frozenset(told.services),
        tracks=frozenset(told.tracks),
    )
    return answer(found)
