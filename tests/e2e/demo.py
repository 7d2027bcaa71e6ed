"""The demo as its visitor meets it: played once, served by the program itself."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

PROGRAM = (sys.executable, "-m", "commonweal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A served demo."""

    address: str
    home: Path
    told: dict[str, Any]
    """What `weal demo --json` printed."""
    ready_s: float
    """From the start of the server to its first answer."""


def played(home: Path) -> dict[str, Any]:
    """Play the three cases in a home."""
    done = subprocess.run(
        (*PROGRAM, "demo", "--no-serve", "--json", "--home", str(home)),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "COMMONWEAL_HOME": ""},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def served(home: Path, told: dict[str, Any]) -> Iterator[Demo]:
    """Serve it on a free port, with its worker."""
    begun = time.monotonic()
    command = (*PROGRAM, "serve", "--port", "0", "--home", str(home))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = _address(process.stderr)
            urlopen(address, timeout=30).read()
            ready = time.monotonic() - begun
            yield Demo(address=address.rstrip("/"), home=home, told=told, ready_s=ready)
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
