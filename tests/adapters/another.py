"""Another process of ours, to be met while it works and to be killed in the middle of it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_BEFORE = (
    "import sys",
    "from pathlib import Path",
    "def say(word):",
    "    print(word, flush=True)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A process that has said its first word."""

    process: "subprocess.Popen[str]"
    said: str

    def kill(self) -> None:
        """End it as a power cut would (SIGKILL)."""
        self.process.kill()
        self.process.wait()


def another(*lines: str) -> str:
    """A program of these lines; it may `say` a word."""
    return "\n".join((*_BEFORE, *lines))


@contextmanager
def running(code: str) -> Iterator[Running]:
    """That program, once it has said its first word; ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            assert process.stdout is not None
            yield Running(process=process, said=process.stdout.readline().strip())
        finally:
            process.kill()
