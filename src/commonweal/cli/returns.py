"""`weal returns`: step 7."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import returns
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.ids import AgreementId, ReturnId
from commonweal.returns.statement import Balance, Statement

app = group("Step 7: did each party get what it was promised.")
Amount = Annotated[list[float], typer.Option(help="One figure, or low, likely, high (repeat).")]
Unit = Annotated[str, typer.Option(help="What is counted.")]
Source = Annotated[str, typer.Option(help="Who says so.")]


@command(app, "promise")
def promise(
    session: Session,
    agreement: Annotated[str, typer.Argument(help="Id of the agreement.")],
    recipient: Annotated[str, typer.Option("--to", help="Who is promised it.")],
    text: Annotated[str, typer.Option(help="What is promised.")],
    amount: Amount,
    unit: Unit,
    due: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="By which day.")],
    source: Source,
    needs: Annotated[list[str] | None, typer.Option(help="Track it waits for.")] = None,
) -> Answer:
    """Promise a return; it stays promised until its tracks are done.

    Example: weal returns promise agr_... --to NCell --text "Flow report" --amount 1
    --unit reports --due 2026-03-31 --source "Map NGO" --needs licence
    """
    made = returns.promise(
        session.actor,
        session.node,
        AgreementId(agreement),
        recipient=session.party_id(recipient),
        text=text,
        amount=session.estimate(amount, unit=unit, source=source),
        due=due.date(),
        needs_tracks=tuple(needs or ()),
    )
    return Answer(value=made, show=lines(f"{made.id}: {made.text}, {made.state.value}."))


@command(app, "record")
def record(
    session: Session,
    id: Annotated[str, typer.Argument(help="Id of the return.")],
    amount: Amount,
    unit: Unit,
    source: Source,
    evidence: Annotated[str, typer.Option(help="What it rests on, such as a release id.")],
) -> Answer:
    """Record that you delivered a return.

    Example: weal returns record ret_... --amount 1 --unit reports --source us --evidence rel_...
    """
    made = returns.record(
        session.actor,
        session.node,
        ReturnId(id),
        amount=session.estimate(amount, unit=unit, source=source),
        evidence=evidence,
    )
    return Answer(value=made, show=lines(f"{made.id} is {made.state.value}."))


@command(app, "confirm")
def confirm(
    session: Session, id: Annotated[str, typer.Argument(help="Id of the return.")]
) -> Answer:
    """Confirm that a return came to you.

    Example: weal returns confirm ret_...
    """
    made = returns.confirm(session.actor, session.node, ReturnId(id))
    return Answer(value=made, show=lines(f"{made.id} is {made.state.value}."))


@command(app, "waive")
def waive(session: Session, id: Annotated[str, typer.Argument(help="Id of the return.")]) -> Answer:
    """Ask for a return no longer; it was promised to you.

    Example: weal returns waive ret_...
    """
    made = returns.waive(session.actor, session.node, ReturnId(id))
    return Answer(value=made, show=lines(f"{made.id} is {made.state.value}."))


@command(app, "statement")
def statement(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
    out: Annotated[Path | None, typer.Option(help="Also write .html, .pdf or .xlsx.")] = None,
) -> Answer:
    """Show what was promised against what came.

    Example: weal returns statement "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = returns.overview(session.actor, session.node, id, out=out)
    return Answer(value=found, show=_shown(found))


def _shown(found: Statement) -> Show:
    def balances(title: str, rows: tuple[Balance, ...], empty: str) -> Show:
        told = [
            (b.unit, b.returns, b.promised.likely, b.delivered.likely, b.confirmed.likely)
            for b in rows
        ]
        return table(title, ("unit", "returns", "promised", "delivered", "confirmed"), told, empty)

    late = [(each.id, each.text, each.due.isoformat(), each.state.value) for each in found.overdue]
    return several(
        balances("Owed to you", found.owed_to, "Nothing is owed to you."),
        balances("Owed by you", found.owed_by, "You owe nothing."),
        table("Overdue", ("return", "what", "due", "state"), late, "Nothing is overdue."),
    )
