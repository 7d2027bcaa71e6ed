"""`weal use trade`: the owner's workbench on its own declarations and papers."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.workbench.trade import checked
from commonweal.cli.answer import Answer, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("The owner's workbench on its own trade papers; nothing here is a release.")

MOST = 20
"""Findings that are shown on a terminal."""


@command(app, "check")
def check(
    session: Session,
    path: Annotated[Path, typer.Argument(help="Folder with declarations and papers as XML.")],
    out: Annotated[Path | None, typer.Option(help="Write CSV and JSON to this folder.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data is invented.")] = False,
) -> Answer:
    """Compare declarations with invoices and packing lists; every output is "not released".

    Example: weal use trade check papers/ --out checked/
    """
    del session
    told = checked(path, out=out, synthetic=synthetic)
    rows = [(each["id"], each["channel"], each["reasons"]) for each in told["consignments"]]
    sentences = [f"  {each['consignment']}: {each['sentence']}" for each in told["findings"]]
    left = len(sentences) - MOST
    return Answer(
        value=told,
        show=several(
            lines(f"NOT RELEASED. {told['said']}"),
            table("Consignments", ("id", "channel", "why"), rows[:MOST], "No consignment."),
            lines(
                *sentences[:MOST],
                *([f"  and {left} findings more."] if left > 0 else []),
                *(f"  refused {each['file']}: {each['problem']}" for each in told["refused"]),
                told["cannot_see"],
                *(f"  wrote {each}" for each in told["files"]),
            ),
        ),
    )
