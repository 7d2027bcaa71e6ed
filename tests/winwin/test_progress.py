"""How far a work of many answers is, and how it is stopped."""

from commonweal.winwin.progress import Progress, unwatched
from commonweal.winwin.watch import Reached

BEGUN = Reached(incumbent=None, bound=None, seconds=0.0)


def test_each_that_is_taken_counts_as_done() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int, reached: Reached) -> bool:
        del reached
        told.append((done, total))
        return True

    assert list(Progress(watch, total=2).taken(iter("ab"))) == ["a", "b"]
    assert told == [(1, 2), (2, 2)]


def test_once_stopped_nothing_more_is_taken_and_nobody_is_asked_again() -> None:
    asked: list[int] = []

    def watch(done: int, total: int, reached: Reached) -> bool:
        del total, reached
        asked.append(done)
        return False

    progress = Progress(watch, total=9)
    assert list(progress.taken(iter("abc"))) == ["a"]
    assert progress.stopped
    assert not progress.watching(BEGUN)
    assert list(progress.taken(iter("d"))) == []
    assert asked == [1]


def test_nobody_watching_lets_it_go_on() -> None:
    assert unwatched(1, 2, BEGUN)
