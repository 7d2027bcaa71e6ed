"""Step 2: what is on the table, which package to recommend, and what falls without a part of it."""

from fastapi import APIRouter, Request, Response

from commonweal.app import offers, winwin
from commonweal.app.picture import drawing
from commonweal.app.winwin import Weighed
from commonweal.model.errors import NotYet
from commonweal.model.winwin import Package
from commonweal.web.form import Form
from commonweal.web.offer import file_form, service_form, use_form
from commonweal.web.package import (
    TONES,
    compared_sheet,
    nets_sheet,
    switches,
    weighed_sheet,
)
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import looked_again
from commonweal.web.session import Visiting
from commonweal.web.stated import stray
from commonweal.web.tabled import tabled
from commonweal.winwin.standing import SURE
from commonweal.winwin.withdrawal import gone

router = APIRouter()


@router.get("/c/{id}/winwin")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """Offers and the package; `?without=service:ID` computes what is left without it."""
    return page(place(visit, id, "winwin"), request)


@router.post("/c/{id}/winwin/packages")
def solve(visit: Visiting, id: Id) -> Response:
    """Compute the package to recommend, and keep it."""
    here = place(visit, id, "winwin")
    winwin.solve(visit.actor, visit.node, here.collaboration.id)
    return gone_to(here.path, "solved")


def page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    """The page of the step; with a form that was not taken, in its place."""
    who = here.visitor.actor, here.visitor.node, here.collaboration.id
    lying, kept = offers.tabled(*who), _kept(here)
    without = tuple(request.query_params.getlist("without"))
    now, left = _compared(here, without) if lying else (None, None)
    shown = tabled(here, lying, of=request.query_params.get("of", ""), posted=form)
    forms = {"use": use_form(here, lying), "file": file_form(here, lying)}
    if lying:
        forms["service"] = service_form(here, lying)
    if form and form.name in forms:
        forms[form.name] = looked_again(form, forms[form.name])
    return render(
        request,
        "winwin.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        offers=lying,
        kept=kept,
        changed=kept is not None and winwin.changed_since(*who),
        gone=gone(kept, lying.record) if kept and lying else (),
        tones=TONES,
        sure=SURE,
        now=now,
        left=left,
        switches=switches(lying, without),
        tabled=shown,
        stray=stray(form, shown.lines),
        forms=forms,
        pictures=tuple(drawing(each) for each in winwin.figures(*who)),
        sheets=(nets_sheet(here, kept), weighed_sheet(now), compared_sheet(here, now, left)),
    )


def _kept(here: Place) -> Package | None:
    try:
        return winwin.show(here.visitor.actor, here.visitor.node, here.collaboration.id)
    except NotYet:
        return None


def _compared(here: Place, without: tuple[str, ...]) -> tuple[Weighed | None, Weighed | None]:
    """What the table gives now, and what is left of it without a part, if that is asked."""
    who = here.visitor.actor, here.visitor.node, here.collaboration.id
    if not without:
        return winwin.at_once(*who), None
    found = [each.partition(":") for each in without]
    left = winwin.what_if(
        *who,
        services=tuple(name for kind, _, name in found if kind != "track"),
        tracks=tuple(name for kind, _, name in found if kind == "track"),
    )
    return winwin.what_if(*who), left
