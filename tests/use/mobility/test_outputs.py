import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from commonweal.model.output import DocumentOutput, TableOutput
from commonweal.use.lane import Disclosed, Row
from commonweal.use.mobility.lane import MobilityLane
from commonweal.use.mobility.polygon import signed_area
from tests.use.mobility.folders import dataset, inputs

EVENTS = [("9779810000001", datetime(2015, 4, 20, tzinfo=UTC), "9")]
DAY = ("2015-04-26", "A1")
FIGURES = {
    "normal": 400.25,
    "share": 0.5,
    "normal_share": 0.25,
    "above_normal_count": 99.75,
    "above_normal": 250.04,
    "lower": 200.0,
    "upper": 300.0,
}
BASE_WITHHELD = {**dict.fromkeys(FIGURES, None), "share": 0.1}
ROWS = (
    Row(group=DAY, key="A1", people=500, values=FIGURES),
    Row(
        group=DAY,
        key="B2",
        people=100,
        values=BASE_WITHHELD,
        reason="base below 16",
        small_base=True,
    ),
    Row(group=DAY, key="other", people=40, values={}),
    Row(group=DAY, key="C3", people=None, values={}, reason="below 16"),
    Row(group=DAY, key="unobserved", people=300, values={}),
)


def disclosed(**facts: int | str) -> Disclosed:
    return Disclosed(
        table="flows",
        smallest=16,
        rows=ROWS,
        published=4,
        withheld=(("below 16", 1),),
        facts=facts,
    )


def outputs(tmp_path: Path, **facts: int | str) -> dict[str, TableOutput | DocumentOutput]:
    given = inputs(dataset(tmp_path / "d", EVENTS), tmp_path / "w")
    return {one.name: one for one in MobilityLane().outputs(given, disclosed(**facts))}


def table(tmp_path: Path) -> list[dict[str, object]]:
    found = outputs(tmp_path)["flows.csv"]
    assert isinstance(found, TableOutput)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def document(tmp_path: Path, name: str, **facts: int | str) -> dict[str, object]:
    found = outputs(tmp_path, **facts)[name]
    assert isinstance(found, DocumentOutput)
    made: dict[str, object] = json.loads(json.dumps(found.document, allow_nan=False))
    return made


def test_every_row_says_what_it_is_where_it_comes_from_and_that_it_is_synthetic(
    tmp_path: Path,
) -> None:
    for row in table(tmp_path):
        assert row["label"] == "synthetic"
        assert row["definition"] == "mobility/1"
        assert "2015-04-20..2015-04-24" in str(row["source"])
        assert "SIMs" in str(row["unit"])
        assert row["day"] == "2015-04-26"


def test_what_was_withheld_is_empty_with_its_reason(tmp_path: Path) -> None:
    hidden = table(tmp_path)[3]
    assert hidden["subscribers"] is None
    assert hidden["lower"] is None
    assert hidden["note"] == "below 16"


def test_a_withheld_base_leaves_the_interval_that_the_count_alone_allows(tmp_path: Path) -> None:
    row = table(tmp_path)[1]
    assert (row["lower"], row["upper"], row["above_normal"]) == (85.0, 100.0, None)
    assert "count alone" in str(row["note"])


def test_flow_lines_join_only_published_pairs_of_areas(tmp_path: Path) -> None:
    made = document(tmp_path, "flows.geojson")
    features = made["features"]
    assert isinstance(features, list)
    (line,) = features
    assert line["geometry"]["coordinates"] == [[80.5, 25.5], [81.5, 25.5]]
    assert (made["label"], made["unit"]) != ("", "")


def test_areas_are_wound_as_rfc_7946_asks_and_carry_the_staying(tmp_path: Path) -> None:
    made = document(tmp_path, "areas.geojson")
    features = made["features"]
    assert isinstance(features, list)
    for one in features:
        assert signed_area(np.array(one["geometry"]["coordinates"][0])) > 0
    assert features[0]["properties"]["days"][0]["staying"] == 500
    assert features[1]["properties"]["days"] == []


def test_the_manifest_tells_no_small_count_and_no_sum_that_gives_it_away(tmp_path: Path) -> None:
    made = document(
        tmp_path,
        "manifest.json",
        subscribers_seen=1000,
        subscribers_analysed=990,
        subscribers_on_too_few_days=10,
        subscribers_not_in_baseline=0,
        events_read=5000,
        events_located=5000,
        days_focal=3,
    )
    assert made["facts"] == {
        "subscribers_analysed": 990,
        "subscribers_not_in_baseline": 0,
        "events_read": 5000,
        "events_located": 5000,
        "days_focal": 3,
    }
    assert (made["smallest"], made["published"], made["withheld"]) == (16, 4, {"below 16": 1})


def test_the_holder_is_told_how_far_its_data_carried() -> None:
    areas, days = MobilityLane().returned(disclosed())
    assert (areas.amount, areas.unit, days.amount) == (1, "areas", 1)
    assert "2015-04-26" in areas.evidence


def test_figures_that_fell_for_another_reason_get_no_interval_from_the_count(
    tmp_path: Path,
) -> None:
    fallen = Row(group=DAY, key="B2", people=100, values=BASE_WITHHELD, reason="another base")
    given = inputs(dataset(tmp_path / "d", EVENTS), tmp_path / "w")
    found = MobilityLane().outputs(given, replace(disclosed(), rows=(fallen,)))
    flows = next(one for one in found if isinstance(one, TableOutput))
    row = dict(zip(flows.columns, flows.rows[0], strict=True))
    assert (row["lower"], row["upper"]) == (None, None)
