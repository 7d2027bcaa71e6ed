"""What a command answers: a value for machines, and the same thing for people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

Show = Callable[[Console], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One JSON document, and how to show it on a terminal."""

    value: object
    show: Show
    code: int = 0
    """The exit code: 0, or 3 for a refusal by the gate."""
    then: Callable[[], None] | None = None
    """What goes on once the answer was told, such as serving."""


def lines(*text: str) -> Show:
    """Show plain lines; text from people is never read as markup."""

    def show(console: Console) -> None:
        for line in text:
            console.print(line, markup=False, highlight=False)

    return show


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], empty: str) -> Show:
    """Show rows under columns, or the sentence `empty` where there are none."""

    def show(console: Console) -> None:

        if not rows:
            console.print(empty, markup=False)
            return
        made = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD)
        for column in columns:
            made.add_column(column, overflow="fold")
        for row in rows:
            made.add_row(*(Text(_cell(value)) for value in row))
        console.print(made)

    return show


def several(*parts: Show) -> Show:
    """Show one thing after the other."""

    def show(console: Console) -> None:
        for part in parts:
            part(console)

    return show


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return "" if value is None else str(value)
