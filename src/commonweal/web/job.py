"""Long work as its starter sees it: how far it is, how to stop it, what it made."""

from fastapi import APIRouter, Request, Response

from commonweal.app import job, share, use
from commonweal.app.release import RUN
from commonweal.model.ids import DeliveryId, JobId, ReleaseId
from commonweal.model.ports import Job, JobState
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id
from commonweal.web.session import Visiting
from commonweal.web.visitor import Visitor

router = APIRouter()

_TONES = {JobState.DONE: "good", JobState.FAILED: "bad", JobState.CANCELLED: "warn"}
_GOING = {JobState.WAITING, JobState.RUNNING}


@router.get("/jobs/{id}")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """How far a job is; the page follows it, with a script or without."""
    found = job.show(visit.actor, visit.node, JobId(id))
    going = found.state in _GOING
    return render(
        request,
        "job.html",
        visitor=visit,
        job=found,
        going=going,
        tone=_TONES.get(found.state, ""),
        made=_made(visit, found) if found.state is JobState.DONE else "",
    )


@router.post("/jobs/{id}/cancel")
def cancel(visit: Visiting, id: Id) -> Response:
    """Stop a job: at once if it waits, between two parts if it runs."""
    job.cancel(visit.actor, visit.node, JobId(id))
    return gone_to(f"/jobs/{id}", "cancelled")


@router.post("/jobs/{id}/resume")
def resume(visit: Visiting, id: Id) -> Response:
    """Take a stopped job up again."""
    job.resume(visit.actor, visit.node, JobId(id))
    return gone_to(f"/jobs/{id}", "started")


def _made(visit: Visitor, found: Job) -> str:
    """The address of what a job made."""
    if found.kind == RUN:
        release = use.show(visit.actor, visit.node, ReleaseId(found.result))
        return f"/c/{release.collaboration}/use/{release.id}"
    if found.kind == share.DELIVER:
        delivery = share.delivery(visit.actor, visit.node, DeliveryId(found.result))
        return f"/c/{delivery.collaboration}/share#deliveries"
    return ""
