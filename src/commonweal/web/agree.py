"""Step 4: agreements, drafted, read, signed, stopped."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import agree, data
from commonweal.model.agreement import Agreement, AgreementState, ClauseTerm
from commonweal.model.errors import NotFound
from commonweal.model.ids import AgreementId
from commonweal.web.draft import draft_form, terms
from commonweal.web.file import download, written
from commonweal.web.form import Field, Form, Kind
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Link, Sheet, State

router = APIRouter()

TONES = {
    AgreementState.ACTIVE: "good",
    AgreementState.SIGNED: "good",
    AgreementState.SUSPENDED: "warn",
    AgreementState.WITHDRAWN: "bad",
}
_OPEN = {AgreementState.DRAFT, AgreementState.PROPOSED}
ACTS = {
    "sign": (agree.sign, "signed"),
    "withdraw": (agree.withdraw, "withdrawn"),
    "suspend": (agree.suspend, "suspended"),
    "resume": (agree.resume, "resumed"),
    "complete": (agree.complete, "completed"),
}
"""What a party does with an agreement: how, and the word that is said after."""


@router.get("/c/{id}/agree")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The agreements of a collaboration, and a form for the next one; `?like=ID` fills it."""
    here = place(visit, id, "agree")
    return _page(here, request, _filled_form(here, request.query_params.get("like", "")))


@router.post("/c/{id}/agree/drafts")
async def draft(visit: Visiting, request: Request, id: Id) -> Response:
    """Draft an agreement."""
    here = place(visit, id, "agree")

    def made(values: Mapping[str, Any]) -> tuple[str, str]:
        found = agree.draft(
            visit.actor,
            visit.node,
            here.collaboration.id,
            title=values["title"],
            terms=terms(values),
            like=AgreementId(values["like"]) if values["like"] else None,
        )
        return f"{here.path}/{found.id}", "drafted"

    return await taken(
        request, _draft_form(here), made, lambda form, status: _page(here, request, form, status)
    )


@router.get("/c/{id}/agree/{agreement}")
def read(visit: Visiting, request: Request, id: Id, agreement: Id) -> Response:
    """One agreement: its sentences with who makes each true, its signatures, what can be done."""
    here = place(visit, id, "agree")
    return _agreement(here, request, agreement, _attach_form(here, agreement))


@router.get("/c/{id}/agree/{agreement}/{name}")
def file(visit: Visiting, id: Id, agreement: Id, name: str) -> Response:
    """The agreement as a document to read, or as the bytes that parties sign (`signed.json`)."""
    found = _known(place(visit, id, "agree"), agreement)[0]
    if name == "signed.json":
        return download(agree.export(visit.actor, visit.node, found.id), name)
    return written(
        lambda out: agree.export_document(visit.actor, visit.node, found.id, out=out),
        name if name in {"agreement.pdf", "agreement.html", "agreement.xlsx"} else "",
    )


@router.post("/c/{id}/agree/{agreement}/signatures")
async def attach(visit: Visiting, request: Request, id: Id, agreement: Id) -> Response:
    """Attach a signature that was made on another node."""
    here = place(visit, id, "agree")

    def attached(values: Mapping[str, Any]) -> tuple[str, str]:
        found = _known(here, agreement)[0]
        agree.attach(visit.actor, visit.node, found.id, signature=values["signature"])
        return f"{here.path}/{agreement}", "signed"

    return await taken(
        request,
        _attach_form(here, agreement),
        attached,
        lambda form, status: _agreement(here, request, agreement, form, status),
    )


@router.post("/c/{id}/agree/{agreement}/{act}")
def act(visit: Visiting, id: Id, agreement: Id, act: Id) -> Response:
    """Sign, withdraw, suspend, resume or complete an agreement."""
    here = place(visit, id, "agree")
    found = _known(here, agreement)[0]
    if act not in ACTS:
        raise NotFound(kind="act", id=act)
    done, said = ACTS[act]
    done(visit.actor, visit.node, found.id)
    return gone_to(f"{here.path}/{agreement}", said)


