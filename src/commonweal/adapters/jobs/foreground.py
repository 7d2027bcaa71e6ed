"""The same job in the foreground: this process runs it, or follows the worker that does."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, current_thread, main_thread
from time import sleep
from types import FrameType

from commonweal.adapters.jobs.run import BEAT_EVERY_S, NEVER, GivenBack, Handler, run
from commonweal.model.errors import Cancelled, NotYet, Unavailable
from commonweal.model.ids import JobId
from commonweal.model.job import Job, JobState
from commonweal.model.ports import Jobs, Report

LOOK_EVERY_S = 0.3


def run_here(
    jobs: Jobs,
    id: JobId,
    handlers: Mapping[str, Handler],
    progress: Report,
    *,
    beat_every_s: float = BEAT_EVERY_S,
) -> str:
    """Run one job to its end in this process; what it made.

    If a worker has taken it, its progress is shown until it ends; if that worker dies, the job
    is run here. What its handler raises is recorded, and raised again.

    Raises:
        Cancelled: it was cancelled, also by Ctrl-C here.
        NotYet: it is scheduled for later.
        Unavailable: it failed before or elsewhere; with its sentence.
        CommonwealError: what its handler refused or failed to do.
    """
    try:
        with _hearing_ctrl_c() as stop:
            return _followed(jobs, id, handlers, progress, stop, beat_every_s)
    except (KeyboardInterrupt, GivenBack):
        jobs.cancel(id)
        raise Cancelled(
            detail=f"Job {id} was stopped here.", hint="Resume it to go on where it stopped."
        ) from None


def run_to_best(
    jobs: Jobs,
    id: JobId,
    handlers: Mapping[str, Handler],
    progress: Report,
    *,
    beat_every_s: float = BEAT_EVERY_S,
) -> str:
    """As `run_here`, for a job that ends with the best found when it is cancelled.

    So does Ctrl-C here: it cancels the job, and what the job then makes is the answer. A second
    Ctrl-C interrupts. Raises as `run_here`.
    """
    with asked_to_stop() as asked:

        def told(done: int, total: int, unit: str) -> None:
            if asked.is_set():
                jobs.cancel(id)
            progress(done, total, unit)

        return _followed(jobs, id, handlers, told, NEVER, beat_every_s)


@contextmanager
def asked_to_stop() -> Iterator[Event]:
    """An event that the first Ctrl-C sets; the second one interrupts.

    Only the main thread hears signals; in another one the event is never set.
    """
    asked = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            signal.default_int_handler(number, frame)
        asked.set()

    with _heard_by(ask):
        yield asked


def _followed(
    jobs: Jobs,
    id: JobId,
    handlers: Mapping[str, Handler],
    progress: Report,
    stop: Event,
    beat_every_s: float,
) -> str:
    while (claimed := jobs.claim(tuple(handlers), only=id)) is None:
        seen = jobs.get(id)
        if seen.state is JobState.DONE:
            return seen.result
        _check_going(seen, handlers)
        progress(seen.done, seen.total, seen.unit)
        sleep(LOOK_EVERY_S)
    handler = handlers[claimed.kind]
    ending = run(jobs, claimed, handler, progress=progress, stop=stop, beat_every_s=beat_every_s)
    if ending.problem is not None:
        raise ending.problem
    return ending.sentence


@contextmanager
def _hearing_ctrl_c() -> Iterator[Event]:
    """An event that Ctrl-C sets as it interrupts: a library may swallow or rename what is raised.

    Only the main thread hears signals; in another one the event is never set.
    """
    asked = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.default_int_handler(number, frame)

    with _heard_by(ask):
        yield asked


@contextmanager
def _heard_by(ask: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Let that hear Ctrl-C for the length of the block, where this is the main thread."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _check_going(job: Job, handlers: Mapping[str, Handler]) -> None:
    if job.kind not in handlers:
        raise Unavailable(
            detail=f"This process has no way to do a job of kind {job.kind!r}.",
            hint="Leave it to the worker, or update this program.",
        )
    if job.state is JobState.CANCELLED:
        raise Cancelled(detail=f"Job {job.id} was cancelled.", hint="Resume it to run it.")
    if job.state is JobState.FAILED:
        raise Unavailable(
            detail=f"Job {job.id} has failed: {job.result}", hint="Resume it to try again."
        )
    if job.state is JobState.WAITING and job.not_before > datetime.now(UTC):
        raise NotYet(
            detail=f"Job {job.id} is to start at {job.not_before.isoformat()}.",
            hint="Run it then, or leave it to the worker.",
        )
