"""`weal bench winwin`: how fast and how right the optimiser is, in the keys of the contract."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.app.workbench.exhaustive import best_public_value
from tests.journey.weal import weal
from tests.scale import size


def likely(value: float) -> dict[str, float]:
    return {"likely": value}


BY_HAND: dict[str, Any] = {
    "parties": [{"id": "firm", "kind": "business"}, {"id": "state", "kind": "government"}],
    "elements": [{"id": "papers", "holder": "firm", "cost": likely(10)}],
    "uses": [
        {
            "element": "papers",
            "party": "state",
            "private_value": likely(0),
            "public_value": likely(50),
            "risk_to_holder": likely(5),
        }
    ],
    "services": [
        {
            "id": "lane",
            "provider": "state",
            "cost": likely(3),
            "recipients": [{"party": "firm", "benefit": likely(20)}],
            "needs_uses": [["papers", "state"]],
            "needs_tracks": ["it"],
        }
    ],
    "tracks": [
        {"id": "law", "cost": likely(4), "state": "open", "needs_tracks": []},
        {"id": "it", "cost": likely(6), "state": "open", "needs_tracks": ["law"]},
    ],
}


@pytest.mark.parametrize(("margin", "expected"), [(0.0, 50 - 3 - 4 - 6), (5.0, 37), (5.5, 0.0)])
def test_trying_every_package_agrees_with_arithmetic_by_hand(
    margin: float, expected: float
) -> None:
    assert best_public_value(BY_HAND, margin=margin) == expected


def test_the_bench_prints_the_keys_of_the_contract_and_no_mismatch(tmp_path: Path) -> None:
    cases = size(quick=8, ci=500, full=2000)
    options = ("--parties", "5", "--elements", "6", "--seed", "3", "--cases", str(cases))
    found = weal(tmp_path / "home", "bench", "winwin", *options).out
    assert {"first_package_s", "frontier_s", "gap", "p_all_gain_recommended"} <= set(found)
    assert (found["brute_force_cases"], found["brute_force_mismatches"]) == (cases, 0)
    assert found["p_all_gain_recommended"] >= 0.95
    assert found["gap"] <= 0.01
    assert 0 < found["value_to_relaxation"] <= 1 + 1e-6
    assert 0 < found["public_value_kept"] <= 1.01
    assert found["label"] == "synthetic"
