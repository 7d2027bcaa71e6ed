"""The group `weal winwin`: step 2."""

from typing import Annotated

import typer

from commonweal.cli.command import group

app = group("Step 2: which package leaves every party better off, and how sure is that.")
Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]
Gap = Annotated[
    float | None, typer.Option(help="Share by which a better one may be missed, 0 to 1.")
]
Seconds = Annotated[float | None, typer.Option(help="Time limit of the optimiser, each package.")]
