"""One claimed job, run to its end by its handler: done, failed, cancelled or given back."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

import structlog

from commonweal.adapters.jobs.heart import Heart
from commonweal.model.errors import Cancelled, CommonwealError
from commonweal.model.job import Job, JobState
from commonweal.model.ports import Jobs, Report

log = structlog.get_logger()

Handler = Callable[[Job, Report], str]
"""Does the work of one job and says what it made. It may run again after a crash: idempotent."""

BEAT_EVERY_S = 5.0

NEVER = Event()
"""The stop that nobody sets."""


class GivenBack(BaseException):
    """The process was asked to end: the job waits again, for another process.

    No error, so nothing that handles errors may catch it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended: what is recorded, and what its handler raised."""

    state: JobState
    sentence: str
    """What the handler made, or why it did not."""
    problem: BaseException | None = None


def run(
    jobs: Jobs,
    job: Job,
    handler: Handler,
    *,
    progress: Report | None = None,
    stop: Event = NEVER,
    beat_every_s: float = BEAT_EVERY_S,
) -> Ending:
    """Run a claimed job to its end, and record it.

    Args:
        jobs: where it was claimed.
        job: as it was claimed.
        handler: does the work.
        progress: is told each report too.
        stop: once set, the next report, or an error that is none of ours, gives the job back.
        beat_every_s: seconds between two beats.

    Raises:
        Conflict: another worker took the job over meanwhile.
        Unavailable: the records do not answer; the job runs again once its heart is dead.
    """
    with Heart(jobs, job.id, beat_every_s) as heart:
        ending = _outcome(job, handler, _report(job, heart, progress, stop), stop)
    jobs.finish(job.id, ending.state, ending.sentence)
    return ending


def _report(job: Job, heart: Heart, progress: Report | None, stop: Event) -> Report:
    def report(done: int, total: int, unit: str) -> None:
        if stop.is_set():
            raise GivenBack
        heart.beat(done, total, unit)
        if heart.stopped:
            raise Cancelled(
                detail=f"Job {job.id} was asked to stop.",
                hint="Resume it to go on where it stopped.",
            )
        if progress is not None:
            progress(done, total, unit)

    return report


def _outcome(job: Job, handler: Handler, report: Report, stop: Event) -> Ending:
    try:
        return Ending(state=JobState.DONE, sentence=handler(job, report))
    except GivenBack as problem:
        return Ending(state=JobState.WAITING, sentence="", problem=problem)
    except Cancelled as problem:
        return Ending(state=JobState.CANCELLED, sentence=problem.detail, problem=problem)
    except KeyboardInterrupt as problem:
        sentence = "Stopped by the person who watched it."
        return Ending(state=JobState.CANCELLED, sentence=sentence, problem=problem)
    except CommonwealError as problem:
        sentence = f"{problem.detail} {problem.hint}".strip()
        return Ending(state=JobState.FAILED, sentence=sentence, problem=problem)
    except Exception as problem:
        if not stop.is_set():
            log.exception("a job failed by an error of ours", job=job.id, kind=job.kind)
        return _broken(job, problem, stop)


def _broken(job: Job, problem: Exception, stop: Event) -> Ending:
    if stop.is_set():
        return Ending(state=JobState.WAITING, sentence="", problem=GivenBack())
    sentence = f"Failed: an error of ours. The log has it under job {job.id}."
    return Ending(state=JobState.FAILED, sentence=sentence, problem=problem)
