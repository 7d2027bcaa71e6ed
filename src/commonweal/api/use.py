"""Step 6."""

from typing import Annotated

from fastapi import APIRouter, Response

from commonweal.api.collaborations import Id, Text
from commonweal.api.share import Key
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described
from commonweal.app import job, use
from commonweal.model.ids import CollaborationId, GrantId, JobId, ReleaseId

router = APIRouter(tags=["6 use"])


class NewRun(Wire):
    """A lane and its settings."""

    lane: Text
    settings: dict[str, str]


class NewDecision(Wire):
    """What a release informed."""

    text: Text


@router.post("/grants/{grant}/runs", status_code=202, openapi_extra=described(NewRun))
def run(actor: Who, node: TheNode, grant: Key, told: Annotated[NewRun, body(NewRun)]) -> Response:
    """Start a lane behind the gate; the worker does it."""
    made = use.run(actor, node, GrantId(grant), lane=told.lane, settings=told.settings)
    return answer({"job": made}, 202)


@router.get("/jobs/{id}")
def progress(actor: Who, node: TheNode, id: Key) -> Response:
    """How far a job is, and what it made."""
    return answer(job.show(actor, node, JobId(id)))


@router.get("/collaborations/{id}/releases")
def inbox(actor: Who, node: TheNode, id: Id) -> Response:
    """The releases that came to the asking party."""
    return answer(use.inbox(actor, node, CollaborationId(id)))


@router.post("/releases/{id}/decisions", status_code=201, openapi_extra=described(NewDecision))
def decide(
    actor: Who, node: TheNode, id: Key, told: Annotated[NewDecision, body(NewDecision)]
) -> Response:
    """Record which decision a release informed."""
    return answer(use.decide(actor, node, ReleaseId(id), text=told.text), 201)
