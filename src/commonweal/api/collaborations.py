"""Collaborations, their parties, events and datasets."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, Field

from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described
from commonweal.app import collaboration, data
from commonweal.model.collaboration import EventKind
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Role

router = APIRouter(tags=["collaborations"])
Id = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{1,64}$", description="Id of the collaboration.")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class NewCollaboration(Wire):
    """A data collaborative of the asking party."""

    title: Text
    issue: Text
    roles: list[Role] = Field(min_length=1)


class NewEvent(Wire):
    """Something that happened to the partnership."""

    kind: EventKind
    text: Text
    source: Text
    at: AwareDatetime | None = None


@router.get("/collaborations")
def roster(actor: Who, node: TheNode) -> Response:
    """The collaborations that the asking party is in."""
    return answer(collaboration.roster(actor, node))


@router.post("/collaborations", status_code=201, openapi_extra=described(NewCollaboration))
def new(
    actor: Who, node: TheNode, told: Annotated[NewCollaboration, body(NewCollaboration)]
) -> Response:
    """Start a collaboration."""
    made = collaboration.new(
        actor, node, title=told.title, issue=told.issue, roles=frozenset(told.roles)
    )
    return answer(made, 201)


@router.get("/collaborations/{id}")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """One collaboration."""
    return answer(collaboration.show(actor, node, CollaborationId(id)))


@router.post("/collaborations/{id}/events", status_code=201, openapi_extra=described(NewEvent))
def note(actor: Who, node: TheNode, id: Id, told: Annotated[NewEvent, body(NewEvent)]) -> Response:
    """Note an event."""
    found = collaboration.note(
        actor,
        node,
        CollaborationId(id),
        kind=told.kind,
        text=told.text,
        source=told.source,
        at=told.at,
    )
    return answer(found, 201)


@router.get("/collaborations/{id}/datasets")
def datasets(actor: Who, node: TheNode, id: Id) -> Response:
    """The datasets of a collaboration; their folders are told to the holder alone."""
    return answer(data.catalogue(actor, node, CollaborationId(id)))
