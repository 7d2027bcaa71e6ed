"""Step 2, the table: what lies there, a figure is changed, offers come one by one or as a file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from commonweal.app.winwin import limit, offers
from commonweal.model.change import Stored
from commonweal.model.errors import NotYet
from commonweal.model.winwin import Offers
from commonweal.web.file import download
from commonweal.web.form import Form
from commonweal.web.limitform import limit_form, limit_withdrawal_form
from commonweal.web.offer import (
    file_form,
    service_entries,
    service_form,
    star_form,
    use_entries,
    use_form,
)
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.purpose import any_purpose_form, purposed
from commonweal.web.range import change_gaps
from commonweal.web.seen import looked_again, seen
from commonweal.web.session import Visiting
from commonweal.web.slug import slug
from commonweal.web.stated import (
    STARS,
    any_figure_form,
    figures_sheet,
    restated,
    stars_sheet,
)
from commonweal.web.submit import answered, taken
from commonweal.web.tabled import TITLES, Asked, tabled
from commonweal.web.was import remembered, was
from commonweal.winwin.table.star import stars_of, worth
from commonweal.winwin.table.stated import Stated, stated

router = APIRouter()

FILE = "offers.yaml"
JSON = "offers.json"
_LONGEST = 600
_Word = Annotated[str, Query(max_length=_LONGEST)]


@router.get("/c/{id}/winwin/offers")
def show(
    visit: Visiting, request: Request, id: Id, of: _Word = "", party: _Word = "", kind: _Word = ""
) -> Response:
    """What lies on the table; `?party=ID&kind=use` shows a part of it, `?of=use:ID` one entry."""
    here = place(visit, id, "winwin")
    return page(here, request, asked=Asked(of=of, party=party, kind=kind))


@router.post("/c/{id}/winwin/figures")
async def change(visit: Visiting, request: Request, id: Id) -> Response:
    """Change one figure on the table."""
    here = place(visit, id, "winwin")
    lying = offers.tabled(*here.who)

    def changed(values: Mapping[str, Any]) -> Response:
        version = seen(values)
        before = _stands(lying, values["path"], version)
        offers.change(
            *here.who,
            path=values["path"],
            source=values["source"],
            seen=version,
            **restated(values, before.figure if before else None),
        )
        answer = gone_to(f"{_table(here)}?said=saved#{_row(values['path'])}")
        if before is None or lying is None:
            return answer
        stars = stars_of(before.figure, worth(lying.record))
        return remembered(request, answer, here, before, stars, version + 1)

    form = replace(any_figure_form(here), gaps=partial(change_gaps, here, lying))
    return await answered(request, form, changed, _again(here, request))


@router.post("/c/{id}/winwin/purposes")
async def describe(visit: Visiting, request: Request, id: Id) -> Response:
    """Say of a use which public value it has, and what shows it."""
    here = place(visit, id, "winwin")

    def described(values: Mapping[str, Any]) -> tuple[str, str]:
        offers.describe(*here.who, **purposed(values), seen=seen(values))
        return _table(here), "saved"

    return await taken(request, any_purpose_form(here), described, _again(here, request))


@router.post("/c/{id}/winwin/star")
async def value_star(visit: Visiting, request: Request, id: Id) -> Response:
    """Say what one star counts as."""
    here = place(visit, id, "winwin")
    lying = _lying(here)

    def valued(values: Mapping[str, Any]) -> tuple[str, str]:
        offers.value_star(*here.who, worth=values["worth"], seen=seen(values))
        return _table(here), "saved"

    return await taken(request, star_form(here, lying), valued, _again(here, request))


@router.post("/c/{id}/winwin/uses")
async def use(visit: Visiting, request: Request, id: Id) -> Response:
    """Put a use of data on the table, and the data with it if it is new."""
    here = place(visit, id, "winwin")
    lying = offers.tabled(*here.who)
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
    lying = _lying(here)
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
    lying = offers.tabled(*here.who)

    def replaced(values: Mapping[str, Any]) -> tuple[str, str]:
        sent = values["file"]
        name = sent.name or "The file"
        offers.table_file(*here.who, content=sent.content, name=name, seen=seen(values))
        return _table(here), "tabled"

    return await taken(request, file_form(here, lying), replaced, _again(here, request))


@router.get(f"/c/{{id}}/winwin/{FILE}")
def written(visit: Visiting, id: Id) -> Response:
    """The offers as the file that would put them on the table again."""
    here = place(visit, id, "winwin")
    return download(offers.file(*here.who), FILE)


@router.get(f"/c/{{id}}/winwin/{JSON}")
def written_for_programs(visit: Visiting, id: Id) -> Response:
    """The same as JSON."""
    here = place(visit, id, "winwin")
    document = offers.document(*here.who)
    return download(json.dumps(document, indent=1, ensure_ascii=False).encode(), JSON)


def page(
    here: Place,
    request: Request,
    form: Form | None = None,
    status: int = 200,
    *,
    asked: Asked | None = None,
) -> Response:
    """The page of the table; with a form that was not taken, in its place."""
    lying, own = offers.tabled(*here.who), limit.show(*here.who)
    known = was(request, lying) if lying else None
    shown = tabled(here, lying, asked or Asked(), posted=form, was=known)
    forms = {"use": use_form(here, lying), "file": file_form(here, lying)}
    if lying:
        forms["service"] = service_form(here, lying)
        forms["star"] = star_form(here, lying)
        forms["limit"] = limit_form(here, lying, own)
        forms["limit-withdrawal"] = limit_withdrawal_form(here, own)
    if form and form.name in forms:
        forms[form.name] = looked_again(form, forms[form.name])
    return render(
        request,
        "offers.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        offers=lying,
        asked=asked or Asked(),
        kinds=TITLES,
        tabled=shown,
        stray=shown.stray(form),
        stars=STARS if lying is None or worth(lying.record) else (),
        forms=forms,
        own=own,
        floor=here.visitor.party.kind.has_floor,
        sheets=(figures_sheet(here, lying), stars_sheet(lying)),
    )


def _lying(here: Place) -> Stored[Offers]:
    """What lies on the table. Raises NotYet where a page has nothing to add to."""
    found = offers.tabled(*here.who)
    if found is None:
        raise NotYet(detail="Nothing is on the table yet.", hint="Offer data and its use first.")
    return found


def _table(here: Place) -> str:
    return f"{here.path}/offers"


def _row(path: str) -> str:
    """The place of a figure on the page."""
    return f"figure-{slug(path)}"


def _stands(lying: Stored[Offers] | None, path: str, version: int) -> Stated | None:
    """The figure that a form was made from; None if it has changed since, or never was."""
    if lying is None or lying.version != version:
        return None
    return next((each for each in stated(lying.record) if each.path == path), None)


def _added(here: Place, entries: Mapping[str, object], version: int) -> tuple[str, str]:
    offers.add(*here.who, entries=entries, seen=version)
    return _table(here), "tabled"


def _again(here: Place, request: Request) -> Callable[[Form, int], Response]:
    """The page of the table, with a form that was not taken."""
    return lambda form, status: page(here, request, form, status)
