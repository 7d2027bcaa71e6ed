"""A node as its operator meets it: it answers, works, and goes away whole."""

import json
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.machine import patient
from tests.operations.conftest import Start
from tests.operations.homes import (
    PROGRAM,
    SETTINGS,
    USER,
    Home,
    alive,
    children,
    ended,
    lines,
    named,
    processor_s,
    until,
)
from tests.scale import size

READY_S = size(quick=4, ci=4, full=2)
"""Processor time until a server has answered: 2 s is the goal on a quiet machine; processors that
others use too take longer for the same.
"""


def address(process: subprocess.Popen[str]) -> str:
    """Where a server says it answers."""
    assert process.stderr
    told = json.loads(process.stderr.readline())
    assert told["event"] == "this node answers", told
    return str(told["address"]).removesuffix("/")


def ask(where: str, path: str, token: str = "", body: object = None) -> tuple[int, Any]:
    """Status and JSON of one request."""
    asked = Request(
        where + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )
    try:
        with urlopen(asked, timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as problem:
        return problem.code, json.load(problem)


def worker_of(process: subprocess.Popen[str]) -> int:
    """The one process that does the jobs of a server."""
    until(lambda: len(workers(process)) == 1)
    return workers(process)[0]


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that do jobs, without the one that draws."""
    return [each for each in children(process.pid) if " worker " in named(each)]


def test_a_server_answers_a_token_and_its_worker_ends_a_lane(home: Home, start: Start) -> None:
    token = home.run("party", "token", USER)["token"]
    process = start("serve", "--port", "0")
    where = address(process)
    status, found = ask(where, "/api/collaborations", token)
    assert processor_s(process.pid) < patient(READY_S)
    assert (status, [each["title"] for each in found]) == (200, ["Flood maps"])
    assert ask(where, "/api/collaborations")[0] == 401

    wanted = {"lane": "mobility", "settings": SETTINGS}
    status, made = ask(where, f"/api/grants/{home.grant()}/runs", token, wanted)
    assert status == 202
    until(lambda: ask(where, f"/api/jobs/{made['job']}", token)[1]["state"] == "done")
    worker = worker_of(process)
    code, out, told = ended(process, signal.SIGTERM)
    assert (code, out.splitlines()[-1]) == (0, "Stopped."), told
    assert f"Open {where}/ in a browser." in out
    assert not alive(worker)
    assert made["job"] in told
    assert USER not in told
    assert lines(told)[-1]["event"] == "this node has stopped"


def test_a_missing_home_is_made_and_ctrl_c_stops_server_and_worker(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--home", str(tmp_path / "new" / "home")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert ask(address(process), "/api/collaborations")[0] == 401
    worker_of(process)
    until(lambda: len(children(process.pid)) == 2)
    started = children(process.pid)
    code, _, told = ended(process, signal.SIGINT)
    assert code == 0, told
    assert "Traceback" not in told
    assert not any(map(alive, started))


def test_a_killed_server_leaves_no_worker_behind(start: Start) -> None:
    process = start("serve", "--port", "0")
    address(process)
    worker = worker_of(process)
    process.kill()
    process.wait()
    until(lambda: not alive(worker))


@pytest.mark.ci
def test_a_worker_that_died_is_followed_by_another(start: Start) -> None:
    process = start("serve", "--port", "0")
    address(process)
    first = worker_of(process)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers(process) not in ([], [first]))
    code, _, told = ended(process, signal.SIGTERM)
    assert code == 0
    assert [each["code"] for each in lines(told) if each["level"] == "error"] == [-9]


def test_a_port_in_use_is_a_sentence_and_starts_nothing(home: Home, start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = start("serve", "--port", port, "--json")
        out, told = process.communicate(timeout=20)
    problem = json.loads(told)
    assert (process.returncode, out, problem["code"]) == (7, "", "unavailable")
    assert port in problem["detail"]
    assert problem["hint"]


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_home_that_cannot_be_is_a_sentence(command: str, tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("a file", encoding="utf-8")
    port = ["--port", "0"] if command == "serve" else []
    done = subprocess.run(
        [*PROGRAM, command, *port, "--home", str(file), "--json"],
        capture_output=True, text=True, check=False, timeout=20,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (7, "")
    assert json.loads(done.stderr)["code"] == "unavailable"
