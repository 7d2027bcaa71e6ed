"""`weal diagnose import` and `export`: the ratings of many respondents in one file."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.diagnose import filing
from commonweal.app.diagnose.ratingfile import content
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command
from commonweal.cli.diagnose.group import app
from commonweal.cli.session import Session


@command(app, "import")
def import_(
    session: Session,
    file: Annotated[Path, typer.Argument(help="Ratings: CSV, XLSX, YAML or JSON.")],
    collaboration: Annotated[
        str | None,
        typer.Option(help="Id or title; without it a new one is made, called as the file."),
    ] = None,
    refused: Annotated[
        Path | None, typer.Option(help="New .csv or .xlsx file for rows that are refused.")
    ] = None,
) -> Answer:
    """Take the ratings of many respondents: respondent, party, dimension, platform, rating 0 to 3.

    Example: weal diagnose import ratings.csv
    """
    if refused:
        session.check_new(refused)
    found = filing.take(
        session.actor,
        session.node,
        content=content(file),
        name=file.name,
        collaboration=session.collaboration_id(collaboration)
        if collaboration is not None
        else None,
        refused=refused,
    )
    return Answer(
        value={"collaboration": found.collaboration, "ratings": found.ratings},
        show=lines(
            f"{found.ratings:,} ratings of {found.respondents:,} respondents are in "
            f"{found.collaboration}.",
            *found.notes,
            f"Next: weal diagnose show {found.collaboration}",
        ),
    )


@command(app, "export")
def export(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
    file: Annotated[Path, typer.Argument(help="New file: .csv, .xlsx, .json or .yaml.")],
) -> Answer:
    """Write the ratings that count to a file, which `import` reads again.

    Example: weal diagnose export "Flood maps" ratings.xlsx
    """
    id = session.collaboration_id(collaboration)
    made = filing.file(session.actor, session.node, id, ending=file.suffix.lower())
    session.write_bytes(file, made)
    return Answer(value={"file": str(file), "bytes": len(made)}, show=lines(f"{file} is written."))
