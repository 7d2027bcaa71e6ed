"""Jobs across processes: killed, cancelled, interrupted, shared; nothing is lost or done twice."""

import json
import os
import pty
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest

from commonweal.app import job, party, use
from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.model.ids import GrantId, PersonId
from commonweal.model.party import OPERATOR, Actor
from tests.journey.weal import weal
from tests.operations.conftest import Start
from tests.operations.homes import (
    LONG,
    LONG_SETS,
    PROGRAM,
    SETTINGS,
    SLICES,
    USER,
    Home,
    ended,
    lines,
    until,
)

Begun = tuple[subprocess.Popen[str], Home, str]
"""A process, the home it works for, and the job it does."""

TRIES = 3
MARK = f"-0-of-{SLICES}.json"


def queued(home: Home, told: Mapping[str, str] = SETTINGS) -> str:
    """A lane started and left to the worker, as the API does it."""
    node = build(settings(home.path, "", {}))
    known = {each.name: each.id for each in party.roster(OPERATOR, node)}
    actor = Actor(person=PersonId("test"), party=known[USER])
    return use.run(actor, node, GrantId(home.grant()), lane="mobility", settings=told)


def frozen_midway(begun: Callable[[], Begun]) -> Begun:
    """A process frozen between two slices of its job; a busy machine may take more than one try."""
    for _ in range(TRIES):
        process, home, id = begun()
        wait_for_a_slice(home, id)
        process.send_signal(signal.SIGSTOP)
        if home.job(id)["state"] == "running" and home.job(id)["done"] < SLICES:
            return process, home, id
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait()
    raise AssertionError("the job was over each time before its process could be frozen")


def wait_for_a_slice(home: Home, id: str) -> None:
    until(lambda: home.job(id)["done"] >= 1 or home.job(id)["state"] not in {"waiting", "running"})


def at_work(home: Home, start: Start) -> Begun:
    """A worker with a lane to do."""
    id = queued(home, LONG)
    return start("worker"), home, id


def in_front(home: Home, start: Start) -> Begun:
    """A lane in the foreground."""
    process = start("use", "run", "mobility", "--grant", home.grant(), *LONG_SETS)
    id = ""
    while not id:
        assert process.poll() is None, "it was over before its job was seen"
        id = home.going()
    return process, home, id


@contextmanager
def watching_the_first_mark(home: Home, id: str) -> Iterator[set[tuple[int, int]]]:
    """Which files (inode, time) say meanwhile that the first slice of a job is done."""
    (mark,) = (home.path / "work" / id / "done").glob(f"*{MARK}")
    seen: set[tuple[int, int]] = set()
    over = Event()

    def watch() -> None:
        while not over.is_set():
            sleep(0.001)
            with suppress(FileNotFoundError):
                found = mark.stat()
                seen.add((found.st_ino, found.st_mtime_ns))

    watcher = Thread(target=watch)
    watcher.start()
    yield seen
    over.set()
    watcher.join()


def released(home: Home) -> list[Any]:
    return list(home.run("use", "releases", "Flood maps"))


def test_a_lane_whose_worker_is_killed_is_finished_by_another_from_where_it_was(
    home: Home, start: Start
) -> None:
    before = len(released(home))
    first, _, id = frozen_midway(lambda: at_work(home, start))
    first.kill()
    first.communicate()
    home.heart_stops(id)
    with watching_the_first_mark(home, id) as marks:
        second = start("worker", "--once", "--json")
        out, told = second.communicate(timeout=20)
    found = home.job(id)
    assert (second.returncode, found["state"], found["attempts"]) == (0, "done", 2), told
    assert json.loads(out)["jobs"] >= 1
    assert len(marks) == 1, "the first slice was done twice"
    assert len(released(home)) == before + 1
    assert not (home.path / "work" / id).exists()


