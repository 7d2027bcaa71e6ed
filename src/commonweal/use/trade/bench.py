"""How fast and how right: the lane on synthetic papers, beside the plain parsing of their XML."""

import json
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from lxml import etree

from commonweal.model.ports import Engine
from commonweal.use.disclosure import disclose
from commonweal.use.lane import Inputs
from commonweal.use.trade.lane import DEFINITION, TradeLane
from commonweal.use.trade.report import report
from commonweal.use.trade.score import scores
from commonweal.use.trade.synth import World, synthesise
from commonweal.use.trade.synth.writing import PAPERS

ROUNDS = 3
SECRET = bytes(32)
"""Invented papers need no secret."""
T = TypeVar("T")


def bench(target: Path, *, consignments: int, seed: int, engine: Engine) -> dict[str, Any]:
    """Make papers below `target` unless they are there, run the lane, parse them plainly.

    The plain bound is parsing every file with lxml and looking at nothing (median of 3 rounds).
    Scores are against the truth of the generator: its noise values are guesses, and the lane's
    noise model was made with them in mind.
    """
    folder, work = target / f"trade-{consignments}-{seed}", target / "work"
    making, _ = _timed(lambda: _made(folder, World(consignments=consignments, seed=seed)))
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    inputs = Inputs(
        folder=folder / PAPERS, columns={}, settings={}, secret=SECRET, synthetic=True, work=work
    )
    lane = TradeLane()
    reading, parts = _timed(lambda: lane.parts(inputs, engine))
    deciding, partials = _timed(lambda: [lane.work(part, engine) for part in parts])
    joining, found = _timed(lambda: lane.join(inputs, partials))
    rounds = [_timed(lambda: _parsed(folder / PAPERS))[0] for _ in range(ROUNDS)]
    shutil.rmtree(work)
    told = report(disclose(found, lane.rule, ()), definition=DEFINITION, synthetic=True)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    run, plain = reading + deciding + joining, median(rounds)
    return {
        "label": "synthetic",
        "consignments": consignments,
        "files": told["facts"]["documents"] + told["facts"]["declarations"],
        "lines": len(told["matches"]),
        "synth_seconds": round(making, 2),
        "read_and_link_seconds": round(reading, 2),
        "match_and_detect_seconds": round(deciding, 2),
        "run_seconds": round(run, 2),
        "parse_seconds": round(plain, 3),
        "run_to_parse": round(run / plain, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **_flat(scores(told, truth)),
    }


def _made(folder: Path, world: World) -> None:
    done = folder / "done"
    if not done.exists():
        synthesise(folder, world)
        done.touch()


def _parsed(folder: Path) -> int:
    return sum(etree.parse(path).getroot() is not None for path in folder.glob("*.xml"))


def _flat(scored: dict[str, Any]) -> dict[str, Any]:
    """Precision and recall as one line each."""
    by_type = {f"findings_{name}": _line(both) for name, both in scored["by_type"].items()}
    both = {f"{name}": _line(scored[name]) for name in ("matches", "findings")}
    rest = {name: scored[name] for name in scored if name not in {*both, "by_type"}}
    return {**both, **rest, **by_type}


def _line(both: dict[str, Any]) -> str:
    return f"{both['precision']} / {both['recall']} of {both['true']}"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done
