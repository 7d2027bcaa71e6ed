"""`weal synth winwin`: a document that `weal winwin import` reads."""

import json
from pathlib import Path

import pytest
import yaml

from tests.journey.weal import weal


def made(out: Path, *more: str) -> dict[str, object]:
    found: dict[str, object] = weal(out.parent / "home", "synth", "winwin", str(out), *more).out
    return found


def test_both_forms_of_the_file_hold_the_same_document(tmp_path: Path) -> None:
    options = ("--parties", "5", "--elements", "4", "--seed", "7")
    told = made(tmp_path / "offers.json", *options)
    assert told == made(tmp_path / "offers.yaml", *options)
    document = json.loads((tmp_path / "offers.json").read_text())
    assert document == yaml.safe_load((tmp_path / "offers.yaml").read_text())
    assert document["source"] == "synthetic"
    assert (told["parties"], told["elements"]) == (5, 4)
    assert told["uses"] == len(document["uses"])


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "offers.json"
    out.write_text("mine")
    said = weal(tmp_path / "home", "synth", "winwin", str(out))
    assert said.problem["detail"].endswith("is there already.")
    assert out.read_text() == "mine"


@pytest.mark.parametrize("name", ["offers.xml", "offers"])
def test_another_ending_is_a_sentence_and_writes_nothing(tmp_path: Path, name: str) -> None:
    said = weal(tmp_path / "home", "synth", "winwin", str(tmp_path / name))
    assert "neither in .json nor in .yaml" in said.problem["detail"]
    assert not (tmp_path / name).exists()
