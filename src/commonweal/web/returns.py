"""Step 7: what is owed in return, and whether it came."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.align.called import Said, mentioned
from commonweal.app import returns
from commonweal.app.align import alignment
from commonweal.model.errors import NotFound
from commonweal.model.ids import AgreementId, PartyId, ReturnId
from commonweal.model.returns import Return, ReturnState
from commonweal.returns.statement import Balance
from commonweal.web.file import written
from commonweal.web.form import Form
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.promise import Shown, estimate, promise_form, record_form
from commonweal.web.rests import amount_words, evidence_cell, seen_releases
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Button, Cell, Sheet, State

router = APIRouter()

TONES = {ReturnState.CONFIRMED: "good", ReturnState.PROMISED: "warn"}
_STATEMENTS = {"statement.pdf", "statement.html", "statement.xlsx"}
ANSWERS = {"confirm": (returns.confirm, "confirmed"), "waive": (returns.waive, "waived")}
"""What a recipient says to a return: how, and the word that is said after."""

Acts = Mapping[ReturnId, frozenset[str]]


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
            amount=estimate(here, values, values["unit"]),
            due=values["due"],
            needs_tracks=values["tracks"],
        )
        return here.path, "promised"

    form = promise_form(here)
    return await taken(
        request, form, promised, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/returns/{owed}/deliveries")
async def record(visit: Visiting, request: Request, id: Id, owed: Id) -> Response:
    """Record that a return was delivered."""
    here = place(visit, id, "returns")
    found = _known(here, owed)

    def recorded(values: Mapping[str, Any]) -> tuple[str, str]:
        returns.record(
            visit.actor,
            visit.node,
            found.id,
            amount=estimate(here, values, found.amount.unit),
            evidence=values["evidence"],
        )
        return here.path, "recorded"

    return await taken(
        request,
        record_form(here, found),
        recorded,
        lambda form, status: _page(here, request, form, status),
    )


@router.post("/c/{id}/returns/{owed}/{act}")
def settle(visit: Visiting, id: Id, owed: Id, act: Id) -> Response:
    """Confirm a return that came, or ask for it no longer."""
    here = place(visit, id, "returns")
    found = _known(here, owed)
    if act not in ANSWERS:
        raise NotFound(kind="act", id=act)
    done, said = ANSWERS[act]
    done(visit.actor, visit.node, found.id)
    return gone_to(here.path, said)


def _owed(here: Place) -> tuple[Return, ...]:
    return returns.owed(here.visitor.actor, here.visitor.node, here.collaboration.id)


def _known(here: Place, id: str) -> Return:
    for each in _owed(here):
        if each.id == ReturnId(id):
            return each
    raise NotFound(kind="return", id=id)


def _taken(request: Request, owed: ReturnId, shown: tuple[Shown, ...]) -> Shown | None:
    """What the address takes over from a release: `?for=RETURN&from=RELEASE&what=TEXT`."""
    asked = (request.query_params.get(name) for name in ("for", "from", "what"))
    wanted = tuple(asked)
    return next((each for each in shown if (owed, each[0], each[1].text) == wanted), None)


def _page(here: Place, request: Request, failed: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    owed = _owed(here)
    acts = returns.acts(visit.actor, visit.node, here.collaboration.id)
    shown = returns.shown(visit.actor, visit.node, here.collaboration.id)
    records = {
        each.id: record_form(here, each, _taken(request, each.id, shown.get(each.id, ())))
        for each in owed
    }
    promise = promise_form(here)
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
        sheets=(_returns(here, owed, acts), _balances(here, statement.owed_to, statement.owed_by)),
        mine=tuple(each for each in owed if "record" in acts[each.id] or records[each.id].wrong),
        records=records,
        shown=shown,
        taken=request.query_params.get("for"),
        promise=promise,
    )


def _returns(here: Place, owed: tuple[Return, ...], acts: Acts) -> Sheet:
    known, said = seen_releases(here), alignment.status(*here.who).said
    answers = ANSWERS if any(set(ANSWERS) & set(acts[each.id]) for each in owed) else ()
    return Sheet(
        name="returns",
        title="Returns",
        columns=(
            *("return", "state", *(("next", "or") if answers else ()), "from", "to"),
            *("amount", "due", "came", "evidence"),
        ),
        rows=tuple(
            (
                each.text,
                State(word=_state(each, said), tone=TONES.get(each.state, "")),
                *(_button(here, each, act, acts) for act in answers),
                here.name(each.giver),
                here.name(each.recipient),
                amount_words(each.amount),
                each.due,
                amount_words(each.delivered) if each.delivered else None,
                evidence_cell(here, each.evidence, known),
            )
            for each in owed
        ),
        caption="As the parties recorded them; units are never added up across kinds.",
        empty="Nothing is promised yet. Who shares should get something back: promise it below.",
    )


def _state(owed: Return, said: Said) -> str:
    if owed.state is ReturnState.PROMISED and owed.needs_tracks:
        return f"promised, waits for {', '.join(mentioned(owed.needs_tracks, said))}"
    if owed.confirmed_at:
        return f"confirmed on {owed.confirmed_at:%-d %b %Y}"
    return owed.state.value


def _button(here: Place, owed: Return, act: str, acts: Acts) -> Cell:
    if act not in acts[owed.id]:
        return None
    return Button(text=act.capitalize(), href=f"{here.path}/{owed.id}/{act}", does=f"returns.{act}")


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
