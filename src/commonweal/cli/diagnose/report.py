"""`weal diagnose report`: the diagnosis as a document."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.diagnose import report as reporting
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command
from commonweal.cli.diagnose.group import app
from commonweal.cli.diagnose.profile import Name
from commonweal.cli.session import Session


@command(app, "report")
def report(
    session: Session,
    name: Name,
    out: Annotated[Path, typer.Option(help="A new file: .html, .pdf, .xlsx or .md.")],
) -> Answer:
    """Write the diagnosis report: three parts, annexes, evidence, disagreements.

    Example: weal diagnose report "Flood maps" --out diagnosis.pdf
    """
    session.check_new(out)
    id = session.collaboration_id(name)
    reporting.report_file(session.actor, session.node, id, out=out)
    return Answer(
        value={"collaboration": id, "file": str(out)}, show=lines(f"The report is in {out}.")
    )
