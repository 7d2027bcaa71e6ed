"""`weal diagnose compare`: collaborations and the paper's cases side by side."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from commonweal.adapters.sheets import csv_bytes
from commonweal.app.diagnose import compare as comparing
from commonweal.cases.case import NAMES
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.diagnose.group import app
from commonweal.cli.session import Session
from commonweal.diagnose.aspect import Part
from commonweal.diagnose.beside import comparison_summary
from commonweal.diagnose.compare import Comparison
from commonweal.diagnose.compare import table as tabled
from commonweal.model.errors import Invalid


@command(app, "compare")
def compare(
    session: Session,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help=f"Ids or titles of collaborations, or cases of the paper: {', '.join(NAMES)}.",
        ),
    ],
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="A new file: .html, .md, .pdf, .csv or .xlsx.")
    ] = None,
) -> Answer:
    """Compare by the paper's three parts: dimensions, process and mechanisms, government.

    Example: weal diagnose compare "Flood maps" flowminder --out compared.html
    """
    if csv and session.json:
        raise Invalid(detail="Both --csv and --json are given.", hint="Ask for one of them.")
    wanted = [session.collaboration_id(name) for name in names]
    if out is None:
        found = comparing.compare(session.actor, session.node, wanted)
    else:
        session.check_new(out)
        found = comparing.compare_file(session.actor, session.node, wanted, out=out)
    return Answer(value=comparison_summary(found), show=_csv(found) if csv else _shown(found, out))


def _csv(found: Comparison) -> Show:
    told = tabled(found)

    def show(console: Console) -> None:
        console.file.write(csv_bytes(told.columns, told.rows).decode("utf-8"))

    return show


def _shown(found: Comparison, out: Path | None) -> Show:
    if out is not None:
        return lines(f"{', '.join(found.titles)}: written to {out}.")
    notes = dict.fromkeys(each.note for each in found.subjects if each.note)
    parts = (
        table(
            part.value.capitalize(),
            ("", *found.titles),
            [(each.label, *(cell.text for cell in each.cells)) for each in found.part(part)],
            "",
        )
        for part in Part
    )
    return several(*parts, lines(*(f"{each}." for each in notes)))
