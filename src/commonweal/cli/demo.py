"""`weal demo`: the paper's cases, played from diagnosis to account."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commonweal.app.story.home import fresh_home
from commonweal.app.story.play import play
from commonweal.app.story.summary import summary
from commonweal.app.story.telling import Tell, Telling, Voice
from commonweal.cases.case import NAMES, case
from commonweal.cli.answer import Answer, Show
from commonweal.cli.command import command, group
from commonweal.cli.serve import run
from commonweal.cli.session import Session
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnState

HOME = Path(".commonweal") / "demo"
_STYLES = {Voice.CASE: "bold reverse", Voice.STEP: "bold", Voice.PAPER: "cyan", Voice.OURS: ""}
_HEADINGS = (Voice.CASE, Voice.STEP)


app = group("The paper's cases, played.")


@command(app, "demo")
def demo(
    session: Session,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="End after the story, serve nothing.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Replace an earlier demo.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--case", help=f"Play this case alone: {', '.join(NAMES)}; may be repeated."),
    ] = None,
    port: Annotated[
        int, typer.Option(help="Port to serve on; 0 takes a free one.", min=0, max=65535)
    ] = 8080,
) -> Answer:
    """Play the paper's three cases from diagnosis to account, on synthetic files.

    It plays in a home of its own: --home DIR, or .commonweal/demo here.

    Example: weal demo --no-serve
    """
    begun = monotonic()
    home = session.home or HOME
    cases = [case(name) for name in dict.fromkeys(only or NAMES)]
    fresh_home(home, again=again)
    told = [play(each, home, _tell(session)) for each in cases]
    seconds = round(monotonic() - begun, 1)
    return Answer(
        value={"cases": [summary(each) for each in told], "seconds": seconds},
        show=_whole(
            "",
            f"Told in {seconds} s. Where to look next:",
            *_next(told, home),
            *(() if no_serve else (_served(port),)),
        ),
        then=None if no_serve else _serving(session, home, port),
    )


def _serving(session: Session, home: Path, port: int) -> Callable[[], None]:
    return partial(run, home.absolute(), host="127.0.0.1", port=port, plain=not session.json)


def _tell(session: Session) -> Tell:
    console = Console(highlight=False)

    def tell(voice: Voice, text: str) -> None:
        if session.json:
            return
        if voice in _HEADINGS:
            console.print(Text(f"\n{text}", style=_STYLES[voice]))
            return
        line = Table.grid(padding=(0, 2))
        line.add_column(width=7, justify="right")
        line.add_column()
        line.add_row(Text(voice.value, style="dim"), Text(text, style=_STYLES[voice]))
        console.print(line)

    return tell


def _whole(*text: str) -> Show:
    """Show lines that are not broken, so that a command can be copied."""

    def show(console: Console) -> None:
        for line in text:
            console.print(line, markup=False, highlight=False, soft_wrap=True)

    return show


def _next(told: list[Telling], home: Path) -> tuple[str, ...]:
    return (
        *(line for each in told for line in _looks(each, home)),
        "",
        f"  side by side       weal diagnose compare {' '.join(NAMES)} --home {home}",
        f"  every log fits     weal account verify --home {home}",
        "  your own           weal new TITLE, or weal new TITLE --from CASE",
    )


def _served(port: int) -> str:
    address = f"http://127.0.0.1:{port}/" if port else "the address below"
    return f"  in the browser     {address}, until Ctrl-C"


def _looks(told: Telling, home: Path) -> tuple[str, ...]:
    visitor = told.parties[told.case.visitor].name
    options = f'--home {home} --as "{visitor}"'
    agreement, release = next(iter(told.agreements.values())), next(iter(told.releases.values()))
    left = [each for each in told.returns.values() if each.state is ReturnState.ALIGNED]
    return (
        "",
        f"  {told.case.title}",
        f"  the diagnosis      weal diagnose show {told.collaboration.id} {options}",
        f"  the win-win        weal winwin show {told.collaboration.id} {options}",
        f"  its business case  weal winwin case {told.collaboration.id} {options}",
        f"  the agreement      weal agree show {agreement.id} {options}",
        f"  the release        weal use take {release.id} --out {told.case.id} {options}",
        f"  the refusals       weal share list {told.collaboration.id} {options}",
        f"  the log            weal account log {options}",
        *(f"  record what came   {_to_record(each, release)} {options}" for each in left),
    )


def _to_record(owed: Return, release: Release) -> str:
    amount = f'--amount {owed.amount.likely:g} --unit "{owed.amount.unit}"'
    return f"weal returns record {owed.id} {amount} --source invented --evidence {release.id}"
