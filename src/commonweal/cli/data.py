"""`weal data`: datasets of a holder."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import data
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.pairs import pairs
from commonweal.cli.session import Session
from commonweal.model.dataset import Sensitivity

app = group("Datasets: attached by their holder, kept where they are.")


@command(app, "add")
def add(
    session: Session,
    path: Annotated[Path, typer.Argument(help="A folder of files.")],
    holder: Annotated[str, typer.Option(help="The party that holds it.")],
    collaboration: Annotated[
        str, typer.Option(help="Id or title; the only one if not given.")
    ] = "",
    lane: Annotated[str, typer.Option(help="The lane that reads it.")] = "mobility",
    title: Annotated[
        str, typer.Option(help="What others see; the folder's name if not given.")
    ] = "",
    sensitivity: Annotated[
        Sensitivity, typer.Option(help="Harm of a leak.")
    ] = Sensitivity.PERSONAL,
    column: Annotated[
        list[str] | None, typer.Option(help="Map a name: lane's=yours; repeatable.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="A setting of the lane that you fix for every run: KEY=VALUE."),
    ] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data is invented.")] = False,
) -> Answer:
    """Attach a folder as a dataset; nothing is copied.

    Example: weal data add calls/ --holder NCell --column subscriber=MSISDN
    """
    made = data.add(
        session.actor,
        session.node,
        session.collaboration_id(collaboration),
        place=path,
        holder=session.party_id(holder),
        told=data.Described(
            title=title or path.resolve().name,
            lane=lane,
            sensitivity=sensitivity,
            synthetic=synthetic,
            columns=pairs(column, option="--column"),
            settings=pairs(settings, option="--set"),
        ),
    )
    return Answer(
        value=made,
        show=lines(
            f"{made.title} is {made.id}: {len(made.files)} files, version {made.version[:12]}.",
            "It stays where it is; others see its title and size, never its place.",
        ),
    )


@command(app, "list")
def list_(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title.")] = "",
) -> Answer:
    """List the datasets of a collaboration.

    Example: weal data list "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = data.catalogue(session.actor, session.node, id)
    rows = [
        (each.id, each.title, each.lane, len(each.files), "synthetic" if each.synthetic else "")
        for each in found
    ]
    return Answer(
        value=found,
        show=table(
            "Datasets",
            ("id", "title", "lane", "files", "label"),
            rows,
            "None yet. A holder attaches one: weal data add FOLDER --holder PARTY",
        ),
    )
