"""What runs a job: a worker process that may be killed, or this process in the foreground."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import structlog

from commonweal.adapters.clock import UlidMaker, UtcClock
from commonweal.adapters.jobs import (
    Handler,
    JobTable,
    asked_to_stop,
    run_here,
    run_to_best,
    work,
    work_off,
)
from commonweal.adapters.records.database import open_engine
from commonweal.adapters.records.schema import migrate
from commonweal.model.errors import Cancelled, Invalid, NotYet, Unavailable
from commonweal.model.ids import JobId
from commonweal.model.job import Job, JobState
from commonweal.model.ports import Report

PARTS = 4
DEAD_AFTER_S = 1.0

WORKER = """
import sys, time
from datetime import timedelta
from pathlib import Path
from commonweal.adapters.clock import UlidMaker, UtcClock
from commonweal.adapters.jobs import Handler, JobTable, stopping_on_signals, work
from commonweal.adapters.records.database import open_engine

url, folder, pause = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])

def count(job, report):
    made = 0
    for part in range(4):
        done = folder / f"{job.id}-{part}"
        if not done.exists():
            done.write_text(job.id)
            made += 1
        report(part + 1, 4, "parts")
        time.sleep(pause)
    return f"{made} parts made"

jobs = JobTable(open_engine(url), clock=UtcClock(), ids=UlidMaker(UtcClock()),
                dead_after=timedelta(seconds=1))
with stopping_on_signals() as stop:
    work(jobs, {"count": count}, stop=stop, pause_s=0.05, beat_every_s=0.2)
print("ended well")
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    return url


@pytest.fixture
def jobs(url: str) -> Iterator[JobTable]:
    clock, engine = UtcClock(), open_engine(url)
    dead_after = timedelta(seconds=DEAD_AFTER_S)
    yield JobTable(engine, clock=clock, ids=UlidMaker(clock), dead_after=dead_after)
    engine.dispose()


