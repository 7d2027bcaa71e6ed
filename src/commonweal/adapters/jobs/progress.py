"""The bar of a job in the foreground: real units, and silence where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from commonweal.model.ports import Report


@contextmanager
def shown_progress(title: str, console: Console | None = None) -> Iterator[Report]:
    """A report that draws a bar on stderr, such as `12/48 partitions`; nothing off a terminal."""
    console = console or Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[count]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(title, total=None, count="")

        def report(done: int, total: int, unit: str) -> None:
            bar.update(
                task, completed=done, total=total or None, count=f"{done:,}/{total:,} {unit}"
            )

        yield report
