"""Step 6: a lane behind the gate, and the releases that came of it."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import data, share, use
from commonweal.app.picture import drawing
from commonweal.app.release import LEDGER
from commonweal.model.errors import NotFound
from commonweal.model.ids import GrantId, ReleaseId
from commonweal.model.release import Release
from commonweal.share.state import RUN
from commonweal.use.drawn import FILE
from commonweal.web.file import download
from commonweal.web.form import Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.released import FOLDED, PICTURES, released
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Link, Sheet, State

router = APIRouter()


@router.get("/c/{id}/use")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The releases that came to the visitor's party, and a form for each grant that is open."""
    here = place(visit, id, "use")
    return _page(here, request, {})


@router.post("/c/{id}/use/grants/{grant}/runs")
async def run(visit: Visiting, request: Request, id: Id, grant: Id) -> Response:
    """Run the lane behind the gate; the job's page follows it."""
    here = place(visit, id, "use")
    found = _granted(here, grant)
    lane, settings = use.asked(visit.actor, visit.node, found)

    def started(values: Mapping[str, Any]) -> tuple[str, str]:
        given = {each.name: values[each.name] for each in settings if values[each.name]}
        job = use.run(visit.actor, visit.node, found, lane=lane, settings=given)
        return f"/jobs/{job}", "started"

    return await taken(
        request,
        _run_form(here, found),
        started,
        lambda form, status: _page(here, request, {found: form}, status),
    )


@router.get("/c/{id}/use/{release}")
def read(visit: Visiting, request: Request, id: Id, release: Id) -> Response:
    """One release: what left, what stayed and why, in pictures and files."""
    here = place(visit, id, "use")
    return _release(here, request, _known(here, release), _decision_form(here, release))


@router.get("/c/{id}/use/{release}/{name}")
def file(visit: Visiting, id: Id, release: Id, name: str) -> Response:
    """A file of a release, checked against its hash."""
    found = _known(place(visit, id, "use"), release)
    return download(use.file(visit.actor, visit.node, found.id, name), name)


@router.post("/c/{id}/use/{release}/decisions")
async def decide(visit: Visiting, request: Request, id: Id, release: Id) -> Response:
    """Record which decision a release informed."""
    here = place(visit, id, "use")
    found = _known(here, release)

    def decided(values: Mapping[str, Any]) -> tuple[str, str]:
        use.decide(visit.actor, visit.node, found.id, text=values["text"])
        return f"{here.path}/{found.id}", "decided"

    return await taken(
        request,
        _decision_form(here, release),
        decided,
        lambda form, status: _release(here, request, found, form, status),
    )


def _known(here: Place, id: str) -> Release:
    found = use.show(here.visitor.actor, here.visitor.node, ReleaseId(id))
    if found.collaboration != here.collaboration.id:
        raise NotFound(kind="release", id=id)
    return found


def _granted(here: Place, id: str) -> GrantId:
    history = _history(here)
    if not any(
        each.id == id and each.recipient == here.visitor.party.id for each in history.grants
    ):
        raise NotFound(kind="grant", id=id)
    return GrantId(id)


def _history(here: Place) -> share.History:
    return share.history(here.visitor.actor, here.visitor.node, here.collaboration.id)


def _run_form(here: Place, grant: GrantId) -> Form:
    lane, settings = use.asked(here.visitor.actor, here.visitor.node, grant)
    fields = tuple(
        Field(
            name=each.name,
            label=each.name.replace("_", " "),
            help=each.text,
            needed=False,
            default=each.last,
        )
        for each in settings
    )
    return Form(
        name=f"run-{grant}",
        action=f"{here.path}/grants/{grant}/runs",
        button=f"Run {lane} behind the gate",
        does="use.run",
        fields=fields,
    )


def _decision_form(here: Place, release: str) -> Form:
    text = Field(name="text", label="What was decided with it?", kind=Kind.TEXT)
    return Form(
        name="decision",
        action=f"{here.path}/{release}/decisions",
        button="Record the decision",
        does="use.decide",
        fields=(text,),
    )


def _page(
    here: Place, request: Request, tried: Mapping[GrantId, Form], status: int = 200
) -> Response:
    """Releases, and a form for each grant that can be run; what was tried keeps its form."""
    visit = here.visitor
    found = use.inbox(visit.actor, visit.node, here.collaboration.id)
    history = _history(here)
    open = {id: _run_form(here, id) for id, act in history.acts.items() if act == RUN}
    forms = {**open, **tried}
    rows = tuple(
        (
            Link(text=f"{each.lane}, {each.at:%Y-%m-%d %H:%M}", href=f"{here.path}/{each.id}"),
            here.name(each.made_by),
            each.published,
            sum(count for _, count in each.withheld),
            len(each.decisions),
            State(word="synthetic", tone="warn") if each.synthetic else None,
        )
        for each in reversed(found)
    )
    sheet = Sheet(
        name="releases",
        title="Releases",
        columns=(
            "release",
            "made by",
            "values that left",
            "values that stayed",
            "decisions",
            "label",
        ),
        rows=rows,
        caption=f"Those that came to {visit.party.name}; times are UTC.",
        empty="No release came to you yet. One is made when a lane runs on a grant.",
    )
    titles = {
        each.id: each.title
        for each in data.catalogue(visit.actor, visit.node, here.collaboration.id)
    }
    return render(
        request,
        "use.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        sheets=(sheet,),
        grants={each.id: each for each in reversed(history.grants) if each.id in forms},
        forms=forms,
        titles=titles,
    )


def _release(
    here: Place, request: Request, found: Release, form: Form, status: int = 200
) -> Response:
    visit = here.visitor
    figures = use.figures(visit.actor, visit.node, found.id)
    tables = tuple(map(released, use.tables(visit.actor, visit.node, found.id)))
    withheld = tuple(sorted(found.withheld, key=lambda each: -each[1]))
    kept = Sheet(
        name="kept",
        title="What stays at the holder",
        columns=("what and why", "values"),
        rows=tuple((what.replace("_", " "), count) for what, count in withheld),
        caption="Decided before anything left; no page and no file of this release has it.",
        empty="Nothing had to be kept back.",
    )
    returned = Sheet(
        name="returned",
        title="What it gives back to who shared",
        columns=("what", "amount", "unit", "it rests on"),
        rows=tuple((each.text, each.amount, each.unit, each.evidence) for each in found.returned),
        caption=f"Counted by {found.definition}{', synthetic data' if found.synthetic else ''}. "
        "It counts as a return once its giver records it and its recipient confirms it.",
        empty="The lane counts nothing that comes back from this release.",
    )
    decisions = Sheet(
        name="decisions",
        title="Decisions it informed",
        columns=("decision", "by", "when"),
        rows=tuple((each.text, here.name(each.party), each.at) for each in found.decisions),
        empty="It informed no decision yet that was recorded.",
    )
    return render(
        request,
        "release.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        release=found,
        drawings=tuple(drawing(each) for each in figures),
        open_pictures=PICTURES,
        folded_from=FOLDED,
        readers=_readers(here, found),
        files=tuple(name for name, _ in found.files if name not in {LEDGER, FILE}),
        tables=tuple(each.name.replace("-", "_") for each in tables),
        sheets=(kept, returned, decisions, *tables),
        form=form,
    )


def _readers(here: Place, release: Release) -> tuple[str, ...]:
    return tuple(
        here.name(each) for each in use.readers(here.visitor.actor, here.visitor.node, release.id)
    )
