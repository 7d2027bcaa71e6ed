"""Our party: its keys and their history, its card, the token of its programs, its own log."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.adapters.cards import card_text
from commonweal.agree.detached import LARGEST_DOCUMENT
from commonweal.app import account, agree, party
from commonweal.model.ids import KeyId
from commonweal.model.party import Party, PartyKey
from commonweal.model.person import Right
from commonweal.web import keys
from commonweal.web.account import proof
from commonweal.web.file import download
from commonweal.web.form import Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.session import Visiting
from commonweal.web.submit import answered, taken
from commonweal.web.table import Link, Sheet, State
from commonweal.web.visitor import Visitor

router = APIRouter()

_MOST_ACTS = 100


@router.get("/party")
def show(visit: Visiting, request: Request) -> Response:
    """The visitor's party, and what can be done about its keys."""
    return _page(visit, request)


@router.get("/party/card.json")
def card(visit: Visiting) -> Response:
    """Its public card: the file that another node adds."""
    return download(card_text(_own(visit)).encode(), "card.json")


@router.get("/party/log/{seq}")
def prove(visit: Visiting, request: Request, seq: int) -> Response:
    """One entry of the party's log with the proof that it is there."""
    found = next(account.log(visit.actor, visit.node, start=seq), None)
    return render(
        request,
        "logentry.html",
        visitor=visit,
        status=200 if found else 404,
        back="/party#acts",
        entry=found,
        proof=proof(visit, seq) if found else None,
    )


@router.post("/party/keys")
async def new(visit: Visiting, request: Request) -> Response:
    """A key for a party whose keys have all ended."""

    def made(values: Mapping[str, Any]) -> tuple[str, str]:
        del values
        party.key_new(visit.actor, visit.node, visit.party.id)
        return "/party", "key-made"

    return await taken(
        request, keys.fresh(), made, lambda form, status: _page(visit, request, form, status)
    )


@router.post("/party/keys/rotation")
async def rotate(visit: Visiting, request: Request) -> Response:
    """A fresh key in place of the present one."""

    def rotated(values: Mapping[str, Any]) -> tuple[str, str]:
        replaces = KeyId(values["replaces"])
        party.key_rotate(visit.actor, visit.node, visit.party.id, replaces=replaces)
        return "/party", "key-rotated"

    return await taken(
        request,
        keys.rotation(_present(visit)),
        rotated,
        lambda form, status: _page(visit, request, form, status),
    )


@router.post("/party/keys/revocation")
async def revoke(visit: Visiting, request: Request) -> Response:
    """One key counts no more."""

    def revoked(values: Mapping[str, Any]) -> tuple[str, str]:
        party.key_revoke(visit.actor, visit.node, visit.party.id, KeyId(values["key"]))
        return "/party", "key-revoked"

    return await taken(
        request,
        keys.revocation(_own(visit)),
        revoked,
        lambda form, status: _page(visit, request, form, status),
    )


@router.post("/party/token")
async def token(visit: Visiting, request: Request) -> Response:
    """The token of the party's programs: it stands on this answer and on no page."""

    def shown(values: Mapping[str, Any]) -> Response:
        del values
        made = party.token(visit.actor, visit.node, visit.party.id)
        return _page(visit, request, status=201, token=made)

    return await answered(
        request, keys.token(), shown, lambda form, status: _page(visit, request, form, status)
    )


@router.post("/party/signatures")
async def sign(visit: Visiting, request: Request) -> Response:
    """Sign an agreement that lies on another node; the answer is the signature as a file."""

    def signed(values: Mapping[str, Any]) -> Response:
        document = values["document"].content
        made = agree.sign_document(visit.actor, visit.node, document=document)
        return download(made.encode(), "signature.json")

    return await answered(
        request, _signing(), signed, lambda form, status: _page(visit, request, form, status)
    )


def _own(visit: Visitor) -> Party:
    """The visitor's party as it is now."""
    return party.export(visit.actor, visit.node, visit.party.id)


def _present(visit: Visitor) -> PartyKey | None:
    return _own(visit).current_key(visit.node.clock.now())


def _signing() -> Form:
    return Form(
        name="signature",
        action="/party/signatures",
        button="Sign it",
        does="agree.sign_document",
        fields=(
            Field(
                name="document",
                label="The agreement, a file",
                kind=Kind.FILE,
                help="The other node offers it on the page of the agreement, as the exact bytes "
                "that parties sign. Read the agreement there, or have it sent as a document.",
                most=LARGEST_DOCUMENT,
            ),
            Field(name="sure", label="I have read it, and may sign it", kind=Kind.CHECK),
        ),
    )


def _page(
    visit: Visitor,
    request: Request,
    failed: Form | None = None,
    status: int = 200,
    token: str = "",
) -> Response:
    own, present = _own(visit), _present(visit)
    offered = (keys.fresh(), keys.rotation(present), keys.revocation(own), keys.token(), _signing())
    forms = {each.name: each for each in offered}
    if failed:
        forms[failed.name] = failed
    return render(
        request,
        "party.html",
        visitor=visit,
        status=status,
        own=own,
        present=present,
        token=token,
        forms=forms,
        sheets=(_keys(visit, own, present), _acts(visit)),
        looks_after=Right.ADMIN in visit.actor.rights,
        signs=Right.SIGN in visit.actor.rights,
    )


def _keys(visit: Visitor, own: Party, present: PartyKey | None) -> Sheet:
    here = party.key_files(visit.actor, visit.node, own.id)
    return Sheet(
        name="key-history",
        title=f"Keys of {own.name}",
        columns=("key", "state", "since", "until", "its file", "public half"),
        rows=tuple(
            (
                each.id,
                _state(each, present),
                each.since,
                each.until,
                "here" if each.id in here else State(word="not here", tone="warn"),
                each.public,
            )
            for each in reversed(own.keys)
        ),
        caption="Newest first; Ed25519. A signature counts if its key was valid when it was made.",
    )


def _state(key: PartyKey, present: PartyKey | None) -> State:
    if key.revoked:
        return State(word="revoked", tone="bad")
    if present and key.id == present.id:
        return State(word="signs now", tone="good")
    return State(word="ended")


def _acts(visit: Visitor) -> Sheet:
    """What the log tells of the party itself; what belongs to a collaboration stands there."""
    own = [each for each in account.log(visit.actor, visit.node) if not each.collaboration]
    return Sheet(
        name="acts",
        title="What the log tells of the party itself",
        columns=("entry", "when", "act", "about", "by"),
        rows=tuple(
            (
                Link(text=f"{each.seq}", href=f"/party/log/{each.seq}"),
                each.at,
                each.kind.words,
                each.subject.id,
                each.actor,
            )
            for each in own[: -_MOST_ACTS - 1 : -1]
        ),
        caption=f"Newest first, {_MOST_ACTS} at most: ids, never names.",
        empty="Nothing yet.",
    )
