"""Killed at any point between statements and commits, nothing is lost, doubled or half-done."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.records.builders import opened
from tests.records.programs import ENVIRONMENT
from tests.records.story import Picture, assert_whole, picture, tell
from tests.scale import size

Kill = Callable[[str, int], str]

STRIDE = size(quick=29, ci=1, full=1)
"""Every how many points the story is interrupted."""
TIMES = size(quick=1, ci=1, full=3)
LEAST_POINTS = 100


@pytest.fixture
def kill() -> Iterator[Kill]:
    """Tells the story in another process and kills it at a point; says how it ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.records.crash_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    ) as child:

        def at(url: str, point: int) -> str:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(f"{url} {point}\n")
            child.stdin.flush()
            return child.stdout.readline().strip()

        yield at


def _told(url: str) -> list[Picture]:
    """The picture after each transaction of a story that nobody interrupts."""
    store = opened(url)
    pictures = [picture(store), *(picture(store) for _ in tell(store))]
    store.close()
    return pictures


def _finished(url: str, prefixes: list[Picture]) -> tuple[int, Picture]:
    """Where the story had stopped, and the picture after telling it to its end."""
    store = opened(url)
    assert_whole(store)
    stopped = prefixes.index(picture(store))
    for _ in tell(store):
        pass
    assert_whole(store)
    end = picture(store)
    store.close()
    return stopped, end


def test_a_process_killed_anywhere_leaves_a_whole_prefix_that_can_be_finished(
    fresh_url: Callable[[], str], kill: Kill
) -> None:
    prefixes = _told(fresh_url())
    for first in range(TIMES):
        stops, points = [], 0
        point, answer = 1 + first % STRIDE, "killed"
        while answer == "killed":
            url = fresh_url()
            answer = kill(url, point)
            stopped, end = _finished(url, prefixes)
            assert end == prefixes[-1], f"killed at point {point}"
            stops.append(stopped)
            points, point = point, point + STRIDE
        assert answer == "ended"
        assert points > LEAST_POINTS
        assert stops == sorted(stops)
        assert stops[-1] == len(prefixes) - 1


def test_the_story_told_twice_adds_nothing(fresh_url: Callable[[], str]) -> None:
    url = fresh_url()
    prefixes = _told(url)
    assert _told(url) == [prefixes[-1]]
