"""`weal winwin value`: what the package does for the public, in its own account."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.winwin import publicvalue
from commonweal.app.winwin.casing.account import (
    COSTS,
    FREE,
    NOTHING,
    SHOWN,
    cost_rows,
    shown,
    sum_facts,
)
from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import source
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.winwin.case.publicvalue import PublicValue, Sum, summed


@command(app, "value")
def value(
    session: Session,
    name: Name,
    sum: Annotated[
        bool, typer.Option("--sum", help="Add up all types of value, though they differ.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="A new file: .html, .pdf, .xlsx or .md.")] = None,
) -> Answer:
    """Show public value by type, with indicator and baseline, and its cost; or write it.

    Example: weal winwin value "Flood maps" --out value.pdf
    """
    if out:
        session.check_document(out)
    who = session.actor, session.node, session.collaboration_id(name)
    found = publicvalue.show(*who)
    total = summed(found) if sum else None
    parts = [_types(found), _shown_by(found), _costs(found, session)]
    if total:
        parts.append(_sum(total, found.unit))
    if out:
        session.write_bytes(out, publicvalue.file(*who, out.name, added=sum))
        parts.append(lines(f"The account is in {out}."))
    return Answer(
        value={"account": found, "sum": total, "file": str(out) if out else None},
        show=several(*parts),
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
    return table(f"Public value by type{label}", columns, rows, NOTHING)


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


def _sum(total: Sum, unit: str) -> Show:
    told = (f"{name}: {figure}" for name, figure in sum_facts(total, unit))
    return lines(*told, *filter(None, [total.warning]))
