"""Step 2: the private limit of the asking party; nobody sees that of another."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response
from pydantic import Field

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.winwin import limit
from commonweal.app.winwin.limit import Own
from commonweal.model.ids import CollaborationId

Seen = Annotated[int | None, Field(ge=0, le=2**53)]
"""The version of the own limit that the asker saw; 0 if there was none."""

router = APIRouter(prefix="/collaborations/{id}/limit", tags=["2 winwin"])


class NewLimit(Wire):
    """The least net at which the asking party takes part, in the unit of the offers."""

    model_config = like(least=5.0, seen=0)

    least: float = Field(allow_inf_nan=False)
    seen: Seen = None


class LimitTakenBack(Wire):
    """The limit is taken back."""

    model_config = like(seen=1)

    seen: Seen = None


@router.get("")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The own limit, whether the kept package meets it, and what happened since; or null."""
    found = limit.show(actor, node, CollaborationId(id))
    return answer({**_plain(found), "met": found.met} if found else None)


@router.put("", openapi_extra=described(NewLimit))
def state(actor: Who, node: TheNode, id: Id, told: Annotated[NewLimit, body(NewLimit)]) -> Response:
    """Keep a limit to oneself: the optimiser reads it, and the operator of this node can."""
    return answer(limit.state(actor, node, CollaborationId(id), **told.model_dump()))


@router.post("/withdrawals", status_code=201, openapi_extra=described(LimitTakenBack))
def withdraw(
    actor: Who, node: TheNode, id: Id, told: Annotated[LimitTakenBack, body(LimitTakenBack)]
) -> Response:
    """Take the own limit back."""
    return answer(limit.withdraw(actor, node, CollaborationId(id), seen=told.seen), 201)


def _plain(found: Own) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(found)
    return told
