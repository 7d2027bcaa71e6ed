"""Step 2: the business case of each party on a page to print, and how far it is inside."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import businesscase
from commonweal.app.businesscase import LONGEST_ROLE
from commonweal.app.casing.case import Case, Roster, Row
from commonweal.app.casing.words import (
    about,
    approval,
    decided,
    net_range,
    paid_back,
    percent,
    relies,
    source,
    standing,
    start,
    when,
    whom,
)
from commonweal.app.picture import drawing
from commonweal.model.errors import NotFound, NotYet
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import ApprovalState
from commonweal.web.file import download
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import looked_again, seen, seen_field
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Link, Sheet, State
from commonweal.winwin.case.approval import Review
from commonweal.winwin.case.businesscase import BusinessCase, Side, assumptions
from commonweal.winwin.case.dependence import Waiting
from commonweal.winwin.case.publicvalue import NOT_TYPED

router = APIRouter()

FORMS = ("html", "pdf", "xlsx", "md")
"""What a case can be taken away as."""
TONES = {
    ApprovalState.DRAFT: "",
    ApprovalState.SUBMITTED: "warn",
    ApprovalState.APPROVED: "good",
    ApprovalState.REJECTED: "bad",
}
_TRACK_TONES = {TrackState.OPEN: "", TrackState.BLOCKED: "bad", TrackState.DONE: "good"}
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
    found = _roster(here)
    return render(
        request,
        "businesscases.html",
        visitor=visit,
        where=here.where,
        place=here,
        roster=found,
        sheets=(_cases(here, found),) if found else (),
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
    found = _case(here, party)
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
        "about": about(found),
        "warning": standing(found),
        "facts": _facts(found),
        "net": net_range(case.net),
        "word": _word(found.review),
        "assumed": assumptions(case),
        "forms": FORMS,
        "form": looked_again(form, fresh) if form else fresh,
        "pictures": tuple(drawing(each) for each in pictures) if case.lines else (),
        "sheets": (_figures(found), _when(found), _tracks(case), _public(found)),
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


def _roster(here: Place) -> Roster | None:
    try:
        return businesscase.roster(*here.who)
    except NotYet:
        return None


def _case(here: Place, party: PartyId) -> Case | None:
    try:
        return businesscase.show(*here.who, party)
    except NotYet:
        return None


def _facts(found: Case) -> tuple[tuple[str, str], ...]:
    case = found.case
    told = {
        "Paid back": paid_back(case.payback) if case.lines else "",
        "All of it at the earliest": start(found),
        "Inside the organisation": approval(found.review) if case.joins else "",
        "Note, for your party alone": found.review.note,
    }
    if case.chance is not None:
        told = {"Chance that it does not lose": percent(case.chance), **told}
    return tuple((name, text) for name, text in told.items() if text)


def _word(said: Review) -> State:
    if said.state is None or said.earlier:
        return State(word="of an earlier package" if said.state else "nothing said yet")
    return State(word=said.state.value, tone=TONES[said.state])


def _cases(here: Place, found: Roster) -> Sheet:
    return Sheet(
        name="cases",
        title="The case of each party",
        columns=("party", "sector", "net", "chance of no loss", "paid back", "inside", "by, on"),
        rows=tuple(_row(here, each) for each in found.rows),
        caption=f"Net in {found.unit}: likely (low to high), at the figures now on the table.",
    )


def _row(here: Place, found: Row) -> tuple[Any, ...]:
    word, said = _word(found.review), found.review
    by = f"{said.by}, {said.at:%Y-%m-%d}" if said.at else None
    party = Link(text=found.name, href=f"{here.path}/cases/{found.party}")
    if not found.joins:
        return (party, found.kind.words, State(word="stays out"), None, None, None, None)
    return (
        party,
        found.kind.words,
        net_range(found.net),
        None if found.chance is None else percent(found.chance),
        found.payback.told(found.payback.likely),
        word,
        by,
    )


def _figures(found: Case) -> Sheet:
    case = found.case
    lines = [
        (
            side.value,
            f"{each.text}: {each.what}",
            whom(found.names, each.others) or None,
            each.adds.low,
            each.adds.likely,
            each.adds.high,
            source(each.figure),
        )
        for side in Side
        for each in case.side(side)
    ]
    net = ("net", "all of it", None, case.net.low, case.net.likely, case.net.high, None)
    return Sheet(
        name="figures",
        title="Every figure of the case",
        columns=("side", "what", "with", "low", "likely", "high", "who says so, when"),
        rows=(*lines, net) if lines else (),
        caption=f"In {case.unit}; costs and risks are below zero, low is the worse end."
        f"{' Invented figures.' if case.invented else ''}",
        empty="No figure on the table is this party's own.",
    )


def _tracks(case: BusinessCase) -> Sheet:
    return Sheet(
        name="decisions",
        title="Decisions that it waits for",
        columns=("track", "whose decision", "driven by", "how far", "due"),
        rows=tuple(row for each in case.waiting for row in _decisions(each)),
        empty="What it gets waits for no alignment track.",
    )


def _decisions(found: Waiting) -> tuple[tuple[Any, ...], ...]:
    if not found.board:
        return ((found.track, "not on the board yet", None, State(word="open"), None),)
    return tuple(
        (
            f"{each.name} ({each.kind.value})",
            f"{each.authority}, {each.country}",
            each.owner or "nobody named",
            _how_far(each),
            each.due,
        )
        for each in found.board
    )


def _how_far(track: AlignmentTrack) -> State:
    return State(word=decided(track), tone=_TRACK_TONES[track.state])


def _when(found: Case) -> Sheet:
    return Sheet(
        name="when",
        title="When it comes, and on whom it relies",
        columns=("what it gets", "when", "relies on"),
        rows=tuple(
            (each.text, when(found, each), relies(found, each))
            for each in found.case.side(Side.GETS)
        ),
        empty="It gets nothing.",
    )


def _public(found: Case) -> Sheet:
    return Sheet(
        name="public",
        title="Public value it helps create",
        columns=("use", "type", "low", "likely", "high", "shown by", "who says so, when"),
        rows=tuple(
            (
                each.text,
                each.value_type.value if each.value_type else NOT_TYPED,
                each.value.low,
                each.value.likely,
                each.value.high,
                each.indicator or None,
                source(each.value),
            )
            for each in found.case.public
        ),
        caption=f"In {found.case.unit}; in its own account, and no part of the net above.",
        empty="None that anybody has stated.",
    )
