"""`weal synth`: input files with known truth, labelled synthetic."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app.workbench import mobility as workbench
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.session import Session

app = group("Make input with known truth; it is labelled synthetic.")


@command(app, "mobility")
def mobility(
    session: Session,
    out: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    subscribers: Annotated[
        int, typer.Option(help="How many people.", min=100, max=100_000_000)
    ] = 30_000,
    days: Annotated[
        int, typer.Option(help="Local days; the last six follow the quake.", min=8, max=3650)
    ] = 28,
    seed: Annotated[
        int, typer.Option(help="The same seed makes the same truth.", min=0)
    ] = 20150425,
) -> Answer:
    """Make call records around an earthquake, with the truth beside them.

    Example: weal synth mobility calls/ --subscribers 30000
    """
    del session
    made = workbench.synthetic(
        out,
        subscribers=subscribers,
        days=days,
        seed=seed,
    )
    return Answer(
        value=made,
        show=lines(
            f"SYNTHETIC call records of {subscribers:,} invented people lie in {out}.",
            "truth.csv holds what really happened to them.",
        ),
    )
