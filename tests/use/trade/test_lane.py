import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from commonweal.adapters.releases import write_outputs
from commonweal.model.errors import Invalid
from commonweal.model.figure import SideBySide
from commonweal.model.output import DocumentOutput
from commonweal.use import drawn
from commonweal.use.disclosure import disclose
from commonweal.use.lane import Inputs, Listed, lane
from commonweal.use.run import run
from commonweal.use.trade.channel import UNSEEN
from commonweal.use.trade.lane import TradeLane
from commonweal.use.trade.score import scores
from commonweal.use.trade.synth import World, synthesise
from tests.scale import size
from tests.use.lanes import Idle

CONSIGNMENTS = size(quick=40, ci=120, full=400)
LANE = TradeLane()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trade")
    synthesise(folder, World(consignments=CONSIGNMENTS, seed=11, dirty=0.6, shared=0.2))
    return folder


def inputs(folder: Path, work: Path, **settings: str) -> Inputs:
    work.mkdir(parents=True, exist_ok=True)
    return Inputs(
        folder=folder, columns={}, settings=settings, secret=b"k" * 32, synthetic=True, work=work
    )


def told(given: Inputs) -> Listed:
    return disclose(run(LANE, given, Idle(), lambda done, of, unit: None), LANE.rule)


def report(given: Inputs) -> dict[str, Any]:
    (found,) = [
        each.document
        for each in LANE.outputs(given, told(given))
        if isinstance(each, DocumentOutput)
    ]
    return dict(found)


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return report(inputs(made / "papers", tmp_path_factory.mktemp("whole")))


def test_the_lane_is_found_by_its_name() -> None:
    assert isinstance(lane("trade"), TradeLane)


@pytest.mark.requirement(26)
def test_the_findings_are_those_that_were_made(made: Path, whole: Mapping[str, Any]) -> None:
    truth = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    scored = scores(whole, truth)
    assert scored["matches"]["precision"] >= 0.99
    assert scored["matches"]["recall"] >= 0.985
    assert scored["findings"]["recall"] >= 0.85
    assert scored["clean_flagged_share"] <= 0.15


@pytest.mark.parametrize("of", ["2", "4"])
def test_slices_change_nothing(made: Path, whole: dict[str, Any], tmp_path: Path, of: str) -> None:
    assert report(inputs(made / "papers", tmp_path / "work", parts=of)) == whole


def test_the_order_of_the_files_changes_nothing(
    made: Path, whole: dict[str, Any], tmp_path: Path
) -> None:
    for number, path in enumerate(sorted((made / "papers").iterdir(), key=lambda p: p.name[-9:])):
        place = tmp_path / "papers" / str(number % 3)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / f"{number:05}.XML")
    moved = report(inputs(tmp_path / "papers", tmp_path / "work"))
    for part in ("consignments", "findings", "matches", "facts"):
        assert moved[part] == whole[part]


def secrets(folder: Path) -> set[str]:
    """Every unit price, product code and party name of the papers."""
    found = set()
    for path in folder.glob("*.xml"):
        for element in etree.parse(path).iter("{*}PriceAmount", "{*}Name", "{*}ID"):
            parent = element.getparent()
            above = etree.QName(parent).localname if parent is not None else ""
            name = etree.QName(element).localname
            kept = name == "PriceAmount" or above in {
                "SellersItemIdentification", "PartyName", "Exporter", "PartyIdentification",
            }  # fmt: skip
            if kept and element.text not in {"0.0000", "0"}:
                found.add(str(element.text))
    return found


def test_no_file_of_a_release_tells_a_unit_price_a_product_code_or_a_party(
    made: Path, tmp_path: Path
) -> None:
    given = inputs(made / "papers", tmp_path / "work")
    disclosed = told(given)
    outputs = (*LANE.outputs(given, disclosed), drawn.drawn(LANE.figures(given, disclosed)))
    files = write_outputs(tmp_path / "out", outputs)
    hidden = secrets(made / "papers")
    assert len(hidden) > CONSIGNMENTS
    assert len(files) == 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        tokens = set(re.findall(r"[\w.]*\w", text))
        assert not {each for each in hidden if each in tokens or (" " in each and each in text)}
    returned = " ".join(f"{each.text} {each.evidence}" for each in LANE.returned(disclosed))
    assert not {each for each in hidden if each in returned.split()}