@pytest.fixture
def worker(url: str, tmp_path: Path) -> Iterator[Callable[[float], subprocess.Popen[str]]]:
    """Starts a worker process whose parts take that many seconds."""
    started: list[subprocess.Popen[str]] = []

    def start(pause_s: float) -> subprocess.Popen[str]:
        arguments = [sys.executable, "-c", WORKER, url, str(tmp_path), str(pause_s)]
        started.append(
            subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def silent(done: int, total: int, unit: str) -> None:
    """Watches nothing."""


def in_parts(job: Job, report: Report) -> str:
    for part in range(PARTS):
        report(part + 1, PARTS, "parts")
    return "all parts made"


def state(jobs: JobTable, id: JobId) -> JobState:
    return jobs.get(id).state


def test_a_killed_workers_job_is_finished_by_another_without_doing_a_part_twice(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    first = worker(30)
    until(lambda: jobs.get(id).done == 1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    worker(0)
    until(lambda: state(jobs, id) is JobState.DONE)
    found = jobs.get(id)
    assert (found.result, found.attempts) == ("3 parts made", 2)


def test_two_worker_processes_do_every_job_once(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    ids = [jobs.start("count", {"n": str(n)}) for n in range(6)]
    worker(0.01)
    worker(0.01)
    until(lambda: all(state(jobs, id) is JobState.DONE for id in ids))
    assert {jobs.get(id).result for id in ids} == {"4 parts made"}
    assert {jobs.get(id).attempts for id in ids} == {1}


def test_a_part_may_take_longer_than_a_dead_heart(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    worker(30)
    until(lambda: jobs.get(id).done == 1)
    time.sleep(DEAD_AFTER_S * 2)
    assert jobs.claim(("count",)) is None
    assert state(jobs, id) is JobState.RUNNING


def test_a_worker_told_to_end_gives_its_job_back_at_the_next_report(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    process = worker(0.4)
    until(lambda: jobs.get(id).done == 1)
    process.terminate()
    told, _ = process.communicate(timeout=20)
    assert (process.returncode, told.splitlines()[-1]) == (0, "ended well")
    found = jobs.get(id)
    assert (found.state, found.attempts) == (JobState.WAITING, 0)


def test_a_running_job_stops_when_it_is_cancelled(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    worker(0.4)
    until(lambda: jobs.get(id).done == 1)
    jobs.cancel(id)
    until(lambda: state(jobs, id) is JobState.CANCELLED)
    assert jobs.get(id).done < PARTS


def test_the_foreground_runs_the_job_and_shows_its_progress(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    seen: list[tuple[int, int, str]] = []
    made = run_here(jobs, id, {"count": in_parts}, lambda *progress: seen.append(progress))
    assert made == "all parts made"
    assert seen == [(part + 1, PARTS, "parts") for part in range(PARTS)]
    found = jobs.get(id)
    assert (found.state, found.result) == (JobState.DONE, "all parts made")


def test_the_foreground_tells_the_result_of_a_job_done_before(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    assert work_off(jobs, {"count": in_parts}) == 1
    assert run_here(jobs, id, {"count": in_parts}, silent) == "all parts made"


def test_the_foreground_follows_a_worker_that_has_the_job(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    worker(0.3)
    until(lambda: jobs.get(id).done == 1)
    assert run_here(jobs, id, {"count": in_parts}, silent) == "4 parts made"


def test_ctrl_c_in_the_foreground_cancels_and_resume_goes_on(jobs: JobTable) -> None:
    def interrupted(job: Job, report: Report) -> str:
        report(1, PARTS, "parts")
        raise KeyboardInterrupt

    id = jobs.start("count", {})
    with pytest.raises(Cancelled, match=id):
        run_here(jobs, id, {"count": interrupted}, silent)
    assert state(jobs, id) is JobState.CANCELLED
    jobs.resume(id)
    assert run_here(jobs, id, {"count": in_parts}, silent) == "all parts made"


def swallowed(job: Job, report: Report) -> str:
    with suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    report(1, PARTS, "parts")
    return "went on"


def renamed(job: Job, report: Report) -> str:
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise RuntimeError("Query interrupted") from None
    return "went on"


@pytest.mark.parametrize("handler", [swallowed, renamed])
def test_ctrl_c_holds_though_a_library_swallows_or_renames_it(
    handler: Handler, jobs: JobTable
) -> None:
    id = jobs.start("count", {})
    with pytest.raises(Cancelled, match=id):
        run_here(jobs, id, {"count": handler}, silent)
    assert state(jobs, id) is JobState.CANCELLED


def to_the_best(job: Job, report: Report) -> str:
    """Ctrl-C comes in the first part; the second asks for it, and the best so far is the end."""
    signal.raise_signal(signal.SIGINT)
    for part in range(1, PARTS):
        try:
            report(part, PARTS, "parts")
        except Cancelled:
            return f"the best of {part} parts"
    return "all parts made"


def test_ctrl_c_ends_a_job_with_its_best_and_interrupts_nothing(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    assert run_to_best(jobs, id, {"count": to_the_best}, silent) == "the best of 2 parts"
    found = jobs.get(id)
    assert (found.state, found.result) == (JobState.DONE, "the best of 2 parts")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_job_that_ends_with_its_best_can_do_so_in_a_worker_too(
    jobs: JobTable, worker: Callable[[float], subprocess.Popen[str]]
) -> None:
    id = jobs.start("count", {})
    worker(0.1)
    assert run_to_best(jobs, id, {"count": in_parts}, silent) in {"4 parts made", "all parts made"}


def test_a_second_ctrl_c_interrupts() -> None:
    with asked_to_stop() as asked:
        assert not asked.is_set()
        signal.raise_signal(signal.SIGINT)
        assert asked.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_cancel_from_elsewhere_reaches_the_foreground(jobs: JobTable) -> None:
    def cancelled_between(job: Job, report: Report) -> str:
        report(1, PARTS, "parts")
        jobs.cancel(job.id)
        report(2, PARTS, "parts")
        return "too far"

    id = jobs.start("count", {})
    with pytest.raises(Cancelled):
        run_here(jobs, id, {"count": cancelled_between}, silent)
    assert state(jobs, id) is JobState.CANCELLED


def test_a_handlers_refusal_is_the_sentence_of_the_failed_job(jobs: JobTable) -> None:
    def refusing(job: Job, report: Report) -> str:
        raise Invalid(detail="events.csv, line 3: no such cell.", hint="Add it to cells.csv.")

    id = jobs.start("count", {})
    with pytest.raises(Invalid, match="line 3"):
        run_here(jobs, id, {"count": refusing}, silent)
    found = jobs.get(id)
    assert found.state is JobState.FAILED
    assert found.result == "events.csv, line 3: no such cell. Add it to cells.csv."
    with pytest.raises(Unavailable, match="no such cell"):
        run_here(jobs, id, {"count": in_parts}, silent)


def test_an_error_of_ours_is_logged_with_the_job_and_never_swallowed_in_the_foreground(
    jobs: JobTable,
) -> None:
    def broken(job: Job, report: Report) -> str:
        return str(1 // 0)

    id = jobs.start("count", {})
    with structlog.testing.capture_logs() as logged, pytest.raises(ZeroDivisionError):
        run_here(jobs, id, {"count": broken}, silent)
    assert [entry["job"] for entry in logged if entry["log_level"] == "error"] == [id]
    found = jobs.get(id)
    assert found.state is JobState.FAILED
    assert id in found.result


def test_a_worker_goes_on_after_a_job_failed_by_an_error_of_ours(jobs: JobTable) -> None:
    def broken(job: Job, report: Report) -> str:
        return str(1 // 0)

    bad = jobs.start("break", {})
    good = jobs.start("count", {})
    with structlog.testing.capture_logs():
        assert work_off(jobs, {"break": broken, "count": in_parts}) == 2
    assert (state(jobs, bad), state(jobs, good)) == (JobState.FAILED, JobState.DONE)


class OnceAway:
    """The jobs of a database that does not answer the first time."""

    def __init__(self, jobs: JobTable) -> None:
        self.beat = jobs.beat
        self.finish = jobs.finish
        self.start = jobs.start
        self.cancel = jobs.cancel
        self.resume = jobs.resume
        self.forget = jobs.forget
        self.get = jobs.get
        self.listing = jobs.listing
        self._claim = jobs.claim
        self._away = True

    def claim(self, kinds: Sequence[str], only: JobId | None = None) -> Job | None:
        if self._away:
            self._away = False
            raise Unavailable(detail="The database does not answer.")
        return self._claim(kinds, only)


def test_a_worker_tries_again_when_the_records_did_not_answer(jobs: JobTable) -> None:
    stop = Event()

    def last(job: Job, report: Report) -> str:
        stop.set()
        return "done"

    id = jobs.start("count", {})
    with structlog.testing.capture_logs():
        work(OnceAway(jobs), {"count": last}, stop=stop, pause_s=0.01)
    assert state(jobs, id) is JobState.DONE


def test_a_job_scheduled_for_later_is_not_run_in_the_foreground(jobs: JobTable) -> None:
    id = jobs.start("count", {}, at=datetime.now(UTC) + timedelta(hours=1))
    with pytest.raises(NotYet):
        run_here(jobs, id, {"count": in_parts}, silent)


def test_a_kind_nobody_here_can_do_is_said_and_left_waiting(jobs: JobTable) -> None:
    id = jobs.start("fly", {})
    with pytest.raises(Unavailable, match="'fly'"):
        run_here(jobs, id, {"count": in_parts}, silent)
    assert state(jobs, id) is JobState.WAITING
