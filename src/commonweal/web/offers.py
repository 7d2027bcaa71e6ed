"""Step 2, the table: a figure is changed, offers are put there one by one or as a file."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import offers
from commonweal.model.errors import NotYet
from commonweal.web.file import download
from commonweal.web.form import Form
from commonweal.web.offer import file_form, service_entries, service_form, use_entries, use_form
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import seen
from commonweal.web.session import Visiting
from commonweal.web.stated import any_figure_form
from commonweal.web.submit import taken
from commonweal.web.winwin import page

router = APIRouter()

FILE = "offers.yaml"


@router.post("/c/{id}/winwin/figures")
async def change(visit: Visiting, request: Request, id: Id) -> Response:
    """Change one figure on the table."""
    here = place(visit, id, "winwin")

    def changed(values: Mapping[str, Any]) -> tuple[str, str]:
        offers.change(
            visit.actor,
            visit.node,
            here.collaboration.id,
            path=values["path"],
            low=values["low"],
            likely=values["likely"],
            high=values["high"],
            source=values["source"],
            seen=seen(values),
        )
        return here.path, "saved"

    return await taken(request, any_figure_form(here), changed, _again(here, request))


@router.post("/c/{id}/winwin/uses")
async def use(visit: Visiting, request: Request, id: Id) -> Response:
    """Put a use of data on the table, and the data with it if it is new."""
    here = place(visit, id, "winwin")
    lying = offers.tabled(visit.actor, visit.node, here.collaboration.id)
    return await taken(
        request,
        use_form(here, lying),
        lambda values: _added(here, use_entries(values, lying), seen(values)),
        _again(here, request),
    )


@router.post("/c/{id}/winwin/services")
async def service(visit: Visiting, request: Request, id: Id) -> Response:
    """Put a service in return on the table."""
    here = place(visit, id, "winwin")
    lying = offers.tabled(visit.actor, visit.node, here.collaboration.id)
    if lying is None:
        raise NotYet(detail="Nothing is on the table yet.", hint="Offer data and its use first.")
    return await taken(
        request,
        service_form(here, lying),
        lambda values: _added(here, service_entries(values, lying), seen(values)),
        _again(here, request),
    )


@router.post("/c/{id}/winwin/files")
async def file(visit: Visiting, request: Request, id: Id) -> Response:
    """Put the offers of a file on the table, replacing what lies there."""
    here = place(visit, id, "winwin")
    lying = offers.tabled(visit.actor, visit.node, here.collaboration.id)

    def replaced(values: Mapping[str, Any]) -> tuple[str, str]:
        sent = values["file"]
        offers.table_file(
            visit.actor,
            visit.node,
            here.collaboration.id,
            content=sent.content,
            name=sent.name or "The file",
            seen=seen(values),
        )
        return here.path, "tabled"

    return await taken(request, file_form(here, lying), replaced, _again(here, request))


@router.get(f"/c/{{id}}/winwin/{FILE}")
def written(visit: Visiting, id: Id) -> Response:
    """The offers as the file that would put them on the table again."""
    here = place(visit, id, "winwin")
    return download(offers.file(visit.actor, visit.node, here.collaboration.id), FILE)


def _added(here: Place, entries: Mapping[str, object], version: int) -> tuple[str, str]:
    visit = here.visitor
    offers.add(visit.actor, visit.node, here.collaboration.id, entries=entries, seen=version)
    return here.path, "tabled"


def _again(here: Place, request: Request) -> Callable[[Form, int], Response]:
    """The page of the step, with a form that was not taken."""
    return lambda form, status: page(here, request, form, status)
