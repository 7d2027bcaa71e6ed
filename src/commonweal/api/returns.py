"""Step 7."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, JsonValue

from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.share import Key
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import returns
from commonweal.app.node import Node
from commonweal.model.estimate import Estimate
from commonweal.model.ids import AgreementId, CollaborationId, PartyId, ReturnId

router = APIRouter(tags=["7 returns"])
_AMOUNT: dict[str, JsonValue] = {
    "low": 1,
    "likely": 1,
    "high": 2,
    "unit": "reports",
    "source": "our plan",
}


class Amount(Wire):
    """No bare numbers: a range, its unit, and who says so."""

    model_config = like(**_AMOUNT)

    low: float = Field(allow_inf_nan=False)
    likely: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)
    unit: Text
    source: Text


class NewReturn(Wire):
    """What the asking party will give back."""

    model_config = like(
        recipient="par_01KJMA0FM0K72AYS1Y17D5ZT9F",
        text="A report on outages",
        amount=_AMOUNT,
        due="2026-06-30",
        needs_tracks=["consent"],
    )

    recipient: Text
    text: Text
    amount: Amount
    due: date
    needs_tracks: list[Text] = Field(default=[], max_length=50)


class NewDelivery(Wire):
    """What came, and what that rests on."""

    model_config = like(amount=_AMOUNT, evidence="rel_01KJMA0FM0K72AYS1Y17D5ZT9F")

    amount: Amount
    evidence: Text


@router.get("/collaborations/{id}/returns")
def overview(actor: Who, node: TheNode, id: Id) -> Response:
    """What was promised against what came, as the asking party sees it."""
    return answer(returns.overview(actor, node, CollaborationId(id)))


@router.get("/collaborations/{id}/returns/each")
def owed(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """The returns that the asking party gives or receives."""
    return page.of(returns.owed(actor, node, CollaborationId(id)), lambda each: each.id)


@router.get("/collaborations/{id}/returns/acts")
def acts(actor: Who, node: TheNode, id: Id) -> Response:
    """What the asking party can do now to each of its returns, by id."""
    found = returns.acts(actor, node, CollaborationId(id))
    return answer({owed: sorted(each) for owed, each in found.items()})


@router.get("/collaborations/{id}/returns/shown")
def shown(actor: Who, node: TheNode, id: Id) -> Response:
    """What releases show towards each return that the asking party owes, newest first, by id."""
    found = returns.shown(actor, node, CollaborationId(id))
    told = {
        owed: [{"release": release, "item": item} for release, item in each]
        for owed, each in found.items()
    }
    return answer(told)


@router.get("/collaborations/{id}/returns/agreements")
def promisable(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """The agreements under which the asking party may promise a return."""
    return page.of(returns.promisable(actor, node, CollaborationId(id)), lambda each: each.id)


@router.post("/agreements/{agreement}/returns", status_code=201, openapi_extra=described(NewReturn))
def promise(
    actor: Who, node: TheNode, agreement: Key, told: Annotated[NewReturn, body(NewReturn)]
) -> Response:
    """Promise a return under an agreement."""
    made = returns.promise(
        actor,
        node,
        AgreementId(agreement),
        recipient=PartyId(told.recipient),
        text=told.text,
        amount=_estimate(told.amount, node),
        due=told.due,
        needs_tracks=tuple(told.needs_tracks),
    )
    return answer(made, 201)


@router.post("/returns/{id}/delivery", status_code=201, openapi_extra=described(NewDelivery))
def record(
    actor: Who, node: TheNode, id: Key, told: Annotated[NewDelivery, body(NewDelivery)]
) -> Response:
    """Record that a return was delivered."""
    amount = _estimate(told.amount, node)
    found = returns.record(actor, node, ReturnId(id), amount=amount, evidence=told.evidence)
    return answer(found, 201)


@router.post("/returns/{id}/confirmation", status_code=201)
def confirm(actor: Who, node: TheNode, id: Key) -> Response:
    """Confirm that a return came."""
    return answer(returns.confirm(actor, node, ReturnId(id)), 201)


@router.post("/returns/{id}/waiver", status_code=201)
def waive(actor: Who, node: TheNode, id: Key) -> Response:
    """Ask for a return no longer."""
    return answer(returns.waive(actor, node, ReturnId(id)), 201)


def _estimate(amount: Amount, node: Node) -> Estimate:
    return Estimate.told(**amount.model_dump(), on=node.today)
