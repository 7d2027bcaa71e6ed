"""`weal use mobility`: the owner's workbench on its own call records."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.workbench.bench import worked
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.pairs import pairs
from commonweal.cli.session import Session

app = group("The owner's workbench on its own call records; nothing here is a release.")

Set = Annotated[list[str] | None, typer.Option("--set", help="A setting: KEY=VALUE; repeatable.")]


@command(app, "flows")
def flows(
    session: Session,
    path: Annotated[Path, typer.Argument(help="Folder with events, cells and areas.")],
    settings: Set = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Map a name: lane's=yours; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write CSV and GeoJSON to this folder.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The data is invented.")] = False,
) -> Answer:
    """Flows above normal on your own files; every output is stamped "not released".

    Example: weal use mobility flows calls/ --set zone=Asia/Kathmandu --column subscriber=MSISDN
    --set baseline=2015-04-04..2015-04-24 --set focal=2015-04-26..2015-05-01 --out out/
    """
    found = worked(
        path,
        lane="mobility",
        settings=pairs(settings, option="--set"),
        columns=pairs(column, option="--column"),
        synthetic=synthetic,
        out=out,
    )
    told = found.disclosed
    hidden = sum(count for _, count in told.withheld)
    return Answer(
        value={
            "not_released": True,
            "threshold": told.smallest,
            "published": told.published,
            "withheld": dict(told.withheld),
            "facts": told.facts,
            "files": [str(each) for each in found.files],
        },
        show=lines(
            f"NOT RELEASED. {told.published} figures of {told.smallest} people or more, "
            f"{hidden} withheld.",
            *(f"  {name}: {value}" for name, value in told.facts.items()),
            *(f"  wrote {each}" for each in found.files),
        ),
    )
