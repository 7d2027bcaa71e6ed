"""Tells the story to a database and is killed at its n-th point; run as a program.

Reads lines `URL POINT`. For each it makes a copy of itself that tells the story and is killed
(SIGKILL) just before the POINT-th statement or commit, counted from before the database is
opened; answers `killed`, or `ended` if the story was told before the point came.
"""

import os
import signal
import sys
from itertools import count

from sqlalchemy import Engine, event

from commonweal.adapters.records.migrations.upgrade import upgrade
from tests.records.builders import opened
from tests.records.story import tell

LOADED_BEFORE_THE_COPIES = (upgrade,)


def _tell_until(url: str, point: int) -> None:
    points = count(1)

    def tick(*_: object) -> None:
        if next(points) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", tick)
    event.listen(Engine, "commit", tick)
    store = opened(url)
    for _ in tell(store):
        pass
    store.close()


def _copy(url: str, point: int) -> str:
    child = os.fork()
    if child == 0:
        _tell_until(url, point)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return "ended" if status == 0 else f"failed {status}"


def main() -> None:
    for line in sys.stdin:
        url, point = line.split()
        sys.stdout.write(f"{_copy(url, int(point))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
