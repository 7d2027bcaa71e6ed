"""Step 1, the discussions: where respondents disagree, they talk, and what they say is kept."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import remark
from commonweal.model.assessment import Dimension
from commonweal.model.errors import NotYet, UnknownTerm
from commonweal.web.answeringform import reading_form
from commonweal.web.discussion import remark_form, talks
from commonweal.web.form import Form
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Sheet

router = APIRouter()


@router.get("/c/{id}/diagnose/remarks")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What was said about each dimension."""
    return _page(place(visit, id, "diagnose"), request)


@router.post("/c/{id}/diagnose/remarks")
async def make(visit: Visiting, request: Request, id: Id) -> Response:
    """Say something about one dimension."""
    here = place(visit, id, "diagnose")

    def made(values: Mapping[str, Any]) -> tuple[str, str]:
        if values["dimension"] not in tuple(Dimension):
            known = tuple(Dimension)
            raise UnknownTerm(field="dimension", got=values["dimension"], known=known)
        remark.make(
            visit.actor,
            visit.node,
            here.collaboration.id,
            dimension=Dimension(values["dimension"]),
            text=values["text"],
            settles=values["settles"] == "yes",
        )
        return f"{here.path}/remarks", "remarked"

    return await taken(
        request, remark_form(here), made, lambda form, status: _page(here, request, form, status)
    )


def _page(here: Place, request: Request, posted: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    try:
        said = remark.roster(visit.actor, visit.node, here.collaboration.id)
        withheld = ""
    except NotYet as gap:
        said, withheld = (), f"{gap.detail} {gap.hint}"
    known = talks(here, said, posted)
    stray = posted if posted and posted.value("dimension") not in known else None
    return render(
        request,
        "remarks.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        talks=tuple(known.values()),
        withheld=withheld,
        reading=reading_form(here.path),
        stray=stray,
        sheets=(
            Sheet(
                name="remarks",
                title="Every remark",
                columns=("when", "who", "about", "what was said", "settled"),
                rows=tuple(
                    (
                        one.remark.at,
                        one.who,
                        each.label,
                        one.remark.text,
                        "yes" if one.remark.settles else "not yet",
                    )
                    for each in known.values()
                    for one in each.said
                ),
                empty="Nothing was said yet.",
            ),
        ),
    )
