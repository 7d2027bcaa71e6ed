"""Step 6."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.share import Key
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import job, use
from commonweal.model.ids import CollaborationId, GrantId, JobId, ReleaseId

router = APIRouter(tags=["6 use"])
FileName = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}\.[a-z]{1,8}$")]


class NewRun(Wire):
    """A lane and its settings."""

    model_config = like(lane="mobility", settings={"zone": "Asia/Kathmandu"})

    lane: Text
    settings: dict[str, str]


class NewDecision(Wire):
    """What a release informed."""

    model_config = like(text="Two supply points move")

    text: Text


@router.post("/grants/{grant}/runs", status_code=202, openapi_extra=described(NewRun))
def run(actor: Who, node: TheNode, grant: Key, told: Annotated[NewRun, body(NewRun)]) -> Response:
    """Start a lane behind the gate; the worker does it."""
    made = use.run(actor, node, GrantId(grant), lane=told.lane, settings=told.settings)
    return answer({"job": made}, 202)


@router.get("/grants/{grant}/settings")
def asked(actor: Who, node: TheNode, grant: Key) -> Response:
    """The lane that a grant opens, and what must be set to run it."""
    lane, settings = use.asked(actor, node, GrantId(grant))
    return answer({"lane": lane, "settings": settings})


@router.get("/jobs")
def jobs(actor: Who, node: TheNode, page: Paged) -> Response:
    """The jobs of the asking party, newest first."""
    return page.of(job.roster(actor, node), lambda each: each.id)


@router.post("/jobs/{id}/cancellation", status_code=201)
def cancel(actor: Who, node: TheNode, id: Key) -> Response:
    """Ask a job to stop."""
    return answer(job.cancel(actor, node, JobId(id)), 201)


@router.post("/jobs/{id}/resumption", status_code=201)
def resume(actor: Who, node: TheNode, id: Key) -> Response:
    """Take a stopped job up again; finished parts are not done twice."""
    return answer(job.resume(actor, node, JobId(id)), 201)


@router.get("/jobs/{id}")
def progress(actor: Who, node: TheNode, id: Key) -> Response:
    """How far a job is, and what it made."""
    return answer(job.show(actor, node, JobId(id)))


@router.get("/collaborations/{id}/releases")
def inbox(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """The releases that came to the asking party, oldest first."""
    return page.of(use.inbox(actor, node, CollaborationId(id)), lambda each: each.id)


@router.get("/releases/{id}")
def show(actor: Who, node: TheNode, id: Key) -> Response:
    """One release: what left, what stayed and why, and which decisions it informed."""
    return answer(use.show(actor, node, ReleaseId(id)))


@router.get("/releases/{id}/figures")
def figures(actor: Who, node: TheNode, id: Key) -> Response:
    """Its figures as values."""
    return answer(use.figures(actor, node, ReleaseId(id)))


@router.get("/releases/{id}/files/{name}")
def file(actor: Who, node: TheNode, id: Key, name: FileName) -> Response:
    """One of its files, checked against its hash."""
    content = use.file(actor, node, ReleaseId(id), name)
    return Response(content, media_type="application/octet-stream")


@router.post("/releases/{id}/decisions", status_code=201, openapi_extra=described(NewDecision))
def decide(
    actor: Who, node: TheNode, id: Key, told: Annotated[NewDecision, body(NewDecision)]
) -> Response:
    """Record which decision a release informed."""
    return answer(use.decide(actor, node, ReleaseId(id), text=told.text), 201)
