"""`weal winwin value`: what the package does for the public, in its own account."""

from typing import Annotated

import typer

from commonweal.app.winwin import publicvalue
from commonweal.app.winwin.casing.account import COSTS, FREE, SHOWN, cost_rows, shown
from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import net_range, source
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.winwin.case.publicvalue import PublicValue, summed


@command(app, "value")
def value(
    session: Session,
    name: Name,
    sum: Annotated[
        bool, typer.Option("--sum", help="Add up all types of value, though they differ.")
    ] = False,
) -> Answer:
    """Show public value by type, with indicator and baseline, and what it costs government.

    Example: weal winwin value "Flood maps" --sum
    """
    found = publicvalue.show(session.actor, session.node, session.collaboration_id(name))
    parts = [_types(found), _shown_by(found), _costs(found, session)]
    if sum:
        parts.append(_sum(found))
    return Answer(
        value={"account": found, "sum": summed(found) if sum else None}, show=several(*parts)
    )


def _types(found: PublicValue) -> Show:
    label = " (invented figures)" if found.invented else ""
    rows = [
        (
            typed.name,
            each.text,
            each.value.low,
            each.value.likely,
            each.value.high,
            source(each.value),
        )
        for typed in found.types
        for each in typed.uses
    ]
    columns = ("type", f"use, in {found.unit}", "low", "likely", "high", SAID)
    return table(f"Public value by type{label}", columns, rows, "The package uses nothing.")


def _shown_by(found: PublicValue) -> Show:
    rows = [
        (each.text, *shown(each)) for typed in found.types for each in typed.uses if shown(each)
    ]
    silent = "Nobody has said what would show it, or how things stand without it."
    return table("What would show it", ("use", *SHOWN), rows, silent)


def _costs(found: PublicValue, session: Session) -> Show:
    columns = [f"{each}, in {found.unit}" if each == "what" else each for each in COSTS]
    rows = cost_rows(found, session.name)
    return table("What it costs government", columns, rows, FREE)


def _sum(found: PublicValue) -> Show:
    total = summed(found)
    told = [
        f"{each.category}: {net_range(each)} {found.unit}"
        for each in (total.value, total.cost, total.net)
    ]
    return lines(*told, *filter(None, [total.warning]))
