"""How fast and how large: the lane on synthetic records, beside a plain scan of them."""

import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from commonweal.model.ports import Engine
from commonweal.use.lane import Headcount, Inputs
from commonweal.use.mobility.answer import answer, number
from commonweal.use.mobility.keyed import keyed
from commonweal.use.mobility.lane import MobilityLane
from commonweal.use.mobility.layout import place_of
from commonweal.use.mobility.schema import sources
from commonweal.use.mobility.synth import World, synthesise

SCAN = 'select bit_xor(subscriber), max(epoch_us("at")), sum(cell) from scanned'
ROUNDS = 5
SECRET = bytes(range(32))
"""The pseudonyms of invented numbers need no secret."""


def bench(
    target: Path, *, subscribers: int, days: int, seed: int, engine: Engine
) -> dict[str, int | float | str]:
    """Make records below `target` unless they are there, run the lane, scan them plainly.

    The scan reads the three columns of the pseudonymised events, in the same engine, right after
    the run (median of 5 rounds). Peak memory is that of the whole process; where the records were
    made in the same call it includes their making.
    """
    world = World(subscribers=subscribers, days=days, seed=seed)
    folder, work = target / f"records-{subscribers}-{days}-{seed}", target / "work"
    making = _seconds(lambda: _records(folder, world))
    shutil.rmtree(work, ignore_errors=True)
    inputs = Inputs(
        folder=folder,
        columns={},
        settings=world.settings(),
        secret=SECRET,
        synthetic=True,
        work=work,
    )
    stages = _run(inputs, engine)
    rounds = [_seconds(lambda: answer(engine, SCAN)) for _ in range(ROUNDS)]
    scan = median(rounds)
    events = number(engine, "select count(*) from scanned")
    shutil.rmtree(work)
    run = sum(stages.values())
    return {
        "label": "synthetic",
        "subscribers": subscribers,
        "days": days,
        "events": events,
        "synth_seconds": round(making, 2),
        **{f"{name}_seconds": round(seconds, 2) for name, seconds in stages.items()},
        "run_seconds": round(run, 2),
        "scan_seconds": round(scan, 3),
        "run_to_scan": round(run / scan, 1),
        "count_to_scan": round((stages["days"] + stages["flows"]) / scan, 1),
        "peak_mb": _peak_mb(),
    }


def _records(folder: Path, world: World) -> None:
    done = folder / "done"
    if not done.exists():
        synthesise(folder, world)
        done.touch()


def _run(inputs: Inputs, engine: Engine) -> dict[str, float]:
    """Seconds for pseudonyms, for the days laid out, and for the flows."""
    lane = MobilityLane()
    found = sources(inputs.folder)
    hidden = place_of(inputs) / "keyed"
    pseudonyms = _seconds(
        lambda: keyed(
            engine,
            found,
            secret=inputs.secret,
            columns=inputs.columns,
            country="",
            target=hidden,
        )
    )
    parts = _seconds(lambda: lane.parts(inputs, engine))
    flows = _seconds(lambda: _flows(lane, inputs, engine))
    engine.register("scanned", sorted(hidden.glob("events-*.parquet")))
    return {"pseudonyms": pseudonyms, "days": parts, "flows": flows}


def _flows(lane: MobilityLane, inputs: Inputs, engine: Engine) -> Headcount:
    parts = lane.parts(inputs, engine)
    return lane.join(inputs, [lane.work(part, engine) for part in parts])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
