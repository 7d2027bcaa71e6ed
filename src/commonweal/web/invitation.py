"""The questionnaire behind a link: no account, one respondent, in every home."""

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import invitation
from commonweal.app.node import Node
from commonweal.model.party import NOBODY
from commonweal.web import answering
from commonweal.web.answering import Way
from commonweal.web.place import Id

router = APIRouter()


@router.get("/answer/{token}")
def start(request: Request, token: Id) -> Response:
    """Who asks and about what; or one's own answers, once they are handed in."""
    return answering.start(request, _way(request, token))


@router.get("/answer/{token}/{page:int}")
def one(request: Request, token: Id, page: int) -> Response:
    """One page of it."""
    return answering.page(request, _way(request, token), page)


@router.post("/answer/{token}/{page:int}")
async def save(request: Request, token: Id, page: int) -> Response:
    """Keep one page, and go on."""
    return await answering.save(request, _way(request, token), page)


@router.post("/answer/{token}/hand-in")
async def hand_in(request: Request, token: Id) -> Response:
    """Hand in the answers."""
    return await answering.hand_in(request, _way(request, token))


@router.post("/answer/{token}/withdrawal")
async def withdraw(request: Request, token: Id) -> Response:
    """Take the answers back."""
    return await answering.withdraw(request, _way(request, token))


def _way(request: Request, token: str) -> Way:
    node: Node = request.app.state.node
    return Way(
        path=f"/answer/{token}",
        asked=lambda: invitation.asked(NOBODY, node, token),
        keep=lambda page: invitation.keep(NOBODY, node, token, page=page),
        hand_in=lambda: invitation.hand_in(NOBODY, node, token),
        withdraw=lambda: invitation.withdraw(NOBODY, node, token),
        result=lambda: invitation.result(NOBODY, node, token),
    )
