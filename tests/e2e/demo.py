"""The demo as its visitor meets it: served by the program itself."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.played import PROGRAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A served demo."""

    address: str
    home: Path
    told: dict[str, Any]
    """What `weal demo --json` printed."""
    ready_s: float
    """From the start of the server until it says that it answers."""
    first_s: float
    """From then until the first page is there, as nothing is read or drawn yet."""


@contextmanager
def served(home: Path, told: dict[str, Any]) -> Iterator[Demo]:
    """Serve it on a free port, with its worker."""
    begun = time.monotonic()
    command = (*PROGRAM, "serve", "--port", "0", "--home", str(home))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = _address(process.stderr)
            ready = time.monotonic()
            urlopen(address, timeout=30).read()
            yield Demo(
                address=address.rstrip("/"),
                home=home,
                told=told,
                ready_s=ready - begun,
                first_s=time.monotonic() - ready,
            )
        finally:
            process.terminate()
            process.wait(30)


def _address(lines: Iterator[str]) -> str:
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if "address" in said:
            return str(said["address"])
    raise AssertionError("the server never said where it answers")
