from typing import Any

from commonweal.use.trade.score import scores


def row(consignment: str, item: str, line: str) -> dict[str, str]:
    return {"consignment": consignment, "item": item, "document": "INV-1", "line": line}


def found(consignment: str, type: str, item: str) -> dict[str, str]:
    return {**row(consignment, item, "1"), "type": type}


def scored(matches: list[Any], findings: list[Any], twins: list[Any]) -> dict[str, Any]:
    report = {
        "matches": matches,
        "findings": findings,
        "consignments": [{"id": "A"}, {"id": "B"}, {"id": "C"}],
    }
    truth = {
        "matches": [row("A", "1", "1"), row("A", "2", "2")],
        "findings": [found("A", "quantity", "1")],
        "twins": twins,
    }
    return scores(report, truth)


def test_right_wrong_and_missed_are_counted() -> None:
    got = scored(
        [row("A", "1", "1"), row("A", "2", "1")],
        [found("A", "quantity", "1"), found("B", "origin", "1")],
        [],
    )
    assert got["matches"] == {"precision": 0.5, "recall": 0.5, "true": 2}
    assert got["findings"] == {"precision": 0.5, "recall": 1.0, "true": 1}
    assert (got["clean"], got["clean_flagged"], got["clean_flagged_share"]) == (2, 1, 0.5)


def test_twins_may_be_taken_for_each_other() -> None:
    swapped = [row("A", "1", "2"), row("A", "2", "1")]
    assert scored(swapped, [], [])["matches"]["precision"] == 0
    twins = [[["INV-1", "1"], ["INV-1", "2"]]]
    assert scored(swapped, [], twins)["matches"]["precision"] == 1
    doubled = [row("A", "1", "2"), row("A", "1", "1")]
    assert scored(doubled, [], twins)["matches"]["precision"] == 0.5
