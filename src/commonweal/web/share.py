"""Step 5: datasets, requests to the gate, and what it answered."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import agree, data, share
from commonweal.model.agreement import Mode
from commonweal.model.dataset import Dataset
from commonweal.model.grant import Refusal
from commonweal.model.ids import DatasetId, GrantId
from commonweal.share.state import DELIVER, RUN, GrantState
from commonweal.web.draft import MODES
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Button, Cell, Link, Sheet, State

router = APIRouter()

_TONES = {
    GrantState.OPEN: "good",
    GrantState.DELIVERED: "good",
    GrantState.ANNOUNCED: "warn",
    GrantState.SUSPENDED: "warn",
}


@router.get("/c/{id}/share")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What is shared here, what was asked, and what the gate answered."""
    here = place(visit, id, "share")
    return _page(here, request, _form(here))


@router.post("/c/{id}/share/requests")
async def ask(visit: Visiting, request: Request, id: Id) -> Response:
    """Ask the gate."""
    here = place(visit, id, "share")

    def asked(values: Mapping[str, Any]) -> tuple[str, str]:
        given = share.request(
            visit.actor,
            visit.node,
            DatasetId(values["dataset"]),
            purpose=values["purpose"],
            mode=Mode(values["mode"]),
        )
        return here.path, "refused" if isinstance(given, Refusal) else "granted"

    return await taken(
        request, _form(here), asked, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/share/grants/{grant}/deliveries")
def deliver(visit: Visiting, id: Id, grant: Id) -> Response:
    """Start handing over what was granted; the job's page follows it."""
    place(visit, id, "share")
    job = share.deliver(visit.actor, visit.node, GrantId(grant))
    return gone_to(f"/jobs/{job}", "started")


def _form(here: Place) -> Form:
    found = _askable(here)
    datasets = tuple(Choice(value=each.id, text=each.title) for each in found)
    purposes = tuple(Choice(value=code, text=words) for code, words in agree.PURPOSES.items())
    return Form(
        name="request",
        action=f"{here.path}/requests",
        button="Ask the gate",
        does="share.request",
        fields=(
            Field(
                name="dataset",
                label="Which data?",
                kind=Kind.ONE,
                choices=datasets,
                default=datasets[0].value if len(datasets) == 1 else "",
            ),
            Field(
                name="purpose",
                label="What for?",
                kind=Kind.ONE,
                choices=purposes,
                help="You declare it; the log remembers that you did.",
            ),
            Field(name="mode", label="How?", kind=Kind.ONE, choices=MODES, default="visit"),
        ),
    )


def _askable(here: Place) -> tuple[Dataset, ...]:
    return share.askable(here.visitor.actor, here.visitor.node, here.collaboration.id)


def _page(here: Place, request: Request, form: Form, status: int = 200) -> Response:
    visit = here.visitor
    found = data.catalogue(visit.actor, visit.node, here.collaboration.id)
    history = share.history(visit.actor, visit.node, here.collaboration.id)
    titles = {each.id: each.title for each in found}
    return render(
        request,
        "share.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        form=form,
        agreed=bool(_askable(here)),
        latest=max(history.refusals, key=lambda each: each.at, default=None),
        sheets=(
            _datasets(here, found),
            _grants(here, history, titles),
            _refusals(here, history.refusals, titles),
            _deliveries(here, history, titles),
        ),
    )


def _datasets(here: Place, found: tuple[Dataset, ...]) -> Sheet:
    return Sheet(
        name="datasets",
        title="Datasets",
        columns=("dataset", "holder", "lane", "files", "megabytes", "sensitivity", "label"),
        rows=tuple(
            (
                each.title,
                here.name(each.holder),
                each.lane,
                len(each.files),
                sum(file.size for file in each.files) / 1e6,
                each.sensitivity.value,
                State(word="synthetic", tone="warn") if each.synthetic else None,
            )
            for each in found
        ),
        caption="Each stays where it is, at its holder.",
        empty="No dataset is attached yet.",
    )


def _grants(here: Place, history: share.History, titles: Mapping[DatasetId, str]) -> Sheet:
    return Sheet(
        name="grants",
        title="Granted",
        columns=("by whom", "dataset", "for", "mode", "when", "state", "next"),
        rows=tuple(
            (
                here.name(each.recipient),
                titles.get(each.dataset, each.dataset),
                agree.PURPOSES.get(each.purpose, each.purpose),
                each.mode.value,
                each.issued,
                _state(history.states[each.id]),
                _next(here, each.id, history.acts.get(each.id, "")),
            )
            for each in history.grants
        ),
        empty="Nothing was granted yet under an agreement of yours.",
    )


def _state(found: GrantState) -> State:
    return State(word=found.value, tone=_TONES.get(found, ""))


def _next(here: Place, grant: GrantId, act: str) -> Cell:
    if act == RUN:
        return Link(text="run the lane", href=f"/c/{here.collaboration.id}/use#run-{grant}")
    if act == DELIVER:
        return Button(text="Deliver", href=f"{here.path}/grants/{grant}/deliveries", does=DELIVER)
    return None


def _refusals(here: Place, found: tuple[Refusal, ...], titles: Mapping[DatasetId, str]) -> Sheet:
    return Sheet(
        name="refusals",
        title="Refused",
        columns=("by whom", "for", "clause", "why", "what would be right", "dataset", "when"),
        rows=tuple(
            (
                here.name(each.party),
                agree.PURPOSES.get(each.purpose, each.purpose),
                Link(
                    text=each.clause,
                    href=f"/c/{here.collaboration.id}/agree/{each.agreement}#clause-{each.clause}",
                ),
                each.reason,
                each.hint,
                titles.get(each.dataset, each.dataset),
                each.at,
            )
            for each in found
        ),
        caption="Each names the clause that decided.",
        empty="Nothing was refused under an agreement of yours.",
    )


def _deliveries(here: Place, history: share.History, titles: Mapping[DatasetId, str]) -> Sheet:
    return Sheet(
        name="deliveries",
        title="Delivered",
        columns=("to", "dataset", "when", "files", "megabytes", "state"),
        rows=tuple(
            (
                here.name(each.recipient),
                titles.get(each.dataset, each.dataset),
                each.at,
                each.files,
                each.size / 1e6,
                State(word=each.state.value),
            )
            for each in history.deliveries
        ),
        caption="Encrypted at rest under the agreement's own key; destroyed when it ends.",
        empty="Nothing was handed over. A visit needs no delivery.",
    )
