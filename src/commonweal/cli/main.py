"""The command `weal`: the eight steps, in order, each loaded when it is called."""

import sys
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, cast

import typer
from typer._click.exceptions import ClickException
from typer.core import TyperCommand, TyperGroup

from commonweal.model.errors import Invalid

COMMANDS = {
    "demo": ("demo", "Play the paper's three cases from diagnosis to account."),
    "new": ("new", "Start a data collaborative, from nothing, a case or an earlier one."),
    "list": ("new", "List the collaborations you are in."),
    "note": ("new", "Note what happened to a partnership."),
    "end": ("new", "End a project; its agreements go on by their own terms."),
    "party": ("party", "Parties, and the keys they sign with."),
    "data": ("data", "Datasets: attached by their holder, kept where they are."),
    "diagnose": ("diagnose", "Step 1: what kind of partnership is this, where does it deviate."),
    "winwin": ("winwin", "Step 2: which package leaves every party better off."),
    "align": ("align", "Step 3: which obstacles stand between promise and benefit."),
    "agree": ("agree", "Step 4: what may be done with which data, by whom, until when."),
    "share": ("share", "Step 5: is this request allowed, right now."),
    "use": ("use", "Step 6: what does the data tell that may be released."),
    "returns": ("returns", "Step 7: did each party get what it was promised."),
    "account": ("account", "Step 8: what happened, provably, and what came of it."),
    "serve": ("serve", "Serve the pages and the API of this home, with its worker."),
    "worker": ("serve", "Do the jobs of this home until stopped."),
    "job": ("job", "Long work: watch it, stop it, take it up again."),
    "synth": ("synth", "Make input with known truth, labelled synthetic."),
    "bench": ("bench", "Measure speed and memory, as ratios within one run."),
}
"""Each command at the top: the module that has it, and what help says of it."""


class Formatter(Protocol):
    """What help is written with."""

    def section(self, name: str) -> AbstractContextManager[None]: ...  # noqa: D102
    def write_dl(self, rows: list[tuple[str, str]]) -> None: ...  # noqa: D102


class Journey(TyperGroup):
    """The top of the command tree; help is told without loading what it tells about."""

    def list_commands(self, ctx: object) -> list[str]:
        """Every command, in the order of the journey."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        """The command of that name, loaded now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"commonweal.cli.{COMMANDS[cmd_name][0]}")
        made = cast("TyperCommand | TyperGroup", typer.main.get_command(module.app))
        below = made.commands if isinstance(made, TyperGroup) else {}
        return cast("TyperCommand", below.get(cmd_name, made))

    def format_commands(self, ctx: object, formatter: Formatter) -> None:
        """List the commands with what the table says of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


app = typer.Typer(
    cls=Journey,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="commonweal takes a voluntary data-sharing partnership from its first conversation "
    "to public value, and proves what happened on the way.",
)


@app.callback(invoke_without_command=True)
def _root(
    show_version: bool = typer.Option(False, "--version", help="Print the version and end."),
    home: Path | None = typer.Option(None, help="Where state lives, for any command."),
) -> None:
    del home  # each command reads it from the root of its own context
    if show_version:
        print(version("commonweal"))
        raise typer.Exit


def main() -> None:
    """Run `weal`; wrong words are a problem like any other, a stop ends with 130."""
    try:
        code = app(standalone_mode=False)
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept.", file=sys.stderr)
        code = 130
    except ClickException as wrong:
        code = _misspelt(wrong)
    sys.exit(code)


def _misspelt(wrong: ClickException) -> int:
    if "--json" not in sys.argv:
        wrong.show()
        return wrong.exit_code
    from commonweal.cli.command import report  # noqa: PLC0415  # loads what help does not need

    hint = "See the same command with --help."
    return report(Invalid(detail=wrong.format_message(), hint=hint), json=True)
