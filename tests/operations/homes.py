"""A home under the real clock, and the program as processes on it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.journey.weal import weal

WORLD = World(subscribers=1500, days=10, seed=7)
TITLE = "Flood maps"
USER = "Map NGO"
HOLDER = "River Telecom"
SLICES = 40
"""So many that a lane can be caught in the middle."""

SETTINGS = WORLD.settings()
LONG = {**SETTINGS, "buckets": str(SLICES)}
LONG_SETS = tuple(f"--set={name}={value}" for name, value in LONG.items())
PROGRAM = (sys.executable, "-m", "commonweal")
GRANTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home with a dataset that an agreement in force opens."""

    path: Path
    dataset: str = ""

    def grant(self) -> str:
        """A fresh grant to run the lane once."""
        asking = ("share", "request", self.dataset, "--purpose", "disaster-response")
        return str(self.run(*asking)["grant"]["id"])

    def run(self, *words: str, party: str = USER) -> Any:
        """The answer of a command that succeeds, called in this process."""
        said = weal(self.path, *words, party=party)
        assert said.code == 0, said.problem
        return said.out

    def job(self, id: str) -> Any:
        """One job as the table has it now, read from outside."""
        with sqlite3.connect(f"file:{self.path / 'commonweal.db'}?mode=ro", uri=True) as file:
            file.row_factory = sqlite3.Row
            found = file.execute("SELECT * FROM job WHERE id = ?", (id,)).fetchone()
        file.close()
        return found

    def going(self) -> str:
        """The id of the job of a party that runs; empty if none does."""
        file = sqlite3.connect(f"file:{self.path / 'commonweal.db'}?mode=ro", uri=True)
        found = file.execute(
            "SELECT id FROM job WHERE state = 'running' AND party != ''"
        ).fetchone()
        file.close()
        return found[0] if found else ""

    def start(self, *words: str, party: str = USER) -> subprocess.Popen[str]:
        """A command as a process of its own, with pipes."""
        return subprocess.Popen(
            [*PROGRAM, *words, "--home", str(self.path), "--as", party],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def heart_stops(self, id: str) -> None:
        """As if a minute had passed since the last beat of a job."""
        file = sqlite3.connect(self.path / "commonweal.db")
        with file:
            file.execute("UPDATE job SET heartbeat = heartbeat - 60000000 WHERE id = ?", (id,))
        file.close()


def home(path: Path, data: Path) -> Home:
    """A home with an agreement in force."""
    synthesise(data, WORLD)
    bare = Home(path=path)
    made = weal(path, "new", TITLE, "--host", USER, "--issue", "Who is cut off", "--role", "user")
    assert made.code == 0, made.problem
    bare.run("party", "add", HOLDER, "--kind", "business", "--collaboration", TITLE,
             "--role", "holder")  # fmt: skip
    dataset = bare.run("data", "add", str(data), "--holder", HOLDER, "--collaboration", TITLE,
                       "--synthetic", party=HOLDER)["id"]  # fmt: skip
    today = datetime.now(UTC).date()
    agreement = bare.run(
        "agree", "draft", TITLE, "--title", "Often", "--dataset", dataset, "--recipient", USER,
        "--purpose", "disaster-response", "--mode", "visit", "--count", str(GRANTS),
        "--term", str(today - timedelta(days=1)), str(today + timedelta(days=30)), "Europe/Paris",
    )["id"]  # fmt: skip
    bare.run("agree", "sign", agreement, party=HOLDER)
    bare.run("agree", "sign", agreement)
    return Home(path=path, dataset=dataset)


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to come about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.005)


def ended(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, str]:
    """A process after a signal: its exit code, stdout and stderr."""
    process.send_signal(number)
    out, told = process.communicate(timeout=20)
    return process.returncode, out, told


def alive(pid: int) -> bool:
    """True if there is such a process; one that waits to be reaped is none."""
    found = _status(pid)
    return bool(found) and found[0] != "Z"


def processor_s(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    user, system = _status(pid)[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _status(pid: int) -> list[str]:
    """The fields of a process from its state on, as the system tells them; none if it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return told.rpartition(")")[2].split()


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    threads = told.parents[1].iterdir() if told.exists() else ()
    return [
        int(child)
        for thread in threads
        for child in (thread / "children").read_text(encoding="utf-8").split()
    ]


def named(pid: int) -> str:
    """The command line of a process; empty if it is gone."""
    try:
        told = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""
    return told.replace("\0", " ")


def lines(told: str) -> list[dict[str, Any]]:
    """Log lines, each a JSON document."""
    return [json.loads(line) for line in told.splitlines()]
