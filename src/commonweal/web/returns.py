"""Step 7: what is owed in return, and whether it came."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import agree, align, returns
from commonweal.model.agreement import ENDED, AgreementState
from commonweal.model.errors import NotFound
from commonweal.model.estimate import Estimate
from commonweal.model.ids import AgreementId, PartyId, ReturnId
from commonweal.model.returns import SETTLED, Return, ReturnState
from commonweal.returns.statement import Balance
from commonweal.web.file import written
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Button, Cell, Sheet, State

router = APIRouter()

TONES = {ReturnState.CONFIRMED: "good", ReturnState.PROMISED: "warn"}
_STATEMENTS = {"statement.pdf", "statement.html", "statement.xlsx"}


@router.get("/c/{id}/returns")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What was promised, to whom, and whether it came."""
    here = place(visit, id, "returns")
    return _page(here, request)


@router.get("/c/{id}/returns/{name}")
def statement(visit: Visiting, id: Id, name: str) -> Response:
    """The return statement of the visitor's party as a document."""
    here = place(visit, id, "returns")
    if name not in _STATEMENTS:
        raise NotFound(kind="file", id=name)
    return written(
        lambda out: returns.overview(visit.actor, visit.node, here.collaboration.id, out=out), name
    )


@router.post("/c/{id}/returns/promises")
async def promise(visit: Visiting, request: Request, id: Id) -> Response:
    """Promise a return under an agreement."""
    here = place(visit, id, "returns")

    def promised(values: Mapping[str, Any]) -> tuple[str, str]:
        returns.promise(
            visit.actor,
            visit.node,
            AgreementId(values["agreement"]),
            recipient=PartyId(values["recipient"]),
            text=values["text"],
            amount=_estimate(here, values),
            due=values["due"],
            needs_tracks=values["tracks"],
        )
        return here.path, "promised"

    form = _promise_form(here)
    return await taken(
        request, form, promised, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/returns/{owed}/deliveries")
async def record(visit: Visiting, request: Request, id: Id, owed: Id) -> Response:
    """Record that a return was delivered."""
    here = place(visit, id, "returns")
    found = _known(here, owed)

    def recorded(values: Mapping[str, Any]) -> tuple[str, str]:
        amount = _estimate(here, {**values, "unit": found.amount.unit})
        returns.record(
            visit.actor, visit.node, found.id, amount=amount, evidence=values["evidence"]
        )
        return here.path, "recorded"

    return await taken(
        request,
        _record_form(here, found),
        recorded,
        lambda form, status: _page(here, request, form, status),
    )


@router.post("/c/{id}/returns/{owed}/{act}")
def settle(visit: Visiting, id: Id, owed: Id, act: Id) -> Response:
    """Confirm a return that came, or ask for it no longer."""
    here = place(visit, id, "returns")
    found = _known(here, owed)
    acts = {"confirm": (returns.confirm, "confirmed"), "waive": (returns.waive, "waived")}
    if act not in acts:
        raise NotFound(kind="act", id=act)
    done, said = acts[act]
    done(visit.actor, visit.node, found.id)
    return gone_to(here.path, said)


def _owed(here: Place) -> tuple[Return, ...]:
    return returns.owed(here.visitor.actor, here.visitor.node, here.collaboration.id)


def _known(here: Place, id: str) -> Return:
    for each in _owed(here):
        if each.id == ReturnId(id):
            return each
    raise NotFound(kind="return", id=id)


def _estimate(here: Place, values: Mapping[str, Any]) -> Estimate:
    likely = values["likely"]
    return Estimate(
        low=likely if values["low"] is None else values["low"],
        likely=likely,
        high=likely if values["high"] is None else values["high"],
        unit=values["unit"],
        source=values["source"],
        on=here.visitor.node.clock.now().date(),
    )


_AMOUNT = (
    Field(name="likely", label="How much?", kind=Kind.NUMBER),
    Field(name="low", label="At least", kind=Kind.NUMBER, needed=False),
    Field(name="high", label="At most", kind=Kind.NUMBER, needed=False),
    Field(name="source", label="Who says so?", help="No bare numbers: a figure has a source."),
)


def _promise_form(here: Place) -> Form:
    visit = here.visitor
    agreements = tuple(
        Choice(value=each.id, text=each.title)
        for each in agree.roster(visit.actor, visit.node, here.collaboration.id)
        if each.state not in ENDED | {AgreementState.CLOSED} and visit.party.id in each.parties
    )
    others = tuple(
        Choice(value=each.id, text=each.name) for each in here.members if each != visit.party
    )
    board = align.status(visit.actor, visit.node, here.collaboration.id)
    tracks = tuple(
        Choice(value=name, text=name) for name in dict.fromkeys(each.name for each in board.tracks)
    )
    return Form(
        name="promise",
        action=f"{here.path}/promises",
        button="Promise it",
        fields=(
            Field(
                name="agreement", label="Under which agreement?", kind=Kind.ONE, choices=agreements
            ),
            Field(name="recipient", label="To whom?", kind=Kind.ONE, choices=others),
            Field(name="text", label="What is given back?"),
            *_AMOUNT,
            Field(name="unit", label="In which unit?"),
            Field(name="due", label="Due", kind=Kind.DAY),
            Field(
                name="tracks",
                label="It waits for these tracks",
                kind=Kind.MANY,
                needed=False,
                choices=tracks,
            ),
        ),
    )


def _record_form(here: Place, owed: Return) -> Form:
    evidence = Field(
        name="evidence", label="What does it rest on?", help="A release, a report, a letter."
    )
    return Form(
        name=f"record-{owed.id}",
        action=f"{here.path}/{owed.id}/deliveries",
        button="Record the delivery",
        fields=(*_AMOUNT, evidence),
    )


def _page(here: Place, request: Request, failed: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    owed = _owed(here)
    mine = tuple(
        each
        for each in owed
        if each.giver == visit.party.id
        and each.state in {ReturnState.PROMISED, ReturnState.ALIGNED}
    )
    records = {each.id: _record_form(here, each) for each in mine}
    promise = _promise_form(here)
    if failed is not None:
        records = {id: failed if form.name == failed.name else form for id, form in records.items()}
        promise = failed if failed.name == promise.name else promise
    statement = returns.overview(visit.actor, visit.node, here.collaboration.id)
    return render(
        request,
        "returns.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        statement=statement,
        sheets=(_returns(here, owed), _balances(here, statement.owed_to, statement.owed_by)),
        mine=mine,
        records=records,
        promise=promise,
    )


def _returns(here: Place, owed: tuple[Return, ...]) -> Sheet:
    return Sheet(
        name="returns",
        title="Returns",
        columns=("return", "from", "to", "amount", "due", "state", "came", "evidence", "next"),
        rows=tuple(
            (
                each.text,
                here.name(each.giver),
                here.name(each.recipient),
                _told(each.amount),
                each.due,
                State(word=_state(each), tone=TONES.get(each.state, "")),
                _told(each.delivered) if each.delivered else None,
                each.evidence or None,
                _next(here, each),
            )
            for each in owed
        ),
        caption="As the parties recorded them; units are never added up across kinds.",
        empty="Nothing is promised yet. Who shares should get something back: promise it below.",
    )


def _state(owed: Return) -> str:
    if owed.state is ReturnState.PROMISED and owed.needs_tracks:
        return f"promised, waits for {', '.join(owed.needs_tracks)}"
    return owed.state.value


def _next(here: Place, owed: Return) -> Cell:
    if owed.state in SETTLED or owed.recipient != here.visitor.party.id:
        return None
    if owed.state is ReturnState.DELIVERED:
        return Button(text="Confirm", href=f"{here.path}/{owed.id}/confirm")
    return Button(text="Waive", href=f"{here.path}/{owed.id}/waive")


def _balances(here: Place, owed_to: tuple[Balance, ...], owed_by: tuple[Balance, ...]) -> Sheet:
    name = here.visitor.party.name
    sides = ((f"to {name}", owed_to), (f"by {name}", owed_by))
    return Sheet(
        name="statement",
        title=f"Statement of {name}",
        columns=("owed", "unit", "returns", "promised", "delivered", "confirmed"),
        rows=tuple(
            (
                side,
                each.unit,
                each.returns,
                each.promised.likely,
                each.delivered.likely,
                each.confirmed.likely,
            )
            for side, balances in sides
            for each in balances
        ),
        caption="Likely amounts by the parties' own word; each unit by itself.",
        empty="Nothing is owed to or by you.",
    )


def _told(amount: Estimate) -> str:
    if amount.low == amount.likely == amount.high:
        return f"{amount.likely:,.6g} {amount.unit}"
    return f"{amount.likely:,.6g} {amount.unit} ({amount.low:,.6g} to {amount.high:,.6g})"