def test_what_is_kept_is_counted_with_its_reason(made: Path, tmp_path: Path) -> None:
    disclosed = told(inputs(made / "papers", tmp_path / "work"))
    reasons = " ".join(reason for reason, _ in disclosed.withheld)
    for column in ("unit_price", "product_code", "seller", "buyer", "runner_up"):
        assert f"{column}: " in reasons
    assert "not named as open" not in reasons


def test_a_value_on_paper_is_told_only_where_it_differs(made: Path, tmp_path: Path) -> None:
    disclosed = told(inputs(made / "papers", tmp_path / "work"))
    rows = disclosed.tables["pairs"]
    valued = [row for row in rows if row["value_on_paper"] is not None]
    assert valued
    assert all("valuation" in str(row["differs"]) or row["differs"] == "currency" for row in valued
               if row["item"])  # fmt: skip


def test_every_output_and_figure_says_that_it_is_synthetic(made: Path, tmp_path: Path) -> None:
    given = inputs(made / "papers", tmp_path / "work")
    disclosed = told(given)
    for file in write_outputs(tmp_path / "out", LANE.outputs(given, disclosed)):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert all("synthetic" in line for line in lines[1:]) or file.suffix == ".json"
        assert "synthetic" in file.read_text(encoding="utf-8")
    figures = LANE.figures(given, disclosed)
    assert figures
    for figure in figures:
        assert isinstance(figure, SideBySide)
        assert figure.caption.label == "synthetic"
        assert figure.caption.source
        assert figure.caption.on
        assert UNSEEN in figure.caption.note
        assert any(pair.differs for pair in figure.pairs) or "paper" in figure.caption.title


def test_figures_survive_being_written_and_read(made: Path, tmp_path: Path) -> None:
    given = inputs(made / "papers", tmp_path / "work")
    figures = LANE.figures(given, told(given))
    document = json.dumps(drawn.drawn(figures).document)
    assert drawn.read(document.encode()) == figures


def test_the_returns_are_cleared_consignments_and_errors_found_before_lodging(
    made: Path, tmp_path: Path, whole: Mapping[str, Any]
) -> None:
    green, errors = LANE.returned(told(inputs(made / "papers", tmp_path / "work")))
    assert green.amount == sum(each["channel"] == "green" for each in whole["consignments"]) > 0
    drafts = {each["id"] for each in whole["consignments"] if each["accepted"] is None}
    assert errors.amount == sum(each["consignment"] in drafts for each in whole["findings"])
    assert errors.unit == "findings"


def test_a_delivery_copies_the_papers_that_can_be_read_and_nothing_else(
    made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    shutil.copytree(made / "papers", folder)
    (folder / "bad.xml").write_text("<no", encoding="utf-8")
    (folder / "notes.txt").write_text("price list", encoding="utf-8")
    names = LANE.handover(inputs(folder, tmp_path / "work"), Idle(), tmp_path / "target")
    assert "bad.xml" not in names
    assert [path.name for path in sorted((tmp_path / "target").iterdir())] == list(names)
    for name in names:
        assert (tmp_path / "target" / name).read_bytes() == (folder / name).read_bytes()


def test_a_file_that_cannot_be_read_is_listed_and_stops_no_other(
    made: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    shutil.copytree(made / "papers", folder)
    (folder / "bad.xml").write_text('<!DOCTYPE a SYSTEM "x"><a/>', encoding="utf-8")
    found = report(inputs(folder, tmp_path / "work"))
    assert [each["file"] for each in found["refused"]] == ["bad.xml"]
    assert len(found["consignments"]) == CONSIGNMENTS


def test_a_folder_without_a_declaration_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with pytest.raises(Invalid, match="holds no XML file"):
        LANE.check(folder, {})
    (folder / "bad.xml").write_text("<no", encoding="utf-8")
    given = inputs(folder, tmp_path / "work")
    found = report(given)
    assert found["said"] == "No declaration was found: nothing could be compared."
    assert LANE.figures(given, told(given)) == ()
    assert LANE.returned(told(given)) == ()


@pytest.mark.parametrize("parts", ["0", "257", "many", "²"])
def test_a_number_of_parts_that_is_none_is_refused(made: Path, tmp_path: Path, parts: str) -> None:
    with pytest.raises(Invalid, match="parts is"):
        LANE.parts(inputs(made / "papers", tmp_path / "work", parts=parts), Idle())
