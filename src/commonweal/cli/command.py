"""How a function becomes a command: shared options, one document out, one problem on stderr."""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec
import typer
from rich.console import Console
from typer._click.globals import get_current_context

from commonweal.cli.answer import Answer
from commonweal.cli.session import Session
from commonweal.model.errors import (
    Cancelled,
    CommonwealError,
    Conflict,
    Invalid,
    NotFound,
    Refused,
    Tampered,
    Unavailable,
)

REFUSED_BY_GATE = 3
FAILED_VERIFICATION = 4

EXIT: dict[type[CommonwealError], int] = {
    Tampered: FAILED_VERIFICATION,
    Invalid: 2,
    Refused: REFUSED_BY_GATE,
    NotFound: 5,
    Conflict: 6,
    Unavailable: 7,
    Cancelled: 130,
}

STOPPED = Cancelled(detail="The command was stopped here.", hint="What was finished is kept.")

_SHARED: tuple[tuple[str, Any, object], ...] = (
    (
        "home",
        Annotated[Path | None, typer.Option(help="Where state lives [COMMONWEAL_HOME].")],
        None,
    ),
    (
        "party_",
        Annotated[str, typer.Option("--as", help="Party to act for, by id or name.")],
        "",
    ),
    ("json_", Annotated[bool, typer.Option("--json", help="Print one JSON document.")], False),
)

Command = Callable[..., Answer]


def group(help: str) -> typer.Typer:
    """A group of commands; one that holds a single command stays a group."""
    made = typer.Typer(
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    made.callback(help=help)(_nothing)
    return made


def _nothing() -> None:
    pass


def command(under: typer.Typer, name: str) -> Callable[[Command], Command]:
    """Make a function `f(session, ...) -> Answer` the command `name` of a group."""

    def made(function: Command) -> Command:
        under.command(name)(_face(function))
        return function

    return made


def report(problem: CommonwealError, *, json: bool) -> int:
    """Say what went wrong on stderr, once, and return the exit code."""
    if json:
        print(_text(problem.problem()), file=sys.stderr)
    else:
        print(_printable(f"{problem.title}: {problem.detail}"), file=sys.stderr)
        if problem.hint:
            print(_printable(f"Hint: {problem.hint}"), file=sys.stderr)
    return next(code for kind, code in EXIT.items() if isinstance(problem, kind))


def _printable(text: str) -> str:
    """Without what would steer a terminal: the name of a file is a stranger's text, too."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)


def _face(function: Command) -> Callable[..., None]:
    hints = get_type_hints(function, include_extras=True)
    own = [p for p in inspect.signature(function).parameters.values() if p.name != "session"]

    @wraps(function)
    def face(**given: Any) -> None:  # noqa: ANN401  # typer passes each option by its own type
        shared = {name: given.pop(name) for name, _, _ in _SHARED}
        session = Session(
            home=shared["home"] or _home(), party=shared["party_"], json=shared["json_"]
        )
        try:
            _check_readable({**shared, **given})
            answer = function(session, **given)
            session.close()
            _print(answer, json=session.json)
            if answer.then:
                answer.then()
        except CommonwealError as problem:
            raise typer.Exit(report(problem, json=session.json)) from None
        except KeyboardInterrupt:
            raise typer.Exit(report(STOPPED, json=session.json)) from None
        raise typer.Exit(answer.code)

    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in _SHARED
    ]
    own = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[p.name]) for p in own]
    signature = inspect.Signature([*own, *shared])
    face.__signature__ = signature  # type: ignore[attr-defined]  # inspect reads it from here
    face.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    del face.__wrapped__  # else inspect would look through
    return face


def _home() -> Path | None:
    """The home that was named before the command: `weal --home DIR ...`."""
    found = get_current_context().find_root().params.get("home")
    return found if isinstance(found, Path) else None


def _check_readable(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        for each in value if isinstance(value, list | tuple) else (value,):
            if any("\ud800" <= letter <= "\udfff" for letter in str(each)):
                raise Invalid(
                    detail=f"{name.rstrip('_')} is not readable text: {str(each)!r:.80}.",
                    hint="Give it as UTF-8, and rename a file whose name is not.",
                    field=name.rstrip("_"),
                )


def _print(answer: Answer, *, json: bool) -> None:
    if json:
        print(_text(answer.value))
        return
    answer.show(Console(highlight=False))


def _text(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
