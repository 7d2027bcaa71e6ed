"""Step 1, the process: what happened, what is at work in it, and what comes next."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import collaboration
from commonweal.app.diagnose import diagnosis
from commonweal.app.picture import drawing
from commonweal.diagnose.figure import timeline
from commonweal.diagnose.mechanism import AtWork
from commonweal.diagnose.pressure import MANY
from commonweal.diagnose.process import Process
from commonweal.diagnose.words import cited, short_platforms
from commonweal.model.collaboration import CollaborationState
from commonweal.model.ids import PartyId
from commonweal.web import event
from commonweal.web.form import Form
from commonweal.web.next import led_to
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.pooling import pool_form, pool_forms
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Sheet, State

router = APIRouter()

_READY = State(word="ready", tone="good")
_NOT_YET = State(word="not yet", tone="warn")
_TONES = {AtWork.SEEN: "good", AtWork.EXPECTED: "warn"}


@router.get("/c/{id}/diagnose/timeline")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What happened, and what follows from it."""
    return _page(place(visit, id, "diagnose"), request)


@router.post("/c/{id}/diagnose/timeline/events")
async def note(visit: Visiting, request: Request, id: Id) -> Response:
    """Note something that happened."""
    here = place(visit, id, "diagnose")

    def noted(values: Mapping[str, Any]) -> tuple[str, str]:
        event.note(here, values)
        return _path(here), "noted"

    return await taken(
        request, _event_form(here), noted, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/diagnose/timeline/pool/{asked}")
async def pool(visit: Visiting, request: Request, id: Id, asked: Id) -> Response:
    """Join the requests of several to one holder."""
    here = place(visit, id, "diagnose")

    def pooled(values: Mapping[str, Any]) -> tuple[str, str]:
        collaboration.pool(
            visit.actor,
            visit.node,
            here.collaboration.id,
            asked=PartyId(asked),
            askers=values["askers"],
            text=values["text"],
            source=values["source"],
        )
        return _path(here), "pooled"

    return await taken(
        request,
        pool_form(here, PartyId(asked)),
        pooled,
        lambda form, status: _page(here, request, form, status),
    )


def _path(here: Place) -> str:
    return f"{here.path}/timeline"


def _event_form(here: Place) -> Form:
    return event.event_form(here, f"{_path(here)}/events")


def _page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    visit, id = here.visitor, here.collaboration.id
    course = diagnosis.course(visit.actor, visit.node, id)
    forms = {each.name: each for each in (_event_form(here), *pool_forms(here, course.pressure))}
    if form:
        forms[form.name] = form
    return render(
        request,
        "timeline.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        course=course,
        next=led_to(here, course.next),
        respondents=diagnosis.respondents(visit.actor, visit.node, id),
        picture=drawing(timeline(here.collaboration)) if course.events else None,
        many=MANY,
        readiness=tuple((text, _READY if ready else _NOT_YET) for text, ready in course.readiness),
        forms=forms,
        ended=here.collaboration.state is CollaborationState.ENDED,
        sheets=(_mechanisms(course), _gates(course), _events(here, course)),
    )


def _mechanisms(course: Process) -> Sheet:
    named = short_platforms()
    return Sheet(
        name="mechanisms",
        title="What makes sharing happen here",
        columns=("mechanism", "shows", "why", "of", "rule", "paper"),
        rows=tuple(
            (
                each.label,
                State(word=each.state.value, tone=_TONES.get(each.state, "")),
                each.why,
                named[each.platform],
                each.rule or None,
                cited(each.src),
            )
            for each in course.mechanisms
        ),
        caption="The ten mechanisms of the framework (S5, S6). Expected: it belongs to the type, "
        "and does not show yet. What shows it is ours.",
    )


def _gates(course: Process) -> Sheet:
    return Sheet(
        name="gates",
        title="Gates",
        columns=("gate", "state", "why", "paper"),
        rows=tuple(
            (
                each.text,
                State(word="open", tone="good") if each.open else State(word="shut", tone="warn"),
                each.why,
                cited(each.src),
            )
            for each in course.gates
        ),
        caption="What should hold before the next step is taken.",
    )


def _events(here: Place, course: Process) -> Sheet:
    return Sheet(
        name="events",
        title="Every event",
        columns=("when", "kind", "by", "asked", "public", "what", "source"),
        rows=tuple(
            (
                each.at,
                State(word=each.kind.value),
                ", ".join(each.askers) or None,
                here.name(each.asked) or None,
                "yes" if each.public else "no",
                each.text,
                each.source,
            )
            for each in course.events
        ),
        caption="Times are UTC. Public: others could see it.",
        empty="No process is reported.",
    )
