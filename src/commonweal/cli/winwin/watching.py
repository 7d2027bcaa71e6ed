"""The optimiser in the foreground: its progress on stderr, and Ctrl-C for the best found."""

from collections.abc import Iterator
from contextlib import contextmanager

from commonweal.adapters.jobs import asked_to_stop, shown_progress
from commonweal.model.winwin import Ended, Package
from commonweal.winwin.need import Need
from commonweal.winwin.watch import Reached, Watch


@contextmanager
def watching(title: str, unit: str) -> Iterator[Watch]:
    """What to tell an optimiser to watch; the first Ctrl-C ends it with the best found."""
    with asked_to_stop() as asked, shown_progress(title) as bar:

        def watch(reached: Reached) -> bool:
            bar(0, 1, f"packages; {reached.told(unit)}")
            return not asked.is_set()

        yield watch


def searched(found: Package | Need) -> str:
    """How a search ended, after how long and of how much time, without a capital or a stop."""
    known = found.limit_s and found.ended is not Ended.TIME
    limit = f" of at most {found.limit_s:g} s" if known else ""
    return f"{found.ended.value} after {max(found.seconds, 0.01):.2g} s{limit}"


def ended(package: Package) -> tuple[str, ...]:
    """A line if a better package may be there that was not found in time."""
    if package.ended is Ended.PROVED:
        return ()
    return (
        f"The optimiser was ended ({package.ended.value}) after {package.seconds:.1f} s: "
        f"the best found, within {package.gap:.1%} of what can be.",
    )
