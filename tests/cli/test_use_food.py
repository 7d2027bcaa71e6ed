import json
from pathlib import Path
from typing import Any

import pytest

from tests.journey.weal import weal


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("food") / "season"
    made = weal(
        target.parent / "no-home", "synth", "food", str(target),
        "--farms", "8", "--hubs", "1", "--days", "7", "--seed", "4",
    )  # fmt: skip
    assert made.code == 0, made.problem
    assert made.out["deliveries"] > 0
    assert not (target.parent / "no-home").exists()
    return target


def truth(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "truth.json").read_text())["deliveries"]
    return [each for each in found if not each["unseen"]]


def test_a_trace_names_the_farms_to_their_owner_and_is_stamped(
    folder: Path, tmp_path: Path
) -> None:
    known = max(truth(folder), key=lambda each: len(each["shares"]))
    said = weal(tmp_path, "use", "food", "trace", str(folder), known["lot"])
    assert said.code == 0, said.problem
    assert (said.out["not_released"], said.out["status"]) == (True, "not released")
    assert said.out["label"] == "synthetic"
    farms = {step["name"] for step in said.out["steps"] if step["kind"] == "origin"}
    assert all("Farm" in name or "Kitchen" in name for name in farms)


def test_a_recall_names_every_buyer_that_truly_got_the_lot(folder: Path, tmp_path: Path) -> None:
    lot = truth(folder)[0]["lot"]
    said = weal(tmp_path, "use", "food", "trace", str(folder), lot, "--forward")
    assert said.code == 0, said.problem
    truly = {each["buyer"] for each in truth(folder) if each["lot"] == lot}
    assert truly <= {each["site"] for each in said.out["sites"]}


def test_all_rules_stand_side_by_side_and_agree_with_the_truth(
    folder: Path, tmp_path: Path
) -> None:
    known = truth(folder)[0]
    said = weal(
        tmp_path / "no-home", "use", "food", "local", str(folder), known["lot"],
        "--buyer", known["buyer"], "--on", "2025-07-31", "--out", str(tmp_path / "out"),
    )  # fmt: skip
    assert said.code == 0, said.problem
    assert said.out["not_released"] is True
    told = {row["rule"]: row["verdict"] for row in said.out["verdicts"]}
    assert len(told) >= 6
    assert {rule: told[rule] for rule in known["verdicts"]} == known["verdicts"]
    assert next(iter(said.out["lots"].values())).startswith(known["lot"])
    for path in (tmp_path / "out").iterdir():
        assert "not released" in path.read_text(encoding="utf-8")
        assert "synthetic" in path.read_text(encoding="utf-8")
    assert not (tmp_path / "no-home").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("trace", "LOT-THAT-IS-NOT"), 5, "no lot"),
        (("trace", "urn:epc:class:lgtin:9"), 5, "no lot"),
        (("local", "", "--on", "soon"), 2, "claimed_on"),
        (("local", "", "--rules", "ny-31"), 2, "ny-31"),
        (("local", "", "--buyer", "urn:x:nobody"), 2, "No facility"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    folder: Path, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    command, *rest = words
    said = weal(tmp_path, "use", "food", command, str(folder), *rest)
    assert said.code == code
    assert says in said.problem["detail"]


def test_a_number_that_several_lots_bear_asks_for_the_whole_id(
    folder: Path, tmp_path: Path
) -> None:
    said = weal(tmp_path, "use", "food", "trace", str(folder), "F0701")
    assert said.code == 2
    assert "whole id" in said.problem["hint"]


def test_a_file_that_was_refused_is_named_to_its_owner(folder: Path, tmp_path: Path) -> None:
    from shutil import copytree

    copytree(folder, tmp_path / "moved")
    (tmp_path / "moved" / "events" / "broken.json").write_text("{")
    lot = truth(folder)[0]["lot"]
    said = weal(tmp_path, "use", "food", "trace", str(tmp_path / "moved"), lot)
    assert said.out["refused"][0]["file"] == "events/broken.json"


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    assert weal(tmp_path, "synth", "food", str(folder)).code == 2
    assert weal(tmp_path, "use", "food", "trace", str(tmp_path), "x").code == 2
