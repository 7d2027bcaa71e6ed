"""The worker: claims jobs one after the other and runs them, until it is told to stop."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from types import FrameType

import structlog

from commonweal.adapters.jobs.run import BEAT_EVERY_S, NEVER, Handler, run
from commonweal.model.errors import Conflict, Unavailable
from commonweal.model.job import Job
from commonweal.model.ports import Jobs

log = structlog.get_logger()

PAUSE_S = 1.0


def work(
    jobs: Jobs,
    handlers: Mapping[str, Handler],
    *,
    stop: Event,
    pause_s: float = PAUSE_S,
    beat_every_s: float = BEAT_EVERY_S,
) -> None:
    """Run jobs as they fall due until `stop` is set; a running job is then given back.

    A job that fails is recorded and logged, and the worker goes on. When the records do not
    answer it waits and tries again.

    Args:
        jobs: where to claim; one JobTable for this worker alone.
        handlers: kind -> what does its work; other kinds are left to others.
        stop: set it from another thread or a signal.
        pause_s: seconds between two looks when nothing is due.
        beat_every_s: seconds between two beats of a running job.
    """
    log.info("a worker looks for jobs")
    while not stop.is_set():
        try:
            found = work_off(jobs, handlers, stop=stop, beat_every_s=beat_every_s)
        except Unavailable as problem:
            log.warning("the jobs cannot be reached", problem=problem.detail)
            found = 0
        if not found:
            stop.wait(pause_s)


def work_off(
    jobs: Jobs,
    handlers: Mapping[str, Handler],
    *,
    stop: Event = NEVER,
    beat_every_s: float = BEAT_EVERY_S,
) -> int:
    """Run what is due now, one after the other, until nothing is; how many were run.

    Raises:
        Unavailable: the records do not answer.
    """
    count = 0
    while not stop.is_set() and (job := jobs.claim(tuple(handlers))) is not None:
        count += 1
        _run_one(jobs, job, handlers[job.kind], stop, beat_every_s)
    return count


@contextmanager
def stopping_on_signals() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set, for the length of the block; main thread only."""
    stop = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_one(jobs: Jobs, job: Job, handler: Handler, stop: Event, beat_every_s: float) -> None:
    known = log.bind(job=job.id, kind=job.kind, attempt=job.attempts)
    known.info("a job begins")
    try:
        ending = run(jobs, job, handler, stop=stop, beat_every_s=beat_every_s)
    except Conflict as problem:
        known.warning("a job was taken over", problem=problem.detail)
    else:
        known.info("a job ends", state=ending.state)
