"""One collaboration: who is in it, what happened, what each step holds, and its end."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import collaboration, data, progress
from commonweal.model.collaboration import CollaborationState
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind, Role
from commonweal.web import event
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import STEPS, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.start import KIND_CHOICES, ROLE_CHOICES
from commonweal.web.submit import taken
from commonweal.web.table import Cell, Sheet, State

router = APIRouter()


@router.get("/c/{id}")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The collaboration at a glance."""
    return _page(place(visit, id), request)


@router.post("/c/{id}/events")
async def note(visit: Visiting, request: Request, id: Id) -> Response:
    """Note something that happened."""
    here = place(visit, id)

    def noted(values: Mapping[str, Any]) -> tuple[str, str]:
        event.note(here, values)
        return here.path, "noted"

    return await taken(
        request, _event_form(here), noted, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/members")
async def join(visit: Visiting, request: Request, id: Id) -> Response:
    """Let a party in that this node knows."""
    here = place(visit, id)

    def joined(values: Mapping[str, Any]) -> tuple[str, str]:
        collaboration.join(
            visit.actor,
            visit.node,
            here.collaboration.id,
            party=PartyId(values["party"]),
            roles=frozenset(Role(each) for each in values["roles"]),
        )
        return here.path, "joined"

    return await taken(
        request, _join_form(here), joined, lambda form, status: _page(here, request, form, status)
    )


@router.post("/c/{id}/parties")
async def admit(visit: Visiting, request: Request, id: Id) -> Response:
    """Make a party and let it in."""
    here = place(visit, id)

    def admitted(values: Mapping[str, Any]) -> tuple[str, str]:
        collaboration.admit(
            visit.actor,
            visit.node,
            here.collaboration.id,
            name=values["name"],
            kind=PartyKind(values["kind"]),
            keys=(),
            roles=frozenset(Role(each) for each in values["roles"]),
        )
        return here.path, "joined"

    return await taken(
        request,
        _admit_form(here),
        admitted,
        lambda form, status: _page(here, request, form, status),
    )


@router.post("/c/{id}/end")
async def end(visit: Visiting, request: Request, id: Id) -> Response:
    """End the project."""
    here = place(visit, id)

    def ended(values: Mapping[str, Any]) -> tuple[str, str]:
        del values
        collaboration.end(visit.actor, visit.node, here.collaboration.id)
        return here.path, "ended"

    return await taken(
        request, _end_form(here), ended, lambda form, status: _page(here, request, form, status)
    )


def _event_form(here: Place) -> Form:
    return event.event_form(here, f"/c/{here.collaboration.id}/events")


def _join_form(here: Place) -> Form:
    outside = (each for each in here.parties.values() if not here.collaboration.roles(each.id))
    return Form(
        name="join",
        action=f"/c/{here.collaboration.id}/members",
        button="Let it in",
        does="collaboration.join",
        fields=(
            Field(
                name="party",
                label="Which party?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=each.id, text=each.name) for each in outside),
            ),
            _roles(),
        ),
    )


def _admit_form(here: Place) -> Form:
    return Form(
        name="admit",
        action=f"/c/{here.collaboration.id}/parties",
        button="Make it and let it in",
        does="collaboration.admit",
        fields=(
            Field(name="name", label="What is it called?", most=120),
            Field(name="kind", label="Which sector?", kind=Kind.ONE, choices=KIND_CHOICES),
            _roles(),
        ),
    )


def _roles() -> Field:
    return Field(name="roles", label="With which roles?", kind=Kind.MANY, choices=ROLE_CHOICES)


def _end_form(here: Place) -> Form:
    return Form(
        name="end",
        action=f"/c/{here.collaboration.id}/end",
        button="End the project",
        does="collaboration.end",
        fields=(
            Field(
                name="sure",
                label="Yes, end it: nothing is added to it afterwards",
                kind=Kind.CHECK,
            ),
        ),
    )


def _page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    found = progress.show(visit.actor, visit.node, here.collaboration.id)
    forms = {
        each.name: each
        for each in (_event_form(here), _join_form(here), _admit_form(here), _end_form(here))
    }
    if form:
        forms[form.name] = form
    return render(
        request,
        "collaboration.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        found=found,
        called=found.called,
        next=next((each for each in STEPS if each[0] == found.next), None),
        ended=here.collaboration.state is CollaborationState.ENDED,
        forms=forms,
        holds=Role.HOLDER in here.collaboration.roles(visit.party.id),
        sheets=(_members(here), _events(here), _datasets(here)),
    )


def _members(here: Place) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for each in here.collaboration.members:
        party = here.parties[each.party]
        rows.append(
            (
                party.name,
                party.kind.words,
                ", ".join(sorted(each.roles)),
                "this node" if party.hosted else "its own node",
            )
        )
    return Sheet(
        name="members",
        title="Who is in it",
        columns=("party", "sector", "roles", "hosted by"),
        rows=tuple(rows),
    )


def _events(here: Place) -> Sheet:
    return Sheet(
        name="events",
        title="What happened",
        columns=("when", "kind", "by", "what", "source"),
        rows=tuple(
            (each.at, State(word=each.kind.value), ", ".join(each.askers), each.text, each.source)
            for each in here.collaboration.events
        ),
        caption="No diagnosis without a process (paper S4.2).",
        empty="Nothing is noted yet. Note what led here: requests, refusals, an urgent event.",
    )


def _datasets(here: Place) -> Sheet:
    visit = here.visitor
    return Sheet(
        name="datasets",
        title="Datasets",
        columns=("dataset", "holder", "lane", "sensitivity", "label"),
        rows=tuple(
            (
                each.title,
                here.name(each.holder),
                each.lane,
                each.sensitivity.value,
                State(word="synthetic", tone="warn") if each.synthetic else None,
            )
            for each in data.catalogue(visit.actor, visit.node, here.collaboration.id)
        ),
        caption="Each stays where it is, at its holder.",
        empty="No dataset is attached yet.",
    )
