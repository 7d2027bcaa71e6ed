"""`weal demo`: the paper's case, played from diagnosis to account."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commonweal.app.story.play import fresh_home, play
from commonweal.app.story.summary import summary
from commonweal.app.story.telling import Tell, Telling, Voice
from commonweal.cases.case import case
from commonweal.cli.answer import Answer, lines
from commonweal.cli.command import command, group
from commonweal.cli.serve import run
from commonweal.cli.session import Session

HOME = Path(".commonweal") / "demo"
_STYLES = {Voice.PAPER: "cyan", Voice.OURS: ""}


app = group("The paper's case, played.")


@command(app, "demo")
def demo(
    session: Session,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="End after the story, serve nothing.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Replace an earlier demo.")] = False,
    port: Annotated[
        int, typer.Option(help="Port to serve on; 0 takes a free one.", min=0, max=65535)
    ] = 8080,
) -> Answer:
    """Play the Nepal case from diagnosis to account, on synthetic call records.

    It plays in a home of its own: --home DIR, or .commonweal/demo here.

    Example: weal demo --no-serve
    """
    begun = monotonic()
    home = session.home or HOME
    fresh_home(home, again=again)
    told = play(case("flowminder"), home, _tell(session))
    seconds = round(monotonic() - begun, 1)
    return Answer(
        value={"cases": [summary(told)], "seconds": seconds},
        show=lines("", f"Told in {seconds} s. Where to look next:", *_next(told, home)),
        then=None if no_serve else partial(run, told.node.home, host="127.0.0.1", port=port),
    )


def _tell(session: Session) -> Tell:
    console = Console(highlight=False)

    def tell(voice: Voice, text: str) -> None:
        if session.json:
            return
        if voice is Voice.STEP:
            console.print(Text(f"\n{text}", style="bold"))
            return
        line = Table.grid(padding=(0, 2))
        line.add_column(width=7, justify="right")
        line.add_column()
        line.add_row(Text(voice.value, style="dim"), Text(text, style=_STYLES[voice]))
        console.print(line)

    return tell


def _next(told: Telling, home: Path) -> tuple[str, ...]:
    options = f"--home {home} --as Flowminder"
    return (
        f"  the agreement      weal agree show {told.agreement.id} {options}",
        f"  the release        weal use take {told.releases[0].id} --out flows {options}",
        f"  the refusals       weal share list {told.collaboration.id} {options}",
        f"  the log            weal account log {options}",
        f"  that it fits       weal account verify {options}",
        "  your own           weal new TITLE, then weal party add, weal data add",
    )
