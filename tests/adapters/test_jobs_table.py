"""Claims, heartbeats, attempts, cancelling and resuming, on the table of jobs."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from commonweal.adapters.clock import UlidMaker
from commonweal.adapters.jobs import JobTable
from commonweal.adapters.records.database import open_engine, writing
from commonweal.adapters.records.schema import migrate
from commonweal.adapters.records.tables import job
from commonweal.model.errors import Conflict, NotFound
from commonweal.model.ids import JobId
from commonweal.model.job import JobState
from tests.records import postgres
from tests.scale import size

NOON = datetime(2015, 4, 25, 12, tzinfo=UTC)
KINDS = ("count",)


class SetClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    home = postgres.programs()
    if home is None:
        pytest.skip("PostgreSQL is not installed (no initdb found)")
    with postgres.server(home) as running:
        yield running.fresh()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.conformance)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of each kind without jobs: the whole suite runs on both."""
    url = f"sqlite:///{tmp_path / 'records.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    engine = open_engine(url)
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(job.delete())
    yield engine
    engine.dispose()


@pytest.fixture
def process(engine: Engine, clock: SetClock) -> Callable[[], JobTable]:
    """Makes the table as one more process would see it."""

    def made() -> JobTable:
        return JobTable(engine, clock=clock, ids=UlidMaker(clock))

    return made


@pytest.fixture
def jobs(process: Callable[[], JobTable]) -> JobTable:
    return process()


def test_a_started_job_says_what_it_is_and_for_whom(jobs: JobTable) -> None:
    id = jobs.start("count", {"grant": "gra_1"}, person="per_1", party="par_1")
    found = jobs.get(id)
    assert (found.kind, found.payload, found.person, found.party) == (
        "count",
        {"grant": "gra_1"},
        "per_1",
        "par_1",
    )
    assert (found.state, found.attempts, found.not_before) == (JobState.WAITING, 0, NOON)


def test_a_job_is_claimed_by_one_of_many(engine: Engine, process: Callable[[], JobTable]) -> None:
    claimants = 4
    count = size(quick=12, ci=60, full=300)
    started = {process().start("count", {"n": str(n)}) for n in range(count)}

    def take_all(table: JobTable) -> list[JobId]:
        taken = []
        while (found := table.claim(KINDS)) is not None:
            taken.append(found.id)
        return taken

    with ThreadPoolExecutor(claimants) as pool:
        taken = list(pool.map(take_all, [process() for _ in range(claimants)]))
    flat = [id for ids in taken for id in ids]
    assert len(flat) == count
    assert set(flat) == started


def test_jobs_of_another_kind_are_left_alone(jobs: JobTable) -> None:
    jobs.start("sum", {})
    assert jobs.claim(KINDS) is None


def test_only_the_named_job_is_claimed(jobs: JobTable) -> None:
    jobs.start("count", {"n": "1"})
    second = jobs.start("count", {"n": "2"})
    claimed = jobs.claim(KINDS, only=second)
    assert claimed is not None
    assert claimed.id == second
    assert jobs.claim(KINDS, only=second) is None


def test_a_scheduled_job_is_runnable_when_its_time_has_come(
    jobs: JobTable, clock: SetClock
) -> None:
    id = jobs.start("count", {}, at=NOON + timedelta(hours=1))
    clock.passes(3599)
    assert jobs.claim(KINDS) is None
    clock.passes(1)
    claimed = jobs.claim(KINDS)
    assert claimed is not None
    assert claimed.id == id


@pytest.mark.parametrize("running", [False, True])
def test_once_returns_the_like_job_that_waits_or_runs(jobs: JobTable, *, running: bool) -> None:
    first = jobs.start("count", {"a": "1", "b": "2"}, once=True)
    if running:
        assert jobs.claim(KINDS) is not None
    assert jobs.start("count", {"b": "2", "a": "1"}, once=True) == first
    assert jobs.start("count", {"b": "2"}, once=True) != first
    assert jobs.start("count", {"a": "1", "b": "2"}) != first


def test_once_starts_anew_after_a_like_job_has_ended(jobs: JobTable) -> None:
    first = jobs.start("count", {}, once=True)
    jobs.claim(KINDS)
    jobs.finish(first, JobState.DONE, "42 counted")
    assert jobs.start("count", {}, once=True) != first


def test_many_starters_at_once_start_one_job(process: Callable[[], JobTable]) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(lambda _: process().start("count", {}, once=True), range(12)))
    assert len(ids) == 1


def test_a_beat_keeps_the_job_and_shows_real_units(jobs: JobTable, clock: SetClock) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    clock.passes(29)
    assert jobs.beat(id, 3, 48, "partitions")
    clock.passes(29)
    assert jobs.claim(KINDS) is None
    found = jobs.get(id)
    assert (found.done, found.total, found.unit) == (3, 48, "partitions")


