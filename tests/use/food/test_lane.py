import json
from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import copytree

import pytest

from commonweal.adapters.releases import write_outputs
from commonweal.model.errors import Invalid, NotFound, UnknownTerm
from commonweal.model.figure import Bars, Graph, Ranges, table
from commonweal.model.ports import Engine
from commonweal.use.drawn import drawn
from commonweal.use.food.lane import FoodLane
from commonweal.use.lane import FieldRule, Inputs, Lane, Listed, Listing, Part, Partial
from commonweal.use.run import run
from tests.use.food.documents import document, shipping
from tests.use.food.seasons import asking, buyers, disclosed, events, inputs, season
from tests.use.lanes import Idle

LANE: Lane[Listing, Listed] = FoodLane()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return season(tmp_path_factory.mktemp("season"))


@pytest.fixture(scope="module")
def given(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs(folder, tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def told(given: Inputs) -> Listed:
    return disclosed(given)


@pytest.mark.parametrize("parts", ["2", "4"])
def test_the_number_of_slices_changes_nothing(
    told: Listed, given: Inputs, tmp_path: Path, parts: str
) -> None:
    assert disclosed(asking(given, tmp_path / "w", parts=parts)) == told


def test_the_order_and_number_of_files_change_nothing(
    told: Listed, given: Inputs, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    copytree(given.folder, moved)
    for path in sorted((moved / "events").iterdir()):
        document = json.loads(path.read_bytes())
        listed = document["epcisBody"]["eventList"]
        Random(1).shuffle(listed)
        half = len(listed) // 2
        for name, some in (("z", listed[:half]), ("a", listed[half:])):
            document["epcisBody"]["eventList"] = some
            target = moved / name / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_text(json.dumps(document), encoding="utf-8")
        path.unlink()
    assert disclosed(inputs(moved, tmp_path / "w")) == told


def test_nothing_that_stays_is_in_any_file_of_a_release(
    told: Listed, given: Inputs, tmp_path: Path
) -> None:
    outputs = (*LANE.outputs(given, told), drawn(LANE.figures(given, told)))
    texts = {path.name: path.read_text() for path in write_outputs(tmp_path / "out", outputs)}
    assert {"verdicts.csv", "trace.csv", "report.json", "figures.json"} == set(texts)
    closed = _closed(given.folder)
    assert len(closed) > 100
    for name, text in texts.items():
        assert [each for each in closed if each in text] == [], name


def _closed(folder: Path) -> set[str]:
    """Every farm name, coordinate, price, site, lot and product id of the dataset."""
    facilities = json.loads((folder / "facilities.json").read_text())["facilities"]
    farms = [each for each in facilities if each["kind"] == "farm"]
    places = {str(each[axis]) for each in farms for axis in ("latitude", "longitude")}
    happened = events(folder)
    prices = {str(each["cw:price"]) for each in happened if "cw:price" in each}
    lots = {q["epcClass"] for each in happened for q in each.get("quantityList", ())}
    ids = {each["id"].rsplit("/", 1)[1] for each in facilities} | lots
    return {*places, *prices, *ids, *(each["name"] for each in farms)}


def test_what_stays_is_told_as_a_reason_and_a_count(told: Listed) -> None:
    reasons = dict(told.withheld)
    assert reasons["farm: the farm shares with one party only: the hub"] >= 5
    assert reasons["price: what the farm's buyer may not see"] > 10
    assert any(reason.startswith("customer:") for reason in reasons)
    assert not any("not named as open" in reason for reason in reasons)
    assert isinstance(LANE.rule, FieldRule)


def test_a_product_that_bears_a_farms_name_is_shown_by_what_it_is(
    folder: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    copytree(folder, moved)
    facilities = json.loads((moved / "facilities.json").read_text())["facilities"]
    farm = facilities[0]["name"]
    described = json.loads((moved / "products.json").read_text())
    for each in described["products"]:
        each["name"] = f"{farm.upper()}'s {each['name']}"
    (moved / "products.json").write_text(json.dumps(described))
    found = disclosed(inputs(moved, tmp_path / "w"))
    assert {row["product"] for row in found.tables["verdicts"]} == {
        "raw produce",
        "processed soup",
    }


def test_every_answer_occurs_with_its_fact_and_rules_disagree_on_one_lot(told: Listed) -> None:
    rows = told.tables["verdicts"]
    assert {row["verdict"] for row in rows} == {"yes", "no", "unknown"}
    assert all(row["deciding_fact"] and row["verified"] == "no" for row in rows)
    assert all(row["missing"] for row in rows if row["verdict"] == "unknown")
    by_lot: dict[object, set[object]] = {}
    for row in rows:
        if row["rule"] in {"ny-30pct", "ny-aml451", "ny-gc-raw", "usda-ams"}:
            by_lot.setdefault(row["lot"], set()).add(row["verdict"])
    assert any(answers == {"yes", "no"} for answers in by_lot.values())
    for row in rows:
        if row["share_min"] is not None:
            low, even, high = (
                str(row[name]) for name in ("share_min", "share_attributed", "share_max")
            )
            assert 0 <= float(low) <= float(even) <= float(high) <= 1


def test_one_buyer_alone_is_told_its_kilograms(given: Inputs, told: Listed, tmp_path: Path) -> None:
    assert not any(name.startswith("kilograms") for name in told.facts)
    one = asking(given, tmp_path / "w", buyer=buyers(given.folder)[0], rules="ny-30pct,vt-raw")
    found = disclosed(one)
    lots, goods, *_ = LANE.returned(found)
    proven = [row for row in found.tables["verdicts"] if row["verdict"] == "yes"]
    assert lots.amount == sum(row["rule"] == "ny-30pct" for row in proven) > 0
    assert goods.amount == found.facts["kilograms_local_ny-30pct"]
    assert "ny-30pct on 2025-07-07" in lots.evidence


def test_a_lot_by_name_is_the_same_as_among_all(
    given: Inputs, told: Listed, tmp_path: Path
) -> None:
    lot = next(
        q["epcClass"]
        for each in events(given.folder)
        if each["type"] == "TransformationEvent"
        for q in each["outputQuantityList"]
    )
    found = disclosed(asking(given, tmp_path / "w", lots=lot))
    assert 1 <= int(found.facts["lots"]) < int(told.facts["lots"])
    every = {tuple(sorted(_bare(row).items())) for row in told.tables["verdicts"]}
    assert all(tuple(sorted(_bare(row).items())) in every for row in found.tables["verdicts"])


def _bare(row: object) -> dict[str, str]:
    assert isinstance(row, dict)
    return {name: str(value) for name, value in row.items() if name != "lot"}


def test_the_rules_of_the_claim_day_apply(given: Inputs, tmp_path: Path) -> None:
    found = disclosed(asking(given, tmp_path / "w", claimed_on="2018-09-01"))
    versions = {(row["rule"], row["version"]) for row in found.tables["verdicts"]}
    assert ("stars-local", "2.1") in versions
    assert "ny-eo32" not in {rule for rule, _ in versions}


@pytest.mark.parametrize(
    ("settings", "kind", "says"),
    [
        ({"rules": "ny-31pct"}, UnknownTerm, "ny-31pct"),
        ({"rules": "vt-pre2021"}, Invalid, "does not hold"),
        ({"claimed_on": "soon"}, Invalid, "claimed_on"),
        ({"parts": "0"}, Invalid, "parts"),
        ({"parts": "9" * 5000}, Invalid, "parts"),
        ({"buyer": "urn:x:nobody"}, Invalid, "No facility"),
        ({"lots": "urn:x:nothing"}, NotFound, "urn:x:nothing"),
        ({"lots": "urn:epc:class:lgtin:9"}, Invalid, "well-formed"),
        ({"sort": "1"}, UnknownTerm, "sort"),
    ],
)
def test_a_wrong_setting_is_a_sentence(
    given: Inputs, tmp_path: Path, settings: dict[str, str], kind: type[Invalid], says: str
) -> None:
    with pytest.raises(kind) as refused:
        disclosed(asking(given, tmp_path / "w", **settings))
    assert says in refused.value.detail


def test_a_folder_without_events_or_masters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no events"):
        LANE.check(tmp_path, {})
    (tmp_path / "events.json").write_text("{}")
    with pytest.raises(Invalid, match=r"no products\.json|no facilities\.json"):
        LANE.check(tmp_path, {})
    with pytest.raises(Invalid, match="maps no columns"):
        LANE.check(tmp_path, {"lot": "Los"})


def test_a_file_that_cannot_be_trusted_is_counted_and_stops_no_other(
    folder: Path, told: Listed, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    copytree(folder, moved)
    (moved / "events" / "0.json").write_text('{"type": "EPCISDocument", "type": 1}')
    found = disclosed(inputs(moved, tmp_path / "w"))
    assert found.facts["files_refused"] == 1
    assert found.tables == told.tables


def test_a_declaration_of_an_event_that_nobody_captured_is_counted_and_changes_nothing(
    folder: Path, told: Listed, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    copytree(folder, moved)
    error = {"declarationTime": "2026-07-10T00:00:00Z", "reason": "incorrect_data"}
    forged = document(shipping(errorDeclaration=error))
    (moved / "events" / "zz-forged.json").write_bytes(forged)
    found = disclosed(inputs(moved, tmp_path / "w"))
    assert (told.facts["declared_unseen"], found.facts["declared_unseen"]) == (0, 1)
    assert found.tables == told.tables


def test_only_broken_events_are_a_sentence(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    copytree(folder, moved)
    for path in (moved / "events").iterdir():
        path.write_text("{")
    with pytest.raises(Invalid, match="No file of events can be read"):
        disclosed(inputs(moved, tmp_path / "w"))


def test_what_is_handed_over_gives_the_same_answer_and_holds_no_truth(
    given: Inputs, told: Listed, tmp_path: Path
) -> None:
    target = tmp_path / "handed"
    names = LANE.handover(given, Idle(), target)
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert set(names) == found
    assert not any("truth" in name for name in names)
    assert disclosed(inputs(target, tmp_path / "w")) == told


def test_every_file_and_figure_says_that_it_is_synthetic(given: Inputs, told: Listed) -> None:
    for output in LANE.outputs(given, told):
        assert "synthetic" in str(output)
    for figure in LANE.figures(given, told):
        assert figure.caption.label == "synthetic"


def test_the_files_say_it_themselves_where_nobody_else_does(told: Listed, given: Inputs) -> None:
    unsaid = replace(given, synthetic=False)
    assert all("synthetic" in str(output) for output in LANE.outputs(unsaid, told))


def test_the_ways_are_drawn_without_cycles_from_sources_to_the_buyer(
    given: Inputs, told: Listed
) -> None:
    bars, ranges, *ways = LANE.figures(given, told)
    assert isinstance(bars, Bars)
    assert isinstance(ranges, Ranges)
    assert bars.most == told.facts["lots"]
    assert len(ways) == 3
    for way in ways:
        assert isinstance(way, Graph)
        assert all(int(edge.source) < int(edge.target) for edge in way.edges)
        assert way.nodes[-1].kind == "delivery"
        sources = [node.share or 0 for node in way.nodes if node.kind in {"harvest", "gap"}]
        assert sum(sources) == pytest.approx(1, abs=1e-5)
        assert table(way).rows


def test_a_run_without_any_delivery_says_so_with_nothing_drawn(
    folder: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    copytree(folder, moved)
    text = (moved / "facilities.json").read_text().replace('"institution"', '"hub"')
    (moved / "facilities.json").write_text(text)
    one = inputs(moved, tmp_path / "w")
    found = disclosed(one)
    assert found.facts["lots"] == 0
    assert LANE.figures(one, found) == ()
    assert LANE.returned(found) == ()
    assert LANE.outputs(one, found)


def test_a_second_run_works_on_nothing_again(given: Inputs, told: Listed) -> None:
    class Resting(FoodLane):
        def work(self, part: Part, engine: Engine) -> Partial:
            raise AssertionError

    again = run(Resting(), given, Idle(), lambda *_told: None)
    assert again.facts["lots"] == told.facts["lots"]
