"""How far a work of many answers is, and whether somebody has asked to stop it."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TypeVar

from commonweal.winwin.watch import Reached

Watched = Callable[[int, int, Reached], bool]
"""Told (answers that are done, answers in all, how far this one is); False stops with the best."""

T = TypeVar("T")


def unwatched(done: int, total: int, reached: Reached) -> bool:
    """Go on to the end."""
    del done, total, reached
    return True


class Progress:
    """Counts answers; once somebody has asked to stop, it stops every one that follows."""

    def __init__(self, watch: Watched, total: int = 0) -> None:
        self._watch = watch
        self._begun = perf_counter()
        self.done = 0
        self.total = total
        self.stopped = False

    def watching(self, reached: Reached) -> bool:
        """Told by the optimiser while it works on one answer."""
        self.stopped = self.stopped or not self._watch(self.done, self.total, reached)
        return not self.stopped

    def taken(self, found: Iterator[T]) -> Iterator[T]:
        """What comes until somebody asks to stop; each counts as an answer that is done."""
        for each in () if self.stopped else found:
            if self.stopped:
                return
            yield each
            self.done += 1
            seconds = perf_counter() - self._begun
            if not self.watching(Reached(incumbent=None, bound=None, seconds=seconds)):
                return
