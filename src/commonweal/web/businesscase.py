"""Step 2: the business case of each party on a page to print, and how far it is inside."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.picture import drawing
from commonweal.app.winwin import businesscase
from commonweal.app.winwin.businesscase import LONGEST_ROLE
from commonweal.app.winwin.casing.case import Case
from commonweal.app.winwin.casing.words import STALE, about, net_range, standing, unsold
from commonweal.model.errors import NotFound
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.winwin import ApprovalState
from commonweal.web.case import case_sheets, facts, roster_sheet, signed, word
from commonweal.web.file import download
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import looked_again, seen, seen_field
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.yet import yet
from commonweal.winwin.case.approval import Review
from commonweal.winwin.case.businesscase import assumptions

router = APIRouter()

FORMS = ("html", "pdf", "xlsx", "md")
"""What a case can be taken away as."""
_STATES = {
    ApprovalState.DRAFT: "draft: being written or read inside",
    ApprovalState.SUBMITTED: "submitted: those who decide have it",
    ApprovalState.APPROVED: "approved",
    ApprovalState.REJECTED: "rejected",
}


@router.get("/c/{id}/winwin/cases")
def roster(visit: Visiting, request: Request, id: Id) -> Response:
    """The cases of all members, one's own first, and which business parties have approved."""
    here = place(visit, id, "winwin")
    found = yet(businesscase.roster, *here.who)
    return render(
        request,
        "businesscases.html",
        visitor=visit,
        where=here.where,
        place=here,
        roster=found,
        unsold=unsold(found.gate, here.names) if found else (),
        old=STALE if found and found.stale else "",
        sheets=(roster_sheet(here, found),) if found else (),
    )


@router.get("/c/{id}/winwin/cases/{party}")
def show(visit: Visiting, request: Request, id: Id, party: Id) -> Response:
    """The case of one member, to be read, printed and taken away."""
    return _page(place(visit, id, "winwin"), request, PartyId(party))


@router.get("/c/{id}/winwin/cases/{party}/business-case.{form}")
def file(visit: Visiting, id: Id, party: Id, form: str) -> Response:
    """The case as a file; its ending says the form."""
    here, name = place(visit, id, "winwin"), f"business-case.{form}"
    if form not in FORMS:
        raise NotFound(kind="file", id=name)
    return download(businesscase.file(*here.who, PartyId(party), name), name)


@router.post("/c/{id}/winwin/reviews")
async def review(visit: Visiting, request: Request, id: Id) -> Response:
    """Say how far one's own case is inside."""
    here = place(visit, id, "winwin")
    own = visit.party.id

    def reviewed(values: Mapping[str, Any]) -> tuple[str, str]:
        businesscase.review(
            *here.who,
            state=ApprovalState(values["state"]),
            by=values["by"],
            note=values["note"],
            package=PackageId(values["package"]),
            seen=seen(values),
        )
        return f"{here.path}/cases/{own}", "reviewed"

    return await taken(
        request,
        _form(here, Review()),
        reviewed,
        lambda form, status: _page(here, request, own, form, status),
    )


def _page(
    here: Place, request: Request, party: PartyId, form: Form | None = None, status: int = 200
) -> Response:
    found = yet(businesscase.show, *here.who, party)
    shown = {} if found is None else _shown(here, found, form)
    return render(
        request,
        "businesscase.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        found=found,
        **shown,
    )


def _shown(here: Place, found: Case, form: Form | None) -> dict[str, Any]:
    case = found.case
    fresh = _form(here, found.review, case.package)
    pictures = businesscase.figures(*here.who, case.party)
    return {
        "about": signed(about(found)),
        "warning": signed(standing(found)),
        "facts": facts(found),
        "net": signed(net_range(case.net)),
        "word": word(found.review),
        "assumed": assumptions(case),
        "forms": FORMS,
        "form": looked_again(form, fresh) if form else fresh,
        "pictures": tuple(drawing(each) for each in pictures) if case.lines else (),
        "sheets": case_sheets(found),
    }


def _form(here: Place, said: Review, package: str = "") -> Form:
    state = said.state.value if said.state and not said.earlier else ""
    return Form(
        name="review",
        action=f"{here.path}/reviews",
        button="Say so",
        does="businesscase.review",
        fields=(
            Field(
                name="state",
                label="How far is the case inside your organisation?",
                kind=Kind.ONE,
                choices=tuple(
                    Choice(value=each.value, text=text) for each, text in _STATES.items()
                ),
                default=state,
            ),
            Field(
                name="by",
                label="Who decided, or was asked?",
                help="By role, such as board of directors. The other parties see it.",
                most=LONGEST_ROLE,
                default="" if said.earlier else said.by,
            ),
            Field(
                name="note",
                label="Note",
                kind=Kind.TEXT,
                needed=False,
                help="For your own party alone; the operator of this node can read it.",
                default="" if said.earlier else said.note,
            ),
            Field(name="package", label="Package", kind=Kind.HIDDEN, default=package),
            seen_field(said.version),
        ),
    )
