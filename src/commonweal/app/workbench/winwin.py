"""Synthetic tables of offers, and how fast and how right the optimiser is on them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import yaml

from commonweal.app.workbench.exhaustive import best_public_value
from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId, FrontierId, OffersId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.track import TrackState
from commonweal.model.winwin import Frontier, Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.formulation import Program
from commonweal.winwin.frontier import frontier
from commonweal.winwin.package import solve
from commonweal.winwin.solver import Effort, run
from commonweal.winwin.synthetic import synthetic
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.party import listed_parties
from commonweal.winwin.table.track import listed_tracks

T = TypeVar("T")

_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_SMALL = {"parties": 4, "elements": 2, "services": 3}
"""So few that every package can be tried."""
_MARGINS = (0.0, 2.0, 5.0)
_SLIGHT = 1e-6


def document(*, parties: int, elements: int, seed: int) -> dict[str, object]:
    """A synthetic document of offers, about four uses for each element.

    Args:
        parties: how many, at least 2.
        elements: pieces of data, at least 1.
        seed: the same seed makes the same document.
    """
    return synthetic(parties=parties, elements=elements, seed=seed)


def text(document: dict[str, object], file: str) -> str:
    """The document as JSON or YAML, as the name of its file ends. Raises Invalid."""
    form = _FORMS.get(Path(file).suffix)
    if form is None:
        raise Invalid(
            detail=f"{file} ends neither in .json nor in .yaml.",
            hint="Give the name of a new file with one of these endings.",
        )
    return form(document)


def measured(*, parties: int, elements: int, seed: int, cases: int) -> dict[str, Any]:
    """How long package and frontier take on a synthetic table, and how good they are.

    Args:
        parties: of the table.
        elements: of the table.
        seed: of the table; the small ones take those that follow.
        cases: small tables on which the optimiser is held against every package there is.

    Returns:
        Seconds, beside those of the plain linear relaxation; the largest gap that was left open;
        the chance that everyone gains at the recommended point, beside the share of the plain
        optimum's public value that it keeps; small tables tried, and those answered otherwise.
    """
    table = _read(synthetic(parties=parties, elements=elements, seed=seed))
    relaxed_s, bound = _timed(table.relaxation)
    first_s, first = _timed(lambda: table.solved(margin=0.0, effort=Effort(seed=seed)))
    frontier_s, found = _timed(table.frontier)
    return {
        "label": "synthetic",
        "parties": parties,
        "elements": elements,
        "uses": len(table.offers.uses),
        "services": len(table.offers.services),
        "seed": seed,
        "relaxation_s": round(relaxed_s, 3),
        "first_package_s": round(first_s, 3),
        "time_to_relaxation": round(first_s / relaxed_s, 1),
        "value_to_relaxation": round(first / bound, 4) if bound else None,
        "frontier_s": round(frontier_s, 3),
        **_quality(found),
        "brute_force_cases": cases,
        "brute_force_mismatches": sum(_differs(seed + case) for case in range(cases)),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A document, read."""

    offers: Offers
    now: Circumstance

    def solved(self, *, margin: float, effort: Effort) -> float:
        """The public value of the package at that margin."""
        found = solve(self.offers, self.now, at=_DAY, margin=margin, effort=effort)
        return found.public_value

    def relaxation(self) -> float:
        """The public value if everything could be chosen in part: no package exceeds it."""
        floor = Floor(government=government(self.offers, self.now.kinds))
        program = Program(offers=self.offers, floor=floor)
        scale = program.aim(public_flows(self.offers, self.now))
        relaxed = program.lp()
        relaxed.integrality_ = []
        found = run(relaxed, Effort())
        return 0.0 if found is None else scale * float(found.values @ relaxed.col_cost_)

    def frontier(self) -> Frontier:
        return frontier(self.offers, self.now, name=FrontierId("not kept"), at=_DAY)


def _read(document: dict[str, object]) -> _Table:
    parties = {each.word: each.kind or PartyKind.OTHER for each in listed_parties(document)}
    tracks = listed_tracks(document)
    return _Table(
        offers=offers(
            document,
            parties={word: PartyId(word) for word in parties},
            name=OffersId("synthetic"),
            collaboration=CollaborationId("synthetic"),
        ),
        now=Circumstance.of(
            {PartyId(word): kind for word, kind in parties.items()},
            done=(each.name for each in tracks if each.state is TrackState.DONE),
        ),
    )


def _quality(found: Frontier) -> dict[str, object]:
    chosen = None if found.recommended is None else found.points[found.recommended]
    plain = found.plain.public_value
    return {
        "points": len(found.points),
        "gap": max(each.gap for each in found.points),
        "p_all_gain_plain": found.plain.chance,
        "p_all_gain_recommended": chosen.chance if chosen else None,
        "public_value_plain": plain,
        "public_value_recommended": chosen.public_value if chosen else None,
        "public_value_kept": round(chosen.public_value / plain, 3) if chosen and plain else None,
    }


def _differs(seed: int) -> bool:
    """True if the optimiser misses the best package of a small table, or claims a better one."""
    document, margin = synthetic(**_SMALL, seed=seed), _MARGINS[seed % len(_MARGINS)]
    found = _read(document).solved(margin=margin, effort=Effort(gap=0.0))
    return abs(found - best_public_value(document, margin=margin)) > _SLIGHT


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    done = work()
    return perf_counter() - start, done


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, indent=1) + "\n"


def _yaml(document: dict[str, object]) -> str:
    return yaml.safe_dump(document, sort_keys=False)


_FORMS: dict[str, Callable[[dict[str, object]], str]] = {
    ".json": _json,
    ".yaml": _yaml,
    ".yml": _yaml,
}
