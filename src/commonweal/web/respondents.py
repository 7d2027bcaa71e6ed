"""Step 1, who is asked: invitations and what became of them, never what anyone answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import respondents
from commonweal.app.diagnose.respondents import EXPIRED, Standing
from commonweal.model.ids import CollaborationId, PartyId, QuestionnaireId
from commonweal.model.person import LONGEST_NAME
from commonweal.model.questionnaire import (
    LONGEST_QUESTIONNAIRE,
    QUESTIONNAIRE_LASTS,
    QuestionnaireState,
)
from commonweal.web.filingform import filing_form
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.submit import answered
from commonweal.web.table import Button, Cell, Link, Sheet, State

router = APIRouter()

_STATES: Mapping[str, State] = {
    QuestionnaireState.OPEN.value: State(word="has still to answer", tone="warn"),
    QuestionnaireState.ANSWERED.value: State(word="has answered", tone="good"),
    QuestionnaireState.REVOKED.value: State(word="revoked"),
    QuestionnaireState.READING.value: State(word="reads, does not answer"),
    QuestionnaireState.WITHDRAWN.value: State(word="took the answers back"),
    EXPIRED: State(word="expired", tone="bad"),
}


@router.get("/c/{id}/diagnose/respondents")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """Who was asked and what became of it; the form to invite."""
    here = place(visit, id, "diagnose")
    return page(here, request, invitation_form(here))


@router.post("/c/{id}/diagnose/respondents")
async def invite(visit: Visiting, request: Request, id: Id) -> Response:
    """Invite a respondent; the link is shown on this answer and never again."""
    here = place(visit, id, "diagnose")

    def invited(values: Mapping[str, Any]) -> Response:
        _, token = respondents.invite(
            visit.actor,
            visit.node,
            here.collaboration.id,
            party=PartyId(values["party"]),
            respondent=values["respondent"],
            days=values["days"],
        )
        link = f"{request.base_url}answer/{token}"
        return page(here, request, invitation_form(here), status=201, link=link)

    return await answered(
        request,
        invitation_form(here),
        invited,
        lambda form, status: page(here, request, form, status=status),
    )


@router.post("/c/{id}/diagnose/respondents/{questionnaire}/revoke")
def revoke(visit: Visiting, id: Id, questionnaire: Id) -> Response:
    """End an invitation."""
    here = place(visit, id, "diagnose")
    respondents.revoke(
        visit.actor,
        visit.node,
        QuestionnaireId(questionnaire),
        of=CollaborationId(here.collaboration.id),
    )
    return gone_to(f"{here.path}/respondents", "revoked")


def page(
    here: Place,
    request: Request,
    form: Form,
    *,
    status: int = 200,
    link: str = "",
    filing: Form | None = None,
    notes: Sequence[str] = (),
) -> Response:
    """The page of the respondents.

    Args:
        here: the collaboration.
        request: as it came.
        form: to invite someone.
        status: of the answer.
        link: the link of an invitation, which is shown this once.
        filing: the form for a file of ratings, if one was sent.
        notes: what its reader should know of that file.
    """
    visit = here.visitor
    found = respondents.roster(visit.actor, visit.node, CollaborationId(here.collaboration.id))
    return render(
        request,
        "respondents.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        sheets=(_sheet(here, found), _parties(here, found)),
        form=form,
        link=link,
        filing=filing or filing_form(here),
        notes=notes,
    )


def invitation_form(here: Place) -> Form:
    """For whom, who, and how long."""
    members = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    return Form(
        name="invite",
        action=f"{here.path}/respondents",
        button="Make the link",
        does="respondents.invite",
        fields=(
            Field(
                name="respondent",
                label="Who shall answer?",
                help="Their name, as the others know them.",
                most=LONGEST_NAME,
            ),
            Field(
                name="party",
                label="For which party?",
                kind=Kind.ONE,
                choices=members,
                default=here.visitor.party.id,
            ),
            Field(
                name="days",
                label="For how many days is the link open?",
                kind=Kind.WHOLE,
                help=f"1 to {LONGEST_QUESTIONNAIRE.days}.",
                default=str(QUESTIONNAIRE_LASTS.days),
            ),
        ),
    )


def _sheet(here: Place, found: Sequence[Standing]) -> Sheet:
    return Sheet(
        name="respondents",
        title="Everyone who is asked",
        columns=("who", "for", "state", "asked by", "link open until", "undo"),
        rows=tuple(_row(here, each) for each in found),
        caption="What they answered is not told here.",
        empty="Nobody is asked yet. Answer yourself, or invite someone below.",
    )


def _row(here: Place, each: Standing) -> tuple[Cell, ...]:
    return (
        each.respondent or "(name erased)",
        here.name(each.party),
        _STATES[each.state],
        here.name(each.asked_by) + (", who entered the answers" if each.entered else ""),
        each.until.date() if each.until else None,
        _undo(here, each),
    )


def _undo(here: Place, each: Standing) -> Button | Link | None:
    """What the visitor's party may undo: an open invitation of its own, answers it entered."""
    where = f"{here.path}/respondents/{each.id}"
    if each.asked_by != here.visitor.party.id:
        return None
    if each.link and each.state in (QuestionnaireState.OPEN, EXPIRED):
        return Button(text="Revoke", href=f"{where}/revoke", does="respondents.revoke")
    if each.entered and each.state == QuestionnaireState.ANSWERED:
        return Link(text="Erase the answers", href=f"{where}/withdrawal")
    return None


def _parties(here: Place, found: Sequence[Standing]) -> Sheet:
    """For each member, who still has to answer."""
    rows = []
    for party in here.members:
        states = [each.state for each in found if each.party == party.id]
        answered_, open_ = (
            states.count(state)
            for state in (QuestionnaireState.ANSWERED.value, QuestionnaireState.OPEN.value)
        )
        gap = State(word="nobody asked yet", tone="warn") if not answered_ + open_ else None
        rows.append((party.name, answered_, open_, gap))
    return Sheet(
        name="by-party",
        title="Who still has to answer",
        columns=("party", "answered", "asked, not answered", "gap"),
        rows=tuple(rows),
        caption="People, counted now.",
    )
