"""The parties that this node knows: make one, admit one by its card, take over its new keys."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.adapters.cards import Read, card_text, parse_card
from commonweal.app import party, people
from commonweal.model.ids import PartyId
from commonweal.model.may import allowed
from commonweal.model.party import LONGEST_PARTY_NAME, Party, PartyKind
from commonweal.model.person import LONGEST_NAME
from commonweal.web.file import download
from commonweal.web.form import Choice, Field, Form, Kind, Upload
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id
from commonweal.web.session import Visiting
from commonweal.web.start import KIND_CHOICES
from commonweal.web.submit import answered, taken
from commonweal.web.table import Link, Sheet
from commonweal.web.visitor import Visitor

router = APIRouter()

_MOST_CARD = 100_000


@router.get("/parties")
def show(visit: Visiting, request: Request) -> Response:
    """Every party that this node knows."""
    return _page(visit, request)


@router.get("/parties/{id}/card.json")
def card(visit: Visiting, id: Id) -> Response:
    """The public card of a party."""
    found = party.export(visit.actor, visit.node, PartyId(id))
    return download(card_text(found).encode(), "card.json")


@router.post("/parties")
async def make(visit: Visiting, request: Request) -> Response:
    """A party hosted here, and the link of its first person, shown on this answer alone."""

    def made(values: Mapping[str, Any]) -> Response:
        named = {"name": values["name"], "kind": PartyKind(values["kind"])}
        if "first" not in values:
            party.add(visit.actor, visit.node, **named)
            return gone_to("/parties", "party-added")
        first = values["first"]
        found, person, token = people.introduce(visit.actor, visit.node, **named, first=first)
        link = f"{request.base_url}invite/{token}"
        return _page(visit, request, status=201, link=(link, person.name, found.name))

    return await answered(
        request, _making(visit), made, lambda form, status: _page(visit, request, form, status)
    )


@router.post("/parties/cards")
async def admit(visit: Visiting, request: Request) -> Response:
    """Admit a party of another node, by its card."""

    def admitted(values: Mapping[str, Any]) -> tuple[str, str]:
        name, kind, keys = _read(values["card"])
        told = values["name"] or name
        party.add(visit.actor, visit.node, name=told, kind=kind, keys=keys)
        return "/parties", "party-added"

    return await taken(
        request, _admitting(), admitted, lambda form, status: _page(visit, request, form, status)
    )


@router.post("/parties/keys")
async def renew(visit: Visiting, request: Request) -> Response:
    """Take over the keys of the new card of a party on another node."""

    def renewed(values: Mapping[str, Any]) -> tuple[str, str]:
        _, _, keys = _read(values["card"])
        party.renew(visit.actor, visit.node, PartyId(values["party"]), keys)
        return "/parties", "party-renewed"

    form = _renewing(party.roster(visit.actor, visit.node))
    return await taken(
        request, form, renewed, lambda form, status: _page(visit, request, form, status)
    )


def _making(visit: Visitor) -> Form:
    """In a demo nobody logs in, so there is no first person."""
    first = Field(
        name="first",
        label="Who looks after its people?",
        help="The first person who can log in for it. You get a link to hand to them.",
        most=LONGEST_NAME,
    )
    return Form(
        name="make",
        action="/parties",
        button="Make it",
        does="party.add",
        fields=(
            Field(name="name", label="What is it called?", most=LONGEST_PARTY_NAME),
            Field(name="kind", label="Which sector?", kind=Kind.ONE, choices=KIND_CHOICES),
            *(() if visit.demo else (first,)),
        ),
    )


def _admitting() -> Form:
    return Form(
        name="admit",
        action="/parties/cards",
        button="Admit it",
        does="party.add",
        fields=(
            _card(),
            Field(
                name="name",
                label="Its name here",
                help="Empty: as the card says.",
                needed=False,
                most=LONGEST_PARTY_NAME,
            ),
        ),
    )


def _renewing(known: tuple[Party, ...]) -> Form:
    elsewhere = tuple(Choice(value=each.id, text=each.name) for each in known if not each.hosted)
    return Form(
        name="renew",
        action="/parties/keys",
        button="Take over its keys",
        does="party.renew",
        fields=(
            Field(name="party", label="Which party?", kind=Kind.ONE, choices=elsewhere),
            _card(),
        ),
    )


def _card() -> Field:
    return Field(
        name="card",
        label="Its card, a file",
        kind=Kind.FILE,
        help="That party downloads it on its own node, from the page Our party.",
        most=_MOST_CARD,
    )


def _read(card: Upload) -> Read:
    return parse_card(card.content, name=card.name or "The card")


def _page(
    visit: Visitor,
    request: Request,
    failed: Form | None = None,
    status: int = 200,
    link: tuple[str, str, str] | None = None,
) -> Response:
    known = party.roster(visit.actor, visit.node)
    forms = {each.name: each for each in (_making(visit), _admitting(), _renewing(known))}
    if failed:
        forms[failed.name] = failed
    return render(
        request,
        "parties.html",
        visitor=visit,
        status=status,
        link=link,
        forms=forms,
        sheets=(_sheet(visit, known),),
        adds=allowed(visit.actor, "party.add"),
    )


def _sheet(visit: Visitor, known: tuple[Party, ...]) -> Sheet:
    now = visit.node.clock.now()
    rows = []
    for each in known:
        present = each.current_key(now)
        rows.append(
            (
                each.name,
                each.kind.words,
                "this node" if each.hosted else "its own node",
                present.id if present else None,
                len(each.keys),
                Link(text=f"card of {each.name}", href=f"/parties/{each.id}/card.json"),
            )
        )
    return Sheet(
        name="parties",
        title="Parties this node knows",
        columns=("party", "sector", "hosted by", "signs with", "keys", "card"),
        rows=tuple(rows),
        caption="Oldest first. Which collaborations a party is in is told to their members alone.",
    )
