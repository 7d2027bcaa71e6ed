"""Step 1, answers that one's own party entered: nothing brings them back, so it asks first."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import respondents
from commonweal.app.diagnose.respondents import Standing
from commonweal.model.errors import NotFound
from commonweal.model.ids import AssessmentId
from commonweal.web.form import Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken

router = APIRouter()


@router.get("/c/{id}/diagnose/respondents/{assessment}/withdrawal")
def ask(visit: Visiting, request: Request, id: Id, assessment: Id) -> Response:
    """Whose answers would go, and whether that is meant."""
    here = place(visit, id, "diagnose")
    return _page(here, request, _entered(here, assessment), erasure_form(here, assessment))


@router.post("/c/{id}/diagnose/respondents/{assessment}/withdrawal")
async def erase(visit: Visiting, request: Request, id: Id, assessment: Id) -> Response:
    """Erase answers that one's own party entered for someone."""
    here = place(visit, id, "diagnose")
    meant = _entered(here, assessment)

    def erased(values: Mapping[str, Any]) -> tuple[str, str]:
        del values
        respondents.withdraw(visit.actor, visit.node, AssessmentId(assessment))
        return f"{here.path}/respondents", "erased"

    return await taken(
        request,
        erasure_form(here, assessment),
        erased,
        lambda form, status: _page(here, request, meant, form, status),
    )


def erasure_form(here: Place, assessment: str) -> Form:
    """A tick and a button."""
    sure = Field(name="sure", label="Yes, erase these answers and the name", kind=Kind.CHECK)
    return Form(
        name="erasure",
        action=f"{here.path}/respondents/{assessment}/withdrawal",
        button="Erase the answers",
        does="respondents.withdraw",
        fields=(sure,),
    )


def _entered(here: Place, assessment: str) -> Standing:
    """Who the answers are of. Raises NotFound."""
    visit = here.visitor
    for each in respondents.roster(visit.actor, visit.node, here.collaboration.id):
        if each.id == assessment and each.entered:
            return each
    raise NotFound(kind="assessment", id=assessment)


def _page(
    here: Place, request: Request, meant: Standing, form: Form, status: int = 200
) -> Response:
    return render(
        request,
        "erasure.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        meant=meant,
        form=form,
    )
