"""The datasets of a collaboration: what is here, what a holder brings, and what it attaches."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from commonweal.app import data, drop
from commonweal.app.data import Described
from commonweal.model.agreement import Colour
from commonweal.model.collaboration import CollaborationState
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.drop import Drop
from commonweal.model.errors import CommonwealError
from commonweal.model.may import allowed
from commonweal.model.party import Role
from commonweal.web.drop import COLUMN, SETTING, attach_form, bring_form, count, remove_form
from commonweal.web.failure import status_of
from commonweal.web.form import Form, refused
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Cell, Sheet, State
from commonweal.web.upload import uploaded

router = APIRouter()
Lane = Annotated[str, Query(pattern="^[A-Za-z0-9_-]{0,64}$")]

_TOLD = (
    (Colour.ENFORCES, "No other party reads a file unless the gate granted its request."),
    (Colour.DETECTS, "A file that is not as it was attached: the gate then refuses every request."),
    (Colour.PROMISES, "What the files hold, and how sensitive they are, is the holder's word."),
)
_NAMED = 4
"""Files that a table names."""


@router.get("/c/{id}/data")
def show(visit: Visiting, request: Request, id: Id, lane: Lane = "") -> Response:
    """The datasets; for a holder its drops, and the form that attaches one for `lane`."""
    here = place(visit, id, "data")
    return _page(here, request, lane or _likely(here))


@router.post("/c/{id}/data/drops")
async def bring(visit: Visiting, request: Request, id: Id) -> Response:
    """Take files from the browser as a new drop: all of them, or none."""
    here = place(visit, id, "data")
    texts = {"name": ""}
    try:
        with drop.filling(visit.actor, visit.node) as filling:
            await uploaded(request, filling, texts)
            name = texts["name"].strip()
            await run_in_threadpool(drop.make, visit.actor, visit.node, name, filling)
    except CommonwealError as problem:
        form = refused(replace(bring_form(here), typed={"name": [texts["name"]]}), problem)
        return await run_in_threadpool(
            _page, here, request, _likely(here), form, status_of(problem)
        )
    return gone_to(here.path, "brought")


@router.post("/c/{id}/data/drops/removal")
async def remove(visit: Visiting, request: Request, id: Id) -> Response:
    """Delete a drop that is not attached."""
    here = place(visit, id, "data")

    def removed(values: Mapping[str, Any]) -> tuple[str, str]:
        drop.remove(visit.actor, visit.node, values["drop"])
        return here.path, "deleted"

    def shown(form: Form, status: int) -> Response:
        return _page(here, request, _likely(here), form, status)

    form = remove_form(here, drop.roster(visit.actor, visit.node))
    return await taken(request, form, removed, shown)


@router.post("/c/{id}/data/datasets/{lane}")
async def attach(visit: Visiting, request: Request, id: Id, lane: Id) -> Response:
    """Attach a drop as a dataset that the lane reads."""
    here = place(visit, id, "data")
    reads = data.lane(visit.actor, visit.node, lane)

    def attached(values: Mapping[str, Any]) -> tuple[str, str]:
        data.attach(
            visit.actor,
            visit.node,
            here.collaboration.id,
            drop=values["drop"],
            told=Described(
                title=values["title"],
                lane=lane,
                sensitivity=Sensitivity(values["sensitivity"]),
                synthetic=values["synthetic"],
                columns=_given(values, COLUMN),
                settings=_given(values, SETTING),
            ),
        )
        return here.path, "attached"

    def shown(form: Form, status: int) -> Response:
        return _page(here, request, lane, form, status)

    form = attach_form(here, drop.roster(visit.actor, visit.node), reads)
    return await taken(request, form, attached, shown)


def _given(values: Mapping[str, Any], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): str(told)
        for name, told in values.items()
        if name.startswith(prefix) and told
    }


def _likely(here: Place) -> str:
    """The lane of the dataset that was attached here last; empty if there is none."""
    visit = here.visitor
    found = data.catalogue(visit.actor, visit.node, here.collaboration.id)
    known = data.lanes(visit.actor, visit.node)
    return next((each.lane for each in reversed(found) if each.lane in known), "")


def _page(
    here: Place, request: Request, lane: str, form: Form | None = None, status: int = 200
) -> Response:
    visit = here.visitor
    roles = here.collaboration.roles(visit.party.id)
    drops = drop.roster(visit.actor, visit.node) if Role.HOLDER in roles else ()
    may = allowed(visit.actor, "data.attach", roles)
    reads = data.lane(visit.actor, visit.node, lane) if may and lane else None
    forms = [bring_form(here), remove_form(here, drops)]
    forms += [attach_form(here, drops, reads)] if reads else []
    found = data.catalogue(visit.actor, visit.node, here.collaboration.id)
    return render(
        request,
        "data.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        holder=Role.HOLDER in roles,
        may=may,
        ended=here.collaboration.state is CollaborationState.ENDED,
        forms={**{each.name: each for each in forms}, **({form.name: form} if form else {})},
        wrong=form,
        lane=lane,
        lanes=data.lanes(visit.actor, visit.node),
        reads=reads,
        ready=[each for each in drops if not each.wrong],
        told=_TOLD,
        sheets=(_datasets(here, found), _own(here, found), _drops(drops)),
    )


def _datasets(here: Place, found: Sequence[Dataset]) -> Sheet:
    return Sheet(
        name="datasets",
        title="Datasets",
        columns=(
            *("dataset", "holder", "lane", "sensitivity"),
            *("files", "kilobytes", "attached", "label"),
        ),
        rows=tuple(
            (
                each.title,
                here.name(each.holder),
                each.lane,
                each.sensitivity.value,
                len(each.files),
                _kilobytes(sum(file.size for file in each.files)),
                each.attached,
                State(word="synthetic", tone="warn") if each.synthetic else None,
            )
            for each in found
        ),
        caption="Each stays where it is, at its holder.",
        empty="No dataset is attached yet. A party with the role holder attaches one here.",
    )


def _own(here: Place, found: Sequence[Dataset]) -> Sheet:
    mine = here.visitor.party.id
    return Sheet(
        name="own",
        title="Of these, what your party alone sees",
        columns=("dataset", "file names", "version", "your names for columns", "fixed settings"),
        rows=tuple(
            (
                each.title,
                _names([file.name for file in each.files]),
                each.version[:12],
                _pairs(each.columns),
                _pairs(each.settings),
            )
            for each in found
            if each.holder == mine
        ),
        caption="A version is the beginning of a SHA-256 over all files.",
    )


def _pairs(told: Sequence[tuple[str, str]]) -> Cell:
    return ", ".join(f"{name}={value}" for name, value in told) or None


def _kilobytes(size: int) -> float:
    return round(size / 1e3, 1)


def _drops(found: Sequence[Drop]) -> Sheet:
    return Sheet(
        name="drops",
        title="Drops of your party",
        columns=("drop", "state", "files", "kilobytes", "file names", "attached as, or why not"),
        rows=tuple(
            (
                each.name,
                _state(each),
                count(each),
                _kilobytes(each.size),
                _names([name for name, _ in each.files]),
                each.wrong or ", ".join(each.attached) or None,
            )
            for each in found
        ),
        caption="Files that lie on this node for your party; no other party sees them.",
        empty="No files are here yet. Bring some below.",
    )


def _state(found: Drop) -> State:
    if found.attached:
        return State(word="attached", tone="good")
    return State(word="cannot be attached", tone="bad") if found.wrong else State(word="ready")


def _names(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
