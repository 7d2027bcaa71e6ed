"""Step 2: a party keeps to itself what it must gain at least, and takes that back."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.winwin import limit, offers
from commonweal.web.limitform import limit_form, limit_withdrawal_form
from commonweal.web.offers import page
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import seen
from commonweal.web.session import Visiting
from commonweal.web.submit import taken

router = APIRouter()


@router.post("/c/{id}/winwin/limit")
async def state(visit: Visiting, request: Request, id: Id) -> Response:
    """Set the limit of the visitor's own party."""
    here = place(visit, id, "winwin")

    def stated(values: Mapping[str, Any]) -> tuple[str, str]:
        limit.state(*here.who, least=values["least"], seen=seen(values))
        return _back(here, "limit-set"), ""

    form = limit_form(here, offers.tabled(*here.who), None)
    return await taken(
        request, form, stated, lambda wrong, status: page(here, request, wrong, status)
    )


@router.post("/c/{id}/winwin/limit/withdrawals")
async def withdraw(visit: Visiting, request: Request, id: Id) -> Response:
    """Take the limit of the visitor's own party back."""
    here = place(visit, id, "winwin")

    def withdrawn(values: Mapping[str, Any]) -> tuple[str, str]:
        limit.withdraw(*here.who, seen=seen(values))
        return _back(here, "limit-taken-back"), ""

    return await taken(
        request,
        limit_withdrawal_form(here, None),
        withdrawn,
        lambda wrong, status: page(here, request, wrong, status),
    )


def _back(here: Place, said: str) -> str:
    """The place of the limit on the page of the table."""
    return f"{here.path}/offers?said={said}#own-limit"
