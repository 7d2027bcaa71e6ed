"""Step 2: what lies on the table."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field, JsonValue

from commonweal.api.collaborations import Id, Text
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.winwin import offers
from commonweal.model.ids import CollaborationId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.value import ValueType
from commonweal.model.winwin import Stage
from commonweal.winwin.item import Item, ItemKind
from commonweal.winwin.table.star import MOST_STARS, mapping, worth

Seen = Annotated[int | None, Field(ge=0, le=2**53)]
"""The version of the offers that the asker saw; 0 if nothing lay there."""
Figure = Annotated[float | None, Field(allow_inf_nan=False)]
Told = Annotated[str, Field(max_length=LONGEST_TEXT)]

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


class MoreOffers(Wire):
    """What is put beside that which lies on the table: a document of the new entries alone."""

    model_config = like(
        entries={"elements": [{"id": "masts", "holder": "Telecom", "text": "Masts", "cost": 1}]},
        seen=1,
    )

    entries: dict[str, JsonValue]
    seen: Seen = None


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
    low: Figure = None
    """An end that is left out is the likely figure."""
    likely: Figure = None
    high: Figure = None
    stars: Annotated[int | None, Field(ge=0, le=MOST_STARS)] = None
    """In place of the three."""
    source: Text
    seen: Seen = None


class Purpose(Wire):
    """What a use is for; what is left out, nobody says."""

    model_config = like(
        use="map",
        value_type="safety",
        indicator="Hours until a district is reached",
        baseline="36 hours",
        counterfactual="Aerial photographs",
        stage="analysis",
        seen=1,
    )

    use: Text
    value_type: ValueType | None = None
    indicator: Told = ""
    """What would show its public value."""
    baseline: Told = ""
    """How that stands without the sharing."""
    counterfactual: Told = ""
    """What would be done without the partnership."""
    stage: Stage | None = None
    """At which stage of the data's life it is."""
    seen: Seen = None


class StarWorth(Wire):
    """What one star counts as, in the unit of the offers; figures in stars follow it."""

    model_config = like(worth=10.0, seen=1)

    worth: float = Field(gt=0, allow_inf_nan=False)
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


@router.get("/offers/stars")
def stars(actor: Who, node: TheNode, id: Id) -> Response:
    """What stars and words count as on this table; null while nobody has said what a star is."""
    found = offers.tabled(actor, node, CollaborationId(id))
    value = worth(found.record) if found else 0.0
    if not found or not value:
        return answer(None)
    names = ("stars", "word", "low", "likely", "high")
    rows = [dict(zip(names, row, strict=True)) for row in mapping(value)]
    return answer({"unit": found.record.unit, "star": value, "mapping": rows})


@router.put("/offers", openapi_extra=described(NewOffers))
def table(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewOffers, body(NewOffers)]
) -> Response:
    """Put offers on the table, replacing what lay there."""
    found = offers.table(actor, node, CollaborationId(id), document=told.document, seen=told.seen)
    return answer(found)


@router.post("/offers/entries", status_code=201, openapi_extra=described(MoreOffers))
def add(
    actor: Who, node: TheNode, id: Id, told: Annotated[MoreOffers, body(MoreOffers)]
) -> Response:
    """Put more on the table, beside what lies there."""
    return answer(offers.add(actor, node, CollaborationId(id), **told.model_dump()), 201)


@router.put("/offers/figures", openapi_extra=described(Restated))
def change(
    actor: Who, node: TheNode, id: Id, told: Annotated[Restated, body(Restated)]
) -> Response:
    """Change one figure; the rest of the table stays as it is."""
    return answer(offers.change(actor, node, CollaborationId(id), **told.model_dump()))


@router.put("/offers/purposes", openapi_extra=described(Purpose))
def describe(
    actor: Who, node: TheNode, id: Id, told: Annotated[Purpose, body(Purpose)]
) -> Response:
    """Say of one use which public value it has, and what would show it."""
    return answer(offers.describe(actor, node, CollaborationId(id), **told.model_dump()))


@router.put("/offers/star", openapi_extra=described(StarWorth))
def value_star(
    actor: Who, node: TheNode, id: Id, told: Annotated[StarWorth, body(StarWorth)]
) -> Response:
    """Say what one star counts as on this table."""
    return answer(offers.value_star(actor, node, CollaborationId(id), **told.model_dump()))


@router.get("/offers/falling")
def falling(
    actor: Who,
    node: TheNode,
    id: Id,
    kind: ItemKind,
    name: Annotated[str, Query(min_length=1, max_length=200)],
) -> Response:
    """What would go if something were withdrawn: itself first, then what stands on it."""
    item = Item(kind=kind, id=name)
    return answer(offers.falling(actor, node, CollaborationId(id), item=item))


@router.post("/offers/withdrawals", status_code=201, openapi_extra=described(Withdrawal))
def withdraw(
    actor: Who, node: TheNode, id: Id, told: Annotated[Withdrawal, body(Withdrawal)]
) -> Response:
    """Take something off the table, and with it the uses and services that stand on it."""
    item = Item(kind=told.kind, id=told.name)
    found = offers.withdraw(actor, node, CollaborationId(id), item=item, seen=told.seen)
    return answer(found, 201)
