"""The process that draws: Altair and Vega hold the interpreter, so they have one of their own.

A server starts it beside itself (`warmed`), others at the first picture, which then takes about two
seconds; it ends with the one that started it. One picture is drawn at a time; pages without one
never wait. What was drawn is kept in memory.
"""

import atexit
import json
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock, Timer
from typing import Any

import msgspec

from commonweal.adapters.pictures.room import ROOMS, Room
from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.figure import Figure
from commonweal.use.drawn import drawn

PROGRAM = (sys.executable, "-m", "commonweal.adapters.pictures")
LONGEST_S = 30.0
"""A picture that takes longer is given up, and the process with it."""
KEPT = 64
"""Figures kept in memory, those last seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the process makes of a figure for one room."""

    room: Room
    spec: Mapping[str, Any]
    """Vega-Lite with its data inside."""
    svg: str
    """One image that may stand in a page as it is."""
    scrolls: bool
    """True if it is wider than its room, and would be too small to read if it were fitted in."""


Pictures = tuple[Picture, ...]
"""One for each room, in the order of `ROOMS`."""


class Press:
    """One process that draws, and what it drew."""

    def __init__(self, program: tuple[str, ...] = PROGRAM) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._drawn: OrderedDict[str, Pictures] = OrderedDict()

    def pictures(self, figure: Figure, hash: str) -> Pictures:
        """The figure drawn for every room; `hash` tells figures apart.

        Raises:
            Invalid: the figure cannot be drawn as it is.
            Unavailable: the process did not answer.
        """
        with self._lock:
            if hash not in self._drawn:
                asked = {"hash": hash, "figures": drawn((figure,)).document}
                told = self._answer(msgspec.json.encode(asked))
                self._drawn[hash] = tuple(Picture(room=room, **told[room.name]) for room in ROOMS)
            self._drawn.move_to_end(hash)
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
            return self._drawn[hash]

    def script(self) -> str:
        """Vega, Vega-Lite and Vega-Embed as one script. Raises Unavailable."""
        with self._lock:
            return str(self._answer(b'{"script":true}')["script"])

    def close(self) -> None:
        """End the process; the next picture starts another."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _answer(self, asked: bytes) -> dict[str, Any]:
        process = self._running()
        over = Timer(LONGEST_S, process.kill)
        over.start()
        try:
            line = _exchange(process, asked)
        except OSError:
            line = b""
        finally:
            over.cancel()
        if not line:
            self.close()
            raise Unavailable(
                detail="The process that draws ended without an answer.", hint="Try again."
            )
        told: dict[str, Any] = json.loads(line)
        if "wrong" in told:
            raise Invalid(detail=told["wrong"], hint=told["hint"])
        return told

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started(self._program)
        return self._process


@cache
def press() -> Press:
    """The press of this process."""
    found = Press()
    atexit.register(found.close)
    return found


def _started(program: tuple[str, ...]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
    except OSError as gap:
        raise Unavailable(
            detail=f"The process that draws does not start: {gap.strerror or gap}.",
            hint="Check memory and the number of processes.",
        ) from gap


def _exchange(process: subprocess.Popen[bytes], asked: bytes) -> bytes:
    """One line there, one line back; empty if the process is gone."""
    if process.stdin is None or process.stdout is None:
        return b""
    process.stdin.write(asked + b"\n")
    process.stdin.flush()
    return process.stdout.readline()