@pytest.mark.ci
def test_a_running_job_is_cancelled_from_elsewhere_and_resumed_in_the_foreground(
    home: Home, start: Start
) -> None:
    worker, _, id = frozen_midway(lambda: at_work(home, start))
    done = home.job(id)["done"]
    assert home.run("job", "cancel", id)["cancel"]
    worker.send_signal(signal.SIGCONT)
    until(lambda: home.job(id)["state"] == "cancelled")
    assert done <= home.job(id)["done"] < SLICES
    worker.terminate()
    assert worker.wait(20) == 0
    again = weal(home.path, "job", "cancel", id, party=USER)
    assert again.out["state"] == "cancelled"
    with watching_the_first_mark(home, id) as marks:
        made = home.run("job", "resume", id)["made"]
    assert len(marks) == 1
    assert [each["id"] for each in released(home)].count(made) == 1


@pytest.mark.ci
def test_ctrl_c_in_a_lane_is_a_sentence_and_the_lane_goes_on_when_resumed(
    home: Home, start: Start
) -> None:
    process, _, id = frozen_midway(lambda: in_front(home, start))
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    out, told = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in told
    assert id in told
    assert "esume" in told
    assert home.job(id)["state"] == "cancelled"
    assert home.run("job", "resume", id)["made"].startswith("rel_")


@pytest.mark.ci
def test_of_two_workers_one_does_a_job_and_their_logs_name_nobody(home: Home, start: Start) -> None:
    before = len(released(home))
    workers = [start("worker"), start("worker")]
    for worker in workers:
        assert worker.stderr
        assert "a worker looks for jobs" in worker.stderr.readline()
    id = queued(home)
    until(lambda: home.job(id)["state"] == "done")
    logs = [ended(worker, signal.SIGTERM)[2] for worker in workers]
    told = [line for log in logs for line in lines(log)]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert [each["event"] for each in told if each.get("job") == id] == [
        "a job begins",
        "a job ends",
    ]
    assert {each["level"] for each in told} == {"info"}
    assert not any(word in log for word in (USER, SETTINGS["zone"]) for log in logs)
    assert home.job(id)["attempts"] == 1
    assert len(released(home)) == before + 1


@pytest.mark.ci
def test_a_worker_told_to_end_gives_a_lane_back_unharmed(home: Home, start: Start) -> None:
    worker, _, id = frozen_midway(lambda: at_work(home, start))
    worker.terminate()
    worker.send_signal(signal.SIGCONT)
    assert worker.wait(20) == 0
    found = home.job(id)
    assert (found["state"], found["attempts"], found["cancel"]) == ("waiting", 0, 0)
    assert start("worker", "--once").wait(20) == 0
    assert home.job(id)["state"] == "done"


def test_regular_rounds_do_not_pile_up(tmp_path: Path) -> None:
    node = build(settings(tmp_path / "home", "", {}))
    for _ in range(5):
        assert job.work(OPERATOR, node, once=True) == 2
        for each in node.jobs.listing():
            if each.state == "waiting":
                node.jobs.cancel(each.id)
                node.jobs.resume(each.id)  # due now, not in a minute
    kept = [(each.kind, each.state.value) for each in node.jobs.listing()]
    assert sorted(kept) == [
        ("account.relay", "done"),
        ("account.relay", "waiting"),
        ("agree.settle", "done"),
        ("agree.settle", "waiting"),
    ]


def test_a_home_with_a_worker_is_still_swept_of_what_a_crash_left(home: Home) -> None:
    left = home.path / "releases" / "rel_left"
    left.mkdir(parents=True)
    (left / "flows.csv").write_text("half", encoding="utf-8")
    waiting = weal(home.path, "job", "list", party="operator").out
    assert any(each["state"] == "waiting" for each in waiting)
    assert not left.exists()


@pytest.mark.ci
def test_on_a_terminal_the_log_is_readable(home: Home) -> None:
    id = queued(home)
    controller, terminal = pty.openpty()
    done = subprocess.run(
        [*PROGRAM, "worker", "--once", "--home", str(home.path), "--as", OPERATOR.person],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=terminal, check=False,
        timeout=20,
    )  # fmt: skip
    told = os.read(controller, 4096).decode()
    os.close(terminal)
    os.close(controller)
    assert done.returncode == 0
    assert id in told
    assert "a job begins" in told
    assert '{"' not in told
