"""How fast and how right: the lane on a synthetic season, beside plain parsing and the truth."""

import json
import resource
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from commonweal.use.food.delivery import Delivery, deliveries
from commonweal.use.food.effective import Effective, effective
from commonweal.use.food.graph import Graph
from commonweal.use.food.local.case import Case
from commonweal.use.food.local.rule import rules_on
from commonweal.use.food.local.verdict import Answer, verdict
from commonweal.use.food.master import Master, ProductKind
from commonweal.use.food.masterfile import master
from commonweal.use.food.question import question
from commonweal.use.food.synth import World, synthesise
from commonweal.use.food.trace import backward, forward

ROUNDS = 3
T = TypeVar("T")


def bench(target: Path, *, farms: int, days: int, seed: int) -> dict[str, int | float | str]:
    """Make a season below `target` unless it is there; time each stage, compare with the truth.

    The lower bound of capture is `json.loads` over the same bytes (median of 3 rounds). Peak memory
    is that of the whole process.
    """
    world = World(
        farms=farms, hubs=max(1, farms // 20), buyers=max(2, farms // 5), days=days, seed=seed
    )
    folder = target / f"season-{farms}-{days}-{seed}"
    if not (folder / "truth.json").exists():
        synthesise(folder, world)
    parsing = median(_timed(lambda: _parsed(folder))[0] for _ in range(ROUNDS))
    capturing, read = _timed(lambda: effective(folder))
    described = master(folder)
    growing, graph = _timed(lambda: read.graph(described))
    asked = deliveries(graph, described, question({}), read.last_day)
    back, _ = _timed(lambda: [backward(graph, each.portions) for each in asked])
    recalled = list(graph.versions)
    ahead, _ = _timed(lambda: [forward(graph, lot) for lot in recalled])
    judging, cases = _timed(lambda: _judged(graph, described, read, asked))
    events = len(read.events) + read.duplicates + 2 * read.declared_wrong
    return {
        "label": "synthetic",
        "events": events,
        "lots": len(graph.versions),
        "deliveries": len(asked),
        "parse_seconds": round(parsing, 3),
        "capture_seconds": round(capturing, 2),
        "capture_to_parse": round(capturing / parsing, 1),
        "graph_seconds": round(growing, 2),
        "capture_and_trace_per_second": round(events / (capturing + growing)),
        "trace_back_ms": round(back / len(asked) * 1000, 3),
        "recall_ms": round(ahead / len(recalled) * 1000, 3),
        "all_rules_ms": round(judging / len(asked) * 1000, 2),
        **compared(folder, described, cases),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def compared(folder: Path, described: Master, cases: list[Case]) -> dict[str, int]:
    """Deliveries whose exact shares and verdicts equal the truth; and any that claim too much."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["deliveries"]
    true = {(each["lot"], each["buyer"]): each for each in truth}
    counted = dict.fromkeys(("seen", "shares_equal", "verdicts_equal", "over_claims"), 0)
    for case in cases:
        known = true[case.lot, case.buyer.id if case.buyer else ""]
        ours = _shares(case, described)
        theirs = {state: Fraction(share) for state, share in known["shares"].items()}
        told = _answers(case, known["verdicts"])
        counted["over_claims"] += any(
            answer == Answer.YES != known["verdicts"][rule] for rule, answer in told.items()
        ) or any(ours.get(state, 0) > share for state, share in theirs.items())
        if not known["unseen"]:
            counted["seen"] += 1
            counted["shares_equal"] += ours == theirs
            counted["verdicts_equal"] += told == known["verdicts"]
    return counted


def _judged(
    graph: Graph, described: Master, read: Effective, asked: tuple[Delivery, ...]
) -> list[Case]:
    day = read.last_day
    cases = [each.case(graph, described, day) for each in asked]
    for case in cases:
        for rule in rules_on(day):
            verdict(case, rule)
    return cases


def _shares(case: Case, described: Master) -> dict[str, Fraction]:
    """Exact shares by state; water and what is not known under their own names."""
    found: dict[str, Fraction] = {}
    for index, share in case.attribution.origins.items():
        node = case.graph.nodes[index] if index >= 0 else None
        farm = case.facility(node) if node and node.kind == "origin" else None
        product = described.product(node.lot) if node else None
        water = product is not None and product.kind is ProductKind.WATER
        name = "water" if water else farm.state if farm else "unknown"
        found[name] = found.get(name, Fraction(0)) + share
    return found


def _answers(case: Case, known: dict[str, Any]) -> dict[str, str]:
    rules = rules_on(case.on, tuple(known))
    return {rule.id: str(verdict(case, rule).answer) for rule in rules}


def _parsed(folder: Path) -> int:
    return sum(len(json.loads(path.read_bytes())) for path in (folder / "events").iterdir())


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made
