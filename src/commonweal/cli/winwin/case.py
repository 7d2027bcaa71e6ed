"""`weal winwin case`: the business case of a party, to be sold inside."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.adapters.documents.render import ENDINGS
from commonweal.app import businesscase
from commonweal.app.casing.case import Case
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
from commonweal.app.membership import acting
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.winwin import ApprovalState
from commonweal.winwin.case.businesscase import Line, Side, assumptions
from commonweal.winwin.case.dependence import Waiting


@command(app, "case")
def case(
    session: Session,
    name: Name,
    party: Annotated[str, typer.Option(help="Whose case; your own if not given.")] = "",
    out: Annotated[Path | None, typer.Option(help="A new file: .html, .pdf, .xlsx or .md.")] = None,
    state: Annotated[
        ApprovalState | None, typer.Option(help="Say how far your own case is inside.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who decided or was asked, by role.")] = "",
    note: Annotated[str, typer.Option(help="A note for your own party alone.")] = "",
) -> Answer:
    """Show what a party gives and gets, when, and what that hangs on; write it, or approve it.

    Example: weal winwin case "Flood maps" --party "River Telecom" --out case.pdf
    """
    if out:
        _check_out(session, out)
    id, own = session.collaboration_id(name), acting(session.actor)
    whose = session.party_id(party) if party else own
    _check_review(state, by, note, own=whose == own)
    who = session.actor, session.node, id
    if state:
        businesscase.review(*who, state=state, by=by, note=note)
    found = businesscase.show(*who, whose)
    if out:
        session.write_bytes(out, businesscase.file(*who, whose, out.name))
    told = (lines(f"The case is in {out}."),) if out else ()
    return Answer(
        value={"case": found, "file": str(out) if out else None}, show=several(_shown(found), *told)
    )


def _check_out(session: Session, out: Path) -> None:
    """Before anything is kept: what cannot be written is refused first."""
    session.check_new(out)
    if out.suffix.lower() not in ENDINGS:
        raise UnknownTerm(field=f"The ending of {out.name}", got=out.suffix, known=ENDINGS)


def _check_review(state: ApprovalState | None, by: str, note: str, *, own: bool) -> None:
    if state is None and (by or note):
        raise Invalid(
            detail="--by and --note are given without --state.",
            hint=f"Give --state: {', '.join(ApprovalState)}.",
            field="state",
        )
    if state and not own:
        raise Invalid(
            detail="--state is about your own case, and --party names another.",
            hint="Leave --party out, or act for it with --as.",
            field="party",
        )


def _shown(found: Case) -> Show:
    case = found.case
    label = " (invented figures)" if case.invented else ""
    head = [f"Business case of {found.name}{label}", about(found), standing(found)]
    if not case.lines:
        return lines(*filter(None, head))
    return several(
        lines(*filter(None, head)),
        lines(*_facts(found)),
        _figures(found),
        _when(found),
        _decisions(found),
        lines(*assumptions(case)),
    )


def _facts(found: Case) -> tuple[str, ...]:
    case = found.case
    chance = "" if case.chance is None else percent(case.chance)
    told = {
        "Net": f"{net_range(case.net)} {case.unit}",
        "Chance that it does not lose": chance,
        "Paid back": paid_back(case.payback),
        "All of it at the earliest": start(found),
        "Inside the organisation": approval(found.review) if case.joins else "",
        "Note": found.review.note,
    }
    return tuple(f"{name}: {text}" for name, text in told.items() if text)


def _figures(found: Case) -> Show:
    case = found.case
    rows: list[tuple[object, ...]] = [
        (
            side.value,
            f"{each.text}: {each.what}",
            whom(found.names, each.others),
            each.adds.low,
            each.adds.likely,
            each.adds.high,
            source(each.figure),
        )
        for side in Side
        for each in case.side(side)
    ]
    rows.append(("net", "", "", case.net.low, case.net.likely, case.net.high, ""))
    columns = (
        "side",
        f"what, in {case.unit}",
        "with",
        "low",
        "likely",
        "high",
        "who says so, when",
    )
    return table("What it gets, gives and risks", columns, rows, "")


def _decisions(found: Case) -> Show:
    rows = [row for waiting in found.case.waiting for row in _decision(waiting)]
    columns = ("track", "whose decision", "driven by", "how far", "due")
    return table("Decisions that it waits for", columns, rows, "It waits for no track.")


def _decision(found: Waiting) -> list[tuple[object, ...]]:
    if not found.board:
        return [(found.track, "not on the board yet", None, "open", None)]
    return [
        (each.name, f"{each.authority}, {each.country}", each.owner, decided(each), each.due)
        for each in found.board
    ]


def _when(found: Case) -> Show:
    rows = [(each.text, when(found, each), relies(found, each)) for each in _gains(found)]
    return table("When it comes, and on whom it relies", ("what", "when", "relies on"), rows, "")


def _gains(found: Case) -> tuple[Line, ...]:
    return found.case.side(Side.GETS)
