import json
from pathlib import Path

import pytest
from lxml import etree

from commonweal.model.errors import Invalid
from commonweal.use.trade.finding import FindingType
from commonweal.use.trade.reading import papers
from commonweal.use.trade.synth import World, synthesise
from tests.scale import size

CONSIGNMENTS = size(quick=60, ci=300, full=2000)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synth")
    counts = synthesise(folder, World(consignments=CONSIGNMENTS, seed=5, dirty=0.8))
    assert counts["consignments"] == CONSIGNMENTS
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_the_same_world_makes_the_same_files_byte_by_byte(tmp_path: Path) -> None:
    for name in "ab":
        synthesise(tmp_path / name, World(consignments=8, seed=3))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    synthesise(tmp_path / "c", World(consignments=8, seed=4))
    assert files(tmp_path / "c") != files(tmp_path / "a")


def test_our_own_readers_read_every_paper(made: Path) -> None:
    found = papers(made / "papers")
    assert found.refused == ()
    assert len(found.declarations) == CONSIGNMENTS


def test_every_paper_and_the_truth_say_that_they_are_synthetic(made: Path) -> None:
    for path in (made / "papers").iterdir():
        above = etree.parse(path).getroot().getprevious()
        assert above is not None
        assert "SYNTHETIC" in str(above.text)
    assert json.loads((made / "truth.json").read_text(encoding="utf-8"))["label"] == "synthetic"
    assert "invented" in (made / "SYNTHETIC.md").read_text(encoding="utf-8")


def test_the_truth_lies_outside_of_what_a_lane_reads(made: Path) -> None:
    assert {path.suffix for path in (made / "papers").iterdir()} == {".xml"}
    assert sorted(path.name for path in made.iterdir()) == ["SYNTHETIC.md", "papers", "truth.json"]


def test_every_kind_of_error_is_made(tmp_path: Path) -> None:
    synthesise(tmp_path, World(consignments=250, seed=1, dirty=1.0))
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert {row["type"] for row in truth["findings"]} == {each.value for each in FindingType}


def test_what_both_papers_falsify_alike_is_told_apart_from_the_errors(tmp_path: Path) -> None:
    synthesise(tmp_path, World(consignments=20, seed=1, dirty=0.0, unseen=1.0))
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["findings"] == []
    assert len(truth["unseen"]) >= 15


def test_ids_names_and_order_do_not_tell_which_consignments_are_wrong(made: Path) -> None:
    truth = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    dirty = {row["consignment"] for row in truth["findings"]}
    found = papers(made / "papers").declarations
    ids = sorted((each.mrn or each.reference).value for each in found)
    positions = [at / len(ids) for at, name in enumerate(ids) if name in dirty]
    assert 0.35 < sum(positions) / len(positions) < 0.65


def test_a_world_without_consignments_is_refused() -> None:
    with pytest.raises(Invalid):
        World(consignments=0, seed=1)
