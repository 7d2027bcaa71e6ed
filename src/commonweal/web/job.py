"""Long work as its starter sees it: how far it is, how to stop it, what it made."""

from contextlib import suppress

from fastapi import APIRouter, Request, Response

from commonweal.app import collaboration, job, share, use
from commonweal.app.delivery import DELIVER
from commonweal.app.release import RUN
from commonweal.app.winwin.explaining import EXPLAIN
from commonweal.app.winwin.weighing import WEIGH
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound
from commonweal.model.ids import CollaborationId, DeliveryId, JobId, ReleaseId
from commonweal.model.job import CANCEL, RESUME, Job, JobState, act
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id
from commonweal.web.session import Visiting
from commonweal.web.table import Button, Cell, Link, Sheet, State
from commonweal.web.visitor import Visitor

router = APIRouter()

_TONES = {JobState.DONE: "good", JobState.FAILED: "bad", JobState.CANCELLED: "warn"}
_MOST = 200
_PAGES = {WEIGH: "winwin", EXPLAIN: "winwin/need"}
"""Work of step 2: the page of its collaboration that shows what it made; it stops with the best."""
_CALLED = {DELIVER: "Delivery", WEIGH: "Packages weighed", EXPLAIN: "Answer explained"}
_WORDS = {RUN: "the release", DELIVER: "the delivery", WEIGH: "the package", EXPLAIN: "the answer"}


@router.get("/jobs")
def every(visit: Visiting, request: Request) -> Response:
    """The long work of the visitor's party."""
    return render(request, "jobs.html", visitor=visit, sheets=(_sheet(visit),))


@router.get("/jobs/{id}")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """How far a job is; the page follows it, with a script or without."""
    found = job.show(visit.actor, visit.node, JobId(id))
    return render(
        request,
        "job.html",
        visitor=visit,
        job=found,
        act=act(found),
        tone=_TONES.get(found.state, ""),
        made=_made(visit, found) if found.state is JobState.DONE else "",
        words=_WORDS.get(found.kind, "what it made"),
        page=_page(found),
        about=_about(visit, found),
        bar=_bar(found),
        progress=_progress(found),
        reached="" if found.state is JobState.DONE else found.unit.partition(";")[2].strip(),
    )


@router.get("/jobs/{id}/made")
def made(visit: Visiting, id: Id) -> Response:
    """On to what a job made."""
    found = job.show(visit.actor, visit.node, JobId(id))
    address = _made(visit, found) if found.state is JobState.DONE else ""
    if not address:
        raise NotFound(kind="result of the job", id=id)
    return gone_to(address)


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


def _sheet(visit: Visitor) -> Sheet:
    found = job.roster(visit.actor, visit.node)
    about = job.datasets(visit.actor, visit.node)
    few = f"the newest {_MOST} of {len(found)}" if len(found) > _MOST else "newest first"
    return Sheet(
        name="jobs",
        title=f"Jobs of {visit.party.name}",
        columns=("job", "state", "on", "since", "progress", "result", "next"),
        rows=tuple(
            (
                Link(text=_called(each, about.get(each.id)), href=f"/jobs/{each.id}"),
                State(word=_state(each), tone=_TONES.get(each.state, "")),
                about[each.id].title if each.id in about else None,
                each.not_before,
                _progress(each),
                _result(each),
                _next(each),
            )
            for each in found[:_MOST]
        ),
        caption=f"{few.capitalize()}; since it was asked for, or last taken up again.",
        empty="No long work yet. It begins where a lane is run, on the page Use, or where files "
        "are handed over, on the page Share.",
    )


def _progress(found: Job) -> str | None:
    """How far it is, in what it counts; nothing once it ended with fewer than it reckoned with."""
    if not found.total or (_whole(found) and found.done < found.total):
        return None
    return f"{found.done} of {found.total} {found.unit.partition(';')[0]}"


def _bar(found: Job) -> float | None:
    """The filled share of the bar; None where nothing is known."""
    if _whole(found):
        return 1.0
    return found.done / found.total if found.total else None


def _whole(found: Job) -> bool:
    """True if it came to its own end: nobody stopped it with the best found."""
    return found.state is JobState.DONE and not found.cancel


def _called(found: Job, about: Dataset | None) -> str:
    if found.kind == RUN and about:
        return f"Run of {about.lane}"
    return _CALLED.get(found.kind, found.kind)


def _state(found: Job) -> str:
    stopping = found.cancel and found.state is JobState.RUNNING
    return "stopping" if stopping else found.state.value


def _result(found: Job) -> Cell:
    """A way to what it made, or the sentence it ended with."""
    if found.state is JobState.DONE and found.kind in _WORDS:
        return Link(text=_WORDS[found.kind], href=f"/jobs/{found.id}/made")
    return found.result or None


def _next(found: Job) -> Cell:
    now = act(found)
    if now == CANCEL:
        words = "Stop with the best found" if found.kind in _PAGES else "Cancel"
        return Button(text=words, href=f"/jobs/{found.id}/cancel", does=CANCEL)
    if now == RESUME:
        return Button(text="Resume", href=f"/jobs/{found.id}/resume", does=RESUME)
    return None


def _made(visit: Visitor, found: Job) -> str:
    """The address of what a job made."""
    if found.kind == RUN:
        release = use.show(visit.actor, visit.node, ReleaseId(found.result))
        return f"/c/{release.collaboration}/use/{release.id}"
    if found.kind == DELIVER:
        delivery = share.delivery(visit.actor, visit.node, DeliveryId(found.result))
        return f"/c/{delivery.collaboration}/share#deliveries"
    return _page(found)


def _about(visit: Visitor, found: Job) -> Collaboration | None:
    """The collaboration it works for, where it names one that the visitor may see."""
    with suppress(NotFound):
        if id := found.payload.get("collaboration"):
            return collaboration.show(visit.actor, visit.node, CollaborationId(id))
    return None


def _page(found: Job) -> str:
    """The page that work of step 2 was begun from; empty for other work."""
    if found.kind not in _PAGES:
        return ""
    return f"/c/{found.payload['collaboration']}/{_PAGES[found.kind]}"
