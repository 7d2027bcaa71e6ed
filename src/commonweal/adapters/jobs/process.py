"""A worker as a process of its own: kept running beside a server, and ended with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import structlog

log = structlog.get_logger()

LOOK_EVERY_S = 0.2
PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
"""A worker that dies again and again is started ever more rarely."""

GRACE_S = 10.0
"""How long a worker may take to give its job back before it is killed; another resumes the job."""


@contextmanager
def kept_running(command: Sequence[str]) -> Iterator[None]:
    """One process of `command` for the length of the block; another follows one that died.

    Its standard input is a pipe that closes when this process is gone, however it went: with
    `ending_with_stdin` in it, it never stays behind. Ctrl-C at the terminal does not reach it.
    """
    over = Event()
    keeper = Thread(target=_keep, args=(command, over), name="keeper of the worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def ending_with_stdin() -> None:
    """Send SIGTERM to this process once its standard input closes: who started it is gone."""
    Thread(target=_end_after, args=(sys.stdin.fileno(),), name="watches stdin", daemon=True).start()


def _keep(command: Sequence[str], over: Event) -> None:
    pause_s = PAUSE_S
    while not over.is_set():
        begun = monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, process_group=0
        )
        with process:
            while process.poll() is None and not over.wait(LOOK_EVERY_S):
                pass
            if process.poll() is None:
                _end(process)
                return
        code, lived_s = process.returncode, monotonic() - begun
        pause_s = PAUSE_S if lived_s > LONGEST_PAUSE_S else pause_s
        log.error("the worker ended by itself; another follows", code=code, pause_s=pause_s)
        over.wait(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        log.warning("the worker did not end in time and is killed", seconds=GRACE_S)
        process.kill()


def _end_after(stream: int) -> None:
    while os.read(stream, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