def test_a_dead_heartbeat_makes_the_job_runnable_for_another(
    process: Callable[[], JobTable], clock: SetClock
) -> None:
    gone, alive = process(), process()
    id = gone.start("count", {})
    gone.claim(KINDS)
    clock.passes(31)
    claimed = alive.claim(KINDS)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (id, 2)


def test_a_worker_that_comes_back_from_the_dead_cannot_touch_the_job_it_lost(
    process: Callable[[], JobTable], clock: SetClock
) -> None:
    slow, alive = process(), process()
    id = slow.start("count", {})
    slow.claim(KINDS)
    clock.passes(31)
    alive.claim(KINDS)
    assert not slow.beat(id, 48, 48, "partitions")
    with pytest.raises(Conflict, match="heartbeat"):
        slow.finish(id, JobState.DONE, "by the slow one")
    alive.finish(id, JobState.DONE, "by the one alive")
    assert jobs_result(alive, id) == (JobState.DONE, "by the one alive")


def test_a_job_that_kills_its_worker_three_times_is_given_up_loudly(
    jobs: JobTable, clock: SetClock
) -> None:
    id = jobs.start("count", {})
    for attempt in (1, 2, 3):
        claimed = jobs.claim(KINDS)
        assert claimed is not None
        assert claimed.attempts == attempt
        clock.passes(31)
    assert jobs.claim(KINDS) is None
    state, sentence = jobs_result(jobs, id)
    assert state is JobState.FAILED
    assert "died 3 times" in sentence


def test_a_waiting_job_is_cancelled_at_once_and_never_claimed(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    jobs.cancel(id)
    assert jobs.get(id).state is JobState.CANCELLED
    assert jobs.claim(KINDS) is None


def test_a_running_job_hears_at_its_next_beat_that_it_shall_stop(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.cancel(id)
    assert jobs.get(id).state is JobState.RUNNING
    assert not jobs.beat(id, 1, 2, "files")


def test_a_job_whose_worker_died_before_it_heard_of_the_cancel_is_cancelled(
    jobs: JobTable, clock: SetClock
) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.cancel(id)
    clock.passes(31)
    assert jobs.claim(KINDS) is None
    assert jobs.get(id).state is JobState.CANCELLED


def test_a_job_whose_worker_died_is_cancelled_at_once(jobs: JobTable, clock: SetClock) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    clock.passes(31)
    jobs.cancel(id)
    assert jobs.get(id).state is JobState.CANCELLED


def test_cancelling_what_is_done_changes_nothing(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.finish(id, JobState.DONE, "42 counted")
    jobs.cancel(id)
    assert jobs_result(jobs, id) == (JobState.DONE, "42 counted")


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
def test_a_stopped_job_runs_again_after_resume(jobs: JobTable, state: JobState) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.finish(id, state, "stopped")
    assert jobs.claim(KINDS) is None
    jobs.resume(id)
    claimed = jobs.claim(KINDS)
    assert claimed is not None
    assert (claimed.id, claimed.attempts, claimed.result) == (id, 1, "")


def test_what_is_done_cannot_be_resumed(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.finish(id, JobState.DONE, "42 counted")
    with pytest.raises(Conflict, match="done"):
        jobs.resume(id)


def test_a_job_given_back_has_not_used_up_an_attempt(jobs: JobTable) -> None:
    id = jobs.start("count", {})
    jobs.claim(KINDS)
    jobs.finish(id, JobState.WAITING, "")
    claimed = jobs.claim(KINDS)
    assert claimed is not None
    assert claimed.attempts == 1


def test_the_newest_job_is_listed_first(jobs: JobTable, clock: SetClock) -> None:
    ids = []
    for _ in range(3):
        ids.append(jobs.start("count", {}))
        clock.passes(1)
    assert [each.id for each in jobs.listing()] == ids[::-1]


def test_an_unknown_job_is_not_found(jobs: JobTable) -> None:
    nobody = JobId("job_nobody")
    for act in (jobs.get, jobs.cancel, jobs.resume):
        with pytest.raises(NotFound, match="job_nobody"):
            act(nobody)


def jobs_result(jobs: JobTable, id: JobId) -> tuple[JobState, str]:
    found = jobs.get(id)
    return found.state, found.result


def test_what_is_over_of_one_kind_is_forgotten_and_nothing_else(jobs: JobTable) -> None:
    states = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    for state in states:
        jobs.start("count", {})
        claimed = jobs.claim(KINDS)
        assert claimed is not None
        jobs.finish(claimed.id, state, "")
    running = jobs.start("count", {})
    assert jobs.claim(KINDS) is not None
    waiting = jobs.start("count", {})
    other = jobs.start("sum", {})
    jobs.cancel(other)
    jobs.forget("count")
    assert {each.id for each in jobs.listing()} == {running, waiting, other}
