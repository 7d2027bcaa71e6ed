"""The heart of a running job: it beats from a thread, so a part may take as long as it needs."""

from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

import structlog

from commonweal.model.errors import Unavailable
from commonweal.model.ids import JobId
from commonweal.model.ports import Jobs

log = structlog.get_logger()


class Heart:
    """Beats for one job while its block runs; `stopped` is True once the job shall stop."""

    def __init__(self, jobs: Jobs, id: JobId, every_s: float) -> None:
        self._jobs = jobs
        self._id = id
        self._every_s = every_s
        self._progress = (0, 0, "")
        self._turn = Lock()
        self._over = Event()
        self._thread = Thread(target=self._beat_on, name=f"heart of {id}", daemon=True)
        self.stopped = False

    def __enter__(self) -> Self:
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Beat no more."""
        self._over.set()
        self._thread.join()

    def beat(self, done: int, total: int, unit: str) -> None:
        """Beat now, with this progress."""
        with self._turn:
            self._progress = (done, total, unit)
            self._once()

    def _beat_on(self) -> None:
        while not self._over.wait(self._every_s):
            with self._turn:
                self._once()

    def _once(self) -> None:
        try:
            alive = self._jobs.beat(self._id, *self._progress)
        except Unavailable as problem:
            log.warning("a beat was missed", job=self._id, problem=problem.detail)
            return
        self.stopped = self.stopped or not alive
