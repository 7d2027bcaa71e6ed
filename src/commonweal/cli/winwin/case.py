"""`weal winwin case`: the business case of a party, to be sold inside."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.membership import acting
from commonweal.app.winwin import businesscase
from commonweal.app.winwin.casing.case import Case, Row
from commonweal.app.winwin.casing.part import (
    DECISIONS,
    FIGURES,
    GAINS,
    decisions,
    figure_rows,
    gain_rows,
)
from commonweal.app.winwin.casing.words import (
    STALE,
    about,
    approval,
    net_range,
    paid_back,
    standing,
    start,
    unsold,
)
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.model.errors import Invalid
from commonweal.model.winwin import ApprovalState
from commonweal.winwin.case.businesscase import assumptions
from commonweal.winwin.chance import percent

_ALL_APPROVED = "Every business party in it has approved its case."


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
        session.check_document(out)
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


@command(app, "cases")
def cases(session: Session, name: Name) -> Answer:
    """List the case of each party, and which business parties have approved theirs.

    Example: weal winwin cases "Flood maps"
    """
    found = businesscase.roster(session.actor, session.node, session.collaboration_id(name))
    label = " (invented figures)" if found.invented else ""
    columns = ("party", f"net, {found.unit}", "chance of no loss", "paid back", "inside")
    names = {each.party: each.name for each in found.rows}
    told = unsold(found.gate, names) or (_ALL_APPROVED,)
    return Answer(
        value={"roster": found, "open": found.gate.open},
        show=several(
            table(
                f"Business cases{label}",
                columns,
                [_row(each, found.unit) for each in found.rows],
                "",
            ),
            lines(*told, *([STALE] if found.stale else [])),
        ),
    )


def _row(found: Row, unit: str) -> tuple[object, ...]:
    if not found.joins:
        return (found.name, "stays out", None, None, None)
    return (
        found.name,
        net_range(found.net),
        None if found.chance is None else percent(found.chance),
        found.payback.told(found.payback.likely),
        approval(found.review, unit),
    )


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
    title = f"Business case of {found.name}{label}"
    head = [title, *found.passed_over, about(found), standing(found)]
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
        "Inside the organisation": approval(found.review, case.unit) if case.joins else "",
        "Note": found.review.note,
        "The search": found.computed,
    }
    return tuple(f"{name}: {text}" for name, text in told.items() if text)


def _figures(found: Case) -> Show:
    net = found.case.net
    rows = (*figure_rows(found), ("net", "all of it", "", net.low, net.likely, net.high, ""))
    columns = [f"{each}, in {found.case.unit}" if each == "what" else each for each in FIGURES]
    return table("What it gets, gives and risks", columns, rows, "")


def _decisions(found: Case) -> Show:
    rows = [each.row for each in decisions(found)]
    return table("Decisions that it waits for", DECISIONS, rows, "It waits for no track.")


def _when(found: Case) -> Show:
    return table("When it comes, and on whom it relies", GAINS, gain_rows(found), "")
