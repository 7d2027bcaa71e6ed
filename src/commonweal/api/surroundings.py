"""Step 1, around the ratings: the surroundings of a partnership, and what was said of it."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue

from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.diagnose import remark, surroundings
from commonweal.model.assessment import Dimension
from commonweal.model.ids import CollaborationId

router = APIRouter(prefix="/collaborations/{id}", tags=["1 diagnose"])

_DOCUMENT: dict[str, JsonValue] = {
    "relations": [{"of": "City", "kind": "regulates", "to": "Telecom", "source": "ours"}],
    "elements": [
        {"name": "call records", "holder": "Telecom", "basis": "voluntary", "source": "ours"}
    ],
    "readiness": [
        {
            "between": ["Telecom", "City"],
            "component": "trusted_networks",
            "presence": "partly",
            "text": "They met twice",
        }
    ],
    "risks": [
        {"challenge": "policy", "weight": "decisive", "text": "No law yet", "measure": "Ask"}
    ],
    "factors": [{"factor": "trust", "effect": "helps", "text": "They know each other"}],
}


class NewSurroundings(Wire):
    """All that is stated: relations, elements, readiness, risks, factors; each a list of rows."""

    model_config = like(document=_DOCUMENT, seen=0)

    document: dict[str, JsonValue]
    seen: int | None = Field(default=None, ge=0, le=2**53)
    """The version that the asker saw; 0 if nothing was stated."""


class NewRemark(Wire):
    """What was said about one dimension, and whether that settles it."""

    model_config = like(
        dimension="orientation", text="Both sides looked at the minutes again", settles=True
    )

    dimension: Dimension
    text: Text
    settles: bool


@router.get("/surroundings")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """What is stated, with its version; null while nothing is."""
    return answer(surroundings.show(actor, node, CollaborationId(id)))


@router.get("/surroundings/document")
def document(actor: Who, node: TheNode, id: Id) -> Response:
    """The document that would state it again, for people to edit."""
    return answer(surroundings.document(actor, node, CollaborationId(id)))


@router.put("/surroundings", openapi_extra=described(NewSurroundings))
def state(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewSurroundings, body(NewSurroundings)]
) -> Response:
    """State all of it anew, in the place of what was stated."""
    found = surroundings.state(
        actor, node, CollaborationId(id), document=told.document, seen=told.seen
    )
    return answer(found)


@router.get("/remarks")
def roster(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """What was said where respondents disagree, oldest first."""
    return page.of(remark.roster(actor, node, CollaborationId(id)), lambda each: each.id)


@router.post("/remarks", status_code=201, openapi_extra=described(NewRemark))
def make(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewRemark, body(NewRemark)]
) -> Response:
    """Say something about one dimension, for the party whose token this is."""
    return answer(remark.make(actor, node, CollaborationId(id), **told.model_dump()), 201)
