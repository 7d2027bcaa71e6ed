"""`weal winwin value`: what the package does for the public, in its own account."""

from typing import Annotated

import typer

from commonweal.app import publicvalue
from commonweal.app.casing.words import net_range, source
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, summed


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
    columns = ("type", f"use, in {found.unit}", "low", "likely", "high", "who says so, when")
    return table(f"Public value by type{label}", columns, rows, "The package uses nothing.")


def _shown_by(found: PublicValue) -> Show:
    rows = [
        (each.text, *(told or "not said" for told in _told(each)))
        for typed in found.types
        for each in typed.uses
        if any(_told(each))
    ]
    columns = ("use", "shown by", "without the sharing", "without the partnership")
    silent = "Nobody has said what would show it, or how things stand without it."
    return table("What would show it", columns, rows, silent)


def _told(found: PublicUse) -> tuple[str, str, str]:
    return found.indicator, found.baseline, found.counterfactual


def _costs(found: PublicValue, session: Session) -> Show:
    rows = [
        (
            session.name(each.party) if each.party else "government",
            f"{each.text}: {each.what}",
            each.cost.low,
            each.cost.likely,
            each.cost.high,
            source(each.cost),
        )
        for each in found.costs
    ]
    columns = ("who", f"what, in {found.unit}", "low", "likely", "high", "who says so, when")
    return table("What it costs government", columns, rows, "It costs government nothing.")


def _sum(found: PublicValue) -> Show:
    total = summed(found)
    told = [
        f"{each.category}: {net_range(each)} {found.unit}"
        for each in (total.value, total.cost, total.net)
    ]
    return lines(*told, *filter(None, [total.warning]))
