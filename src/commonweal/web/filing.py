"""Step 1, ratings by the file: a form on the page of the respondents, and what they take away."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import filing
from commonweal.app.diagnose.ratingfile import WRITTEN
from commonweal.model.errors import NotFound
from commonweal.model.ids import CollaborationId
from commonweal.web.file import download
from commonweal.web.filingform import filing_form
from commonweal.web.form import Form
from commonweal.web.page import gone_to
from commonweal.web.place import Id, place
from commonweal.web.respondents import invitation_form, page
from commonweal.web.session import Visiting
from commonweal.web.submit import answered

router = APIRouter()


@router.post("/c/{id}/diagnose/ratings")
async def take(visit: Visiting, request: Request, id: Id) -> Response:
    """Take the ratings of a file; what its reader should know stands on the answer."""
    here = place(visit, id, "diagnose")

    def shown(form: Form, status: int, notes: tuple[str, ...] = ()) -> Response:
        invitation = invitation_form(here)
        return page(here, request, invitation, status=status, filing=form, notes=notes)

    def taken(values: Mapping[str, Any]) -> Response:
        sent = values["file"]
        found = filing.take(
            visit.actor,
            visit.node,
            content=sent.content,
            name=sent.name or "ratings",
            collaboration=CollaborationId(here.collaboration.id),
        )
        if found.notes:
            return shown(filing_form(here), 201, found.notes)
        return gone_to(f"{here.path}/respondents", "filed")

    return await answered(request, filing_form(here), taken, shown)


@router.get("/c/{id}/diagnose/ratings.{ending}")
def file(visit: Visiting, id: Id, ending: str) -> Response:
    """Every rating that counts, as a file that can be taken in again."""
    here = place(visit, id, "diagnose")
    name = f"ratings.{ending}"
    if f".{ending}" not in WRITTEN:
        raise NotFound(kind="file", id=name)
    made = filing.file(
        visit.actor, visit.node, CollaborationId(here.collaboration.id), ending=f".{ending}"
    )
    return download(made, name)
