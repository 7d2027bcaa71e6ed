"""The optimiser in the foreground: its progress on stderr, and Ctrl-C for the best found."""

from collections.abc import Iterator
from contextlib import contextmanager

from commonweal.adapters.jobs import asked_to_stop, shown_progress
from commonweal.winwin.watch import Reached, Watch


@contextmanager
def watching(title: str, unit: str) -> Iterator[Watch]:
    """What to tell an optimiser to watch; the first Ctrl-C ends it with the best found."""
    with asked_to_stop() as asked, shown_progress(title) as bar:

        def watch(reached: Reached) -> bool:
            bar(0, 1, f"packages; {reached.told(unit)}")
            return not asked.is_set()

        yield watch
