"""Step 2: what lies on the table."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue

from commonweal.api.collaborations import Id, Text
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import offers
from commonweal.model.ids import CollaborationId
from commonweal.winwin.flow import Item, ItemKind

Seen = Annotated[int | None, Field(ge=0, le=2**53)]
"""The version of the offers that the asker saw; 0 if nothing lay there."""

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

    model_config = like(document=_OFFERS, seen=0)

    document: dict[str, JsonValue]
    seen: Seen = None


class Restated(Wire):
    """One figure, by the place where it stands, and who says so now."""

    model_config = like(
        path="uses[0].public_value", low=40, likely=70, high=90, source="our count", seen=1
    )

    path: str = Field(min_length=1, max_length=200)
    low: float = Field(allow_inf_nan=False)
    likely: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)
    source: Text
    seen: Seen = None


class Withdrawal(Wire):
    """What is taken off the table; `name` is its id, or the name of a track."""

    model_config = like(kind="service", name="report", seen=1)

    kind: ItemKind
    name: str = Field(min_length=1, max_length=200)
    seen: Seen = None


@router.get("/offers")
def tabled(actor: Who, node: TheNode, id: Id) -> Response:
    """The offers on the table, with their version; null while nothing lies there."""
    return answer(offers.tabled(actor, node, CollaborationId(id)))


@router.get("/offers/document")
def document(actor: Who, node: TheNode, id: Id) -> Response:
    """The document that would put the offers on the table again, for people to edit."""
    return answer(offers.document(actor, node, CollaborationId(id)))


@router.put("/offers", openapi_extra=described(NewOffers))
def table(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewOffers, body(NewOffers)]
) -> Response:
    """Put offers on the table, replacing what lay there."""
    found = offers.table(actor, node, CollaborationId(id), document=told.document, seen=told.seen)
    return answer(found)


@router.put("/offers/figures", openapi_extra=described(Restated))
def change(
    actor: Who, node: TheNode, id: Id, told: Annotated[Restated, body(Restated)]
) -> Response:
    """Change one figure; the rest of the table stays as it is."""
    return answer(offers.change(actor, node, CollaborationId(id), **told.model_dump()))


@router.post("/offers/withdrawals", status_code=201, openapi_extra=described(Withdrawal))
def withdraw(
    actor: Who, node: TheNode, id: Id, told: Annotated[Withdrawal, body(Withdrawal)]
) -> Response:
    """Take something off the table, and with it the uses and services that stand on it."""
    item = Item(kind=told.kind, id=told.name)
    found = offers.withdraw(actor, node, CollaborationId(id), item=item, seen=told.seen)
    return answer(found, 201)
