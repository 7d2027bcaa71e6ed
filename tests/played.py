"""The demo of three cases, played once for all tests of a process that only look at it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-m", "commonweal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A home in which the three cases were played, and what was printed."""

    home: Path
    told: dict[str, Any]
    """What `weal demo --json` printed."""

    def copied(self, home: Path) -> "Played":
        """The same records elsewhere; the files of the holders stay where they are."""
        shutil.copytree(self.home, home)
        return Played(home=home, told=self.told)


def played(home: Path) -> Played:
    """Play the three cases in a home."""
    done = subprocess.run(
        (*PROGRAM, "demo", "--no-serve", "--json", "--home", str(home)),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={**os.environ, "COMMONWEAL_HOME": ""},
    )
    return Played(home=home, told=json.loads(done.stdout))
