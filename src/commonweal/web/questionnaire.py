"""Step 1, one's own questionnaire: whoever is logged in answers for their party, on their own."""

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis, questionnaire
from commonweal.model.ids import CollaborationId
from commonweal.web import answering
from commonweal.web.answering import Way
from commonweal.web.answeringform import reading_form
from commonweal.web.page import gone_to
from commonweal.web.place import Id, place
from commonweal.web.session import Visiting
from commonweal.web.visitor import Visitor

router = APIRouter()


@router.get("/c/{id}/diagnose/answer")
def start(visit: Visiting, request: Request, id: Id) -> Response:
    """What is asked, and what happens with the answers."""
    return answering.start(request, _way(visit, id))


@router.get("/c/{id}/diagnose/answer/{page:int}")
def one(visit: Visiting, request: Request, id: Id, page: int) -> Response:
    """One page of it."""
    return answering.page(request, _way(visit, id), page)


@router.post("/c/{id}/diagnose/answer/{page:int}")
async def save(visit: Visiting, request: Request, id: Id, page: int) -> Response:
    """Keep one page, and go on."""
    return await answering.save(request, _way(visit, id), page)


@router.post("/c/{id}/diagnose/answer/hand-in")
async def hand_in(visit: Visiting, request: Request, id: Id) -> Response:
    """Hand in the answers."""
    return await answering.hand_in(request, _way(visit, id))


@router.post("/c/{id}/diagnose/answer/withdrawal")
async def withdraw(visit: Visiting, request: Request, id: Id) -> Response:
    """Take the answers back."""
    return await answering.withdraw(request, _way(visit, id))


@router.post("/c/{id}/diagnose/reading")
def read_on(visit: Visiting, id: Id) -> Response:
    """Read what others answered, without answering."""
    questionnaire.read_on(visit.actor, visit.node, CollaborationId(id))
    return gone_to(f"/c/{id}/diagnose", "reading")


def _way(visit: Visitor, id: str) -> Way:
    here = place(visit, id, "diagnose")
    actor, node, collaboration = visit.actor, visit.node, here.collaboration.id
    readable = actor.logs_in and diagnosis.respondents(actor, node, collaboration) > 0
    return Way(
        path=f"{here.path}/answer",
        asked=lambda: questionnaire.begin(actor, node, collaboration),
        keep=lambda page: questionnaire.keep(
            actor, node, collaboration, page=page, name=visit.name
        ),
        hand_in=lambda: questionnaire.hand_in(actor, node, collaboration),
        withdraw=lambda: questionnaire.withdraw(actor, node, collaboration),
        result=lambda: None,
        visitor=visit,
        place=here,
        reading=reading_form(here.path) if readable else None,
    )
