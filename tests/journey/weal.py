"""The command `weal` as a test calls it: in this process, one JSON document back."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from commonweal.cli.main import app


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a call answered."""

    code: int
    out: Any
    problem: dict[str, Any]


def weal(home: Path, *words: str, party: str = "") -> Said:
    """One call with --json; `problem` is empty unless one was told on stderr."""
    who = ["--as", party] if party else []
    done = CliRunner().invoke(app, [*words, "--home", str(home), *who, "--json"])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    problem = json.loads(done.stderr) if done.stderr.startswith("{") else {}
    out = json.loads(done.stdout) if done.stdout.strip() else None
    return Said(code=done.exit_code, out=out, problem=problem)