def _known(here: Place, id: str) -> tuple[Agreement, Any, Mapping[str, object]]:
    """An agreement of this collaboration, its text, its policy. Raises NotFound."""
    found = agree.show(here.visitor.actor, here.visitor.node, AgreementId(id))
    if found[0].collaboration != here.collaboration.id:
        raise NotFound(kind="agreement", id=id)
    return found


def _draft_form(here: Place) -> Form:
    asked = here.visitor.actor, here.visitor.node, here.collaboration.id
    return draft_form(here, data.catalogue(*asked), (*agree.roster(*asked), *agree.earlier(*asked)))


def _filled_form(here: Place, like: str) -> Form:
    """The form with the terms of an earlier collaboration: of the agreement asked for, or the only.

    Where agreements stand here already, none is taken unless it is asked for.
    """
    asked = here.visitor.actor, here.visitor.node, here.collaboration.id
    found = {each.id: each for each in agree.earlier(*asked)}
    only = next(iter(found)) if len(found) == 1 and not agree.roster(*asked) else ""
    wanted = AgreementId(like if like in found else only)
    form = _draft_form(here)
    if not wanted:
        return form
    return draft_form(
        here,
        data.catalogue(*asked),
        (*agree.roster(*asked), *found.values()),
        agree.terms_from(*asked, like=wanted),
    )


def _attach_form(here: Place, agreement: str) -> Form:
    field = Field(
        name="signature",
        label="Text of the signature file",
        kind=Kind.TEXT,
        help="Made with: weal agree sign signed.json --key KEY --out signature.json",
        most=20_000,
    )
    return Form(
        name="attach",
        action=f"{here.path}/{agreement}/signatures",
        button="Attach it",
        does="agree.attach",
        fields=(field,),
    )


def _page(here: Place, request: Request, form: Form, status: int = 200) -> Response:
    visit = here.visitor
    found = agree.roster(visit.actor, visit.node, here.collaboration.id)
    rows = tuple(
        (
            Link(text=each.title, href=f"{here.path}/{each.id}"),
            State(word=each.state.value, tone=TONES.get(each.state, "")),
            _mode(each),
            each.term.first_day,
            each.term.last_day,
            f"{len(each.signatures)} of {len(each.parties)}",
            _used(each),
        )
        for each in found
    )
    sheet = Sheet(
        name="agreements",
        title="Agreements",
        columns=("agreement", "state", "mode", "first day", "last day", "signed", "requests"),
        rows=rows,
        caption=f"Those that {visit.party.name} is a party to, or has drafted.",
        empty="No agreement yet that you are a party to. Draft one below.",
    )
    return render(
        request,
        "agree.html",
        visitor=visit,
        where=here.where,
        status=status,
        sheets=(sheet,),
        earlier=agree.earlier(visit.actor, visit.node, here.collaboration.id),
        form=form,
        place=here,
    )


def _agreement(here: Place, request: Request, id: str, form: Form, status: int = 200) -> Response:
    visit = here.visitor
    found, text, odrl = _known(here, id)
    signed = {each.party: each for each in found.signatures}
    acts = agree.acts(visit.actor, visit.node, found.id)
    return render(
        request,
        "agreement.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        agreement=found,
        text=text,
        odrl=odrl,
        signed=signed,
        state=State(word=found.state.value, tone=TONES.get(found.state, "")),
        used=_used(found),
        acts=acts,
        waiting=found.state in _OPEN and visit.party.id in found.parties,
        form=form,
    )


def _mode(agreement: Agreement) -> str:
    found = agreement.clause(ClauseTerm.MODE)
    return ", ".join(found.values) if found else ""


def _used(agreement: Agreement) -> str:
    count = agreement.clause(ClauseTerm.COUNT)
    return f"{agreement.granted} of {count.values[0]}" if count else f"{agreement.granted}"
