"""`weal synth trade` and `weal use trade check`, as they are typed."""

from pathlib import Path

import pytest

from tests.journey.weal import weal


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    said = weal(place / "home", "synth", "trade", str(place / "t"), "--consignments", "12")
    assert said.code == 0
    assert said.out["consignments"] == 12
    return place / "t"


def test_check_tells_channels_findings_and_matches_and_that_it_is_no_release(
    made: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    said = weal(
        tmp_path / "home", "use", "trade", "check", str(made / "papers"), "--out", str(out),
        "--synthetic",
    )  # fmt: skip
    assert said.code == 0
    assert said.out["not_released"] is True
    assert said.out["label"] == "synthetic"
    assert len(said.out["consignments"]) == 12
    assert {each["channel"] for each in said.out["consignments"]} <= {"green", "orange", "red"}
    assert said.out["matches"]
    assert said.out["refused"] == []
    names = {"consignments.csv", "findings.csv", "pairs.csv", "report.json"}
    assert {path.name for path in out.iterdir()} == names
    for path in out.iterdir():
        assert "not released" in path.read_text(encoding="utf-8")


def test_a_hostile_file_is_listed_and_the_exit_is_zero(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")
    said = weal(tmp_path / "home", "use", "trade", "check", str(tmp_path / "p"))
    assert said.code == 0
    assert [each["file"] for each in said.out["refused"]] == ["a.xml"]
    assert said.out["consignments"] == []
    assert said.out["said"].startswith("No declaration was found")


def test_a_folder_that_is_none_or_empty_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for place in ("nowhere", "empty"):
        said = weal(tmp_path / "home", "use", "trade", "check", str(tmp_path / place))
        assert said.code != 0
        assert said.problem["hint"]


def test_an_out_folder_with_something_in_it_is_left_alone(made: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    words = ("use", "trade", "check", str(made / "papers"), "--out", str(tmp_path))
    assert weal(tmp_path / "home", *words).code != 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
