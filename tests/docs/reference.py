"""`docs/reference.md`, made from what `--help` says.

Run `python -m tests.docs.reference > docs/reference.md` after changing a command.
"""

import inspect
from collections.abc import Iterator
from typing import Any

from commonweal.cli import command as cli_command
from commonweal.cli.main import COMMANDS, Journey
from commonweal.model import errors
from commonweal.model.errors import CommonwealError

HEAD = """# Reference

Every command takes `--home DIR` (or `COMMONWEAL_HOME`), `--as PARTY` and `--json`. With `--json`
one document goes to stdout and nothing else; progress, logs and problems go to stderr. Without
`--as` the command acts for the party whose key can be opened, if there is exactly one.

This file is made from `--help`; a test compares.

"""


def commands() -> Iterator[tuple[str, str]]:
    """Every command: its words, and its help text."""
    top = Journey(name="weal")
    for name in COMMANDS:
        yield from _below(name, top.get_command(None, name))


def _below(words: str, found: Any) -> Iterator[tuple[str, str]]:
    below = getattr(found, "commands", None)
    if not below:
        yield words, inspect.cleandoc(found.help or "")
        return
    for name, each in below.items():
        yield from _below(f"{words} {name}", each)


def _options(words: str) -> Iterator[str]:
    found: Any = Journey(name="weal")
    for word in words.split():
        found = (
            found.get_command(None, word) if isinstance(found, Journey) else found.commands[word]
        )
    shared = {"home", "party_", "json_", "help"}
    for parameter in found.params:
        if parameter.name in shared:
            continue
        shown = (
            parameter.name.upper()
            if parameter.param_type_name == "argument"
            else ", ".join(parameter.opts)
        )
        yield f"- `{shown}`: {parameter.help or ''}"


def reference() -> str:
    """The whole text."""
    parts = [HEAD]
    for words, told in commands():
        parts.append(f"### `weal {words}`\n\n{told}\n\n")
        options = list(_options(words))
        parts.append("\n".join(options) + "\n\n" if options else "")
    parts.append("## Problems\n\n| code | title | exit | meaning |\n|---|---|---|---|\n")
    for kind in _kinds(CommonwealError):
        code = next((c for k, c in cli_command.EXIT.items() if issubclass(kind, k)), 1)
        meaning = (kind.__doc__ or "").split("\n")[0]
        parts.append(f"| `{kind.code}` | {kind.title} | {code} | {meaning} |\n")
    return "".join(parts)


def _kinds(kind: type[CommonwealError]) -> Iterator[type[CommonwealError]]:
    yield kind
    for each in vars(errors).values():
        if isinstance(each, type) and kind in each.__bases__:
            yield from _kinds(each)


if __name__ == "__main__":
    print(reference(), end="")
