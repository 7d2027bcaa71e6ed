"""Step 8: what happened, provably, and what public value came of it."""

from fastapi import APIRouter, Request, Response

from commonweal.account.value import PublicValueAccount
from commonweal.account.verification import Verified
from commonweal.app import account
from commonweal.app.picture import drawing
from commonweal.model.errors import NotYet, Tampered
from commonweal.model.evidence import Subject
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.rests import amount_words, evidence_cell, seen_releases, source_words
from commonweal.web.session import Visiting
from commonweal.web.table import Link, Sheet, State
from commonweal.web.visitor import Visitor

router = APIRouter()


@router.get("/c/{id}/account")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The public value account and the log; `?verify=yes` checks every entry now."""
    here = place(visit, id, "account")
    verified, problem = _verified(here, request)
    found = account.value(visit.actor, visit.node, here.collaboration.id)
    entries = account.history(visit.actor, visit.node, here.collaboration.id)
    return render(
        request,
        "account.html",
        visitor=visit,
        where=here.where,
        status=409 if problem else 200,
        place=here,
        value=found,
        verified=verified,
        problem=problem,
        chain=drawing(account.chain(visit.actor, visit.node, here.collaboration.id)),
        sheets=(
            _log(here, entries),
            _gains(here, found),
            _costs(here, found),
            _informed(here, found),
        ),
    )


@router.get("/c/{id}/account/{seq}")
def prove(visit: Visiting, request: Request, id: Id, seq: int) -> Response:
    """One entry with the proof that it is in the log."""
    here = place(visit, id, "account")
    entries = account.history(visit.actor, visit.node, here.collaboration.id)
    found = next((each for each in entries if each.entry.seq == seq), None)
    return render(
        request,
        "logentry.html",
        visitor=visit,
        where=here.where,
        status=200 if found else 404,
        back=here.path,
        entry=found.entry if found else None,
        proof=proof(visit, seq) if found else None,
    )


def proof(visit: Visitor, seq: int) -> account.Proof | None:
    """The proof of an entry of the visitor's log; none before the next checkpoint."""
    try:
        return account.prove(visit.actor, visit.node, seq)
    except NotYet:
        return None


def _verified(here: Place, request: Request) -> tuple[tuple[Verified, ...], Tampered | None]:
    if request.query_params.get("verify") != "yes":
        return (), None
    try:
        return account.verify(here.visitor.actor, here.visitor.node), None
    except Tampered as problem:
        return (), problem


def _log(here: Place, entries: tuple[account.Told, ...]) -> Sheet:
    return Sheet(
        name="log",
        title=f"Log of {here.visitor.party.name}",
        columns=("entry", "when", "act", "about", "leaf", "signed"),
        rows=tuple(
            (
                Link(text=f"{each.entry.seq}", href=f"{here.path}/{each.entry.seq}"),
                each.entry.at,
                each.entry.kind.words,
                _about(each.entry.subject),
                each.leaf[:12],
                State(word="checkpoint", tone="good") if each.sealed else None,
            )
            for each in reversed(entries)
        ),
        caption="Newest first. It holds ids, counts and salted digests, never names or data.",
    )


def _about(subject: Subject) -> str:
    return f"{subject.type} {subject.id}, version {subject.version}"


def _gains(here: Place, found: PublicValueAccount) -> Sheet:
    known = seen_releases(here)
    return Sheet(
        name="gains",
        title="What came back to whom",
        columns=("what", "to", "amount", "source", "evidence"),
        rows=tuple(
            (
                each.text,
                here.name(each.party),
                amount_words(each.amount),
                source_words(each.amount.source, known),
                evidence_cell(here, each.evidence, known),
            )
            for each in found.gains
        ),
        caption="Returns that their recipient confirmed; units are never added up across kinds.",
        empty="No return is confirmed yet.",
    )


def _costs(here: Place, found: PublicValueAccount) -> Sheet:
    return Sheet(
        name="costs",
        title="What it costs whom",
        columns=("what", "borne by", "likely", "range", "unit", "source"),
        rows=tuple(
            (
                each.text,
                here.name(each.bearer) if each.bearer else "government",
                each.amount.likely,
                f"{each.amount.low:,.6g} to {each.amount.high:,.6g}",
                each.amount.unit,
                each.amount.source,
            )
            for each in found.costs
        ),
        empty="No package is chosen yet, so no cost is known.",
    )


def _informed(here: Place, found: PublicValueAccount) -> Sheet:
    return Sheet(
        name="decisions",
        title="Decisions that releases informed",
        columns=("decision", "by", "when", "lane"),
        rows=tuple((each.text, here.name(each.by), each.at, each.lane) for each in found.informed),
        empty="No release informed a decision yet.",
    )
