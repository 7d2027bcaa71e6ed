import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.mobility.delivery import pseudonymised
from commonweal.use.mobility.lane import MobilityLane
from tests.use.mobility.folders import SECRET, dataset, inputs, run

NUMBERS = [f"97798{place:08}" for place in range(10_000_001, 10_000_041)]
WRITTEN = [f"+{number[:3]} {number[3:6]}-{number[6:]}" for number in NUMBERS]
FIRST = datetime(2015, 4, 20, 6, tzinfo=UTC)
EVENTS = [
    (written, FIRST + timedelta(days=day, minutes=place), "9")
    for day in range(9)
    for place, written in enumerate(WRITTEN)
]


def planted(folder: Path) -> list[str]:
    """Files below `folder` with a planted number in any of its forms, packed or not."""
    signs = [sign.encode() for sign in (*NUMBERS, *WRITTEN, *(one[3:] for one in NUMBERS))]
    signs += [int(number).to_bytes(8, "little") for number in NUMBERS]
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".parquet":
                content += str(pq.read_table(path).to_pydict()).encode()
            found += [path.name for sign in signs if sign in content]
    return found


def test_no_number_is_left_in_any_file_of_a_run(engine: Engine, tmp_path: Path) -> None:
    data = dataset(tmp_path / "d", EVENTS)
    assert planted(data), "the search must be able to find them"
    found = run(engine, inputs(data, tmp_path / "w"))
    assert found.facts["subscribers_seen"] == len(NUMBERS)
    assert list((tmp_path / "w").rglob("*.parquet"))
    assert planted(tmp_path / "w") == []
    assert not [sign for sign in NUMBERS if sign in str(found)]


def test_no_number_is_left_in_a_delivery(engine: Engine, tmp_path: Path) -> None:
    data = dataset(tmp_path / "d", EVENTS)
    files = pseudonymised(data, engine, secret=SECRET, columns={}, target=tmp_path / "out")
    assert sorted(name for name, _ in files) == [
        "areas.geojson",
        "cells.parquet",
        "events/events-00000.parquet",
        "pseudonyms.json",
    ]
    assert all(file == tmp_path / "out" / name for name, file in files)
    assert {file for _, file in files} == {
        file for file in (tmp_path / "out").rglob("*") if file.is_file()
    }
    assert planted(tmp_path / "out") == []
    marker = json.loads((tmp_path / "out" / "pseudonyms.json").read_text(encoding="utf-8"))
    assert marker["pseudonymised"] is True
    assert SECRET.hex() not in str(marker)


def test_a_delivery_is_not_hashed_again(engine: Engine, tmp_path: Path) -> None:
    data = dataset(tmp_path / "d", EVENTS)
    once = pseudonymised(data, engine, secret=SECRET, columns={}, target=tmp_path / "a")
    twice = pseudonymised(
        tmp_path / "a", engine, secret=b"z" * 32, columns={"subscriber": "X"}, target=tmp_path / "b"
    )
    events = [dict(files)["events/events-00000.parquet"] for files in (once, twice)]
    assert pq.read_table(events[0]).equals(pq.read_table(events[1]))


def test_one_number_written_in_many_ways_is_one_subscriber(engine: Engine, tmp_path: Path) -> None:
    ways = ["9779810000001", "+977 981-0000001", "0981 0000001", "९७७९८१००००००१"]
    events = [(ways[day % 4], FIRST + timedelta(days=day), "9") for day in range(9)]
    asked = inputs(dataset(tmp_path / "d", events), tmp_path / "w", {"country": "977"})
    found = run(engine, asked)
    assert found.facts["subscribers_seen"] == 1
    assert {cell.people for cell in found.cells} == {1}


def test_the_lane_hands_over_what_it_reads(engine: Engine, tmp_path: Path) -> None:
    data, target = dataset(tmp_path / "d", EVENTS), tmp_path / "out"
    target.mkdir()
    names = MobilityLane().handover(inputs(data, tmp_path / "w"), engine, target)
    MobilityLane().check(target, {})
    assert "events/events-00000.parquet" in names


@pytest.mark.parametrize(
    "marker", ["", "[]", "{}", '{"pseudonymised":false}', '{"pseudonymised":true,"key":1}']
)
def test_a_false_marker_is_refused(engine: Engine, tmp_path: Path, marker: str) -> None:
    data = dataset(tmp_path / "d", EVENTS)
    (data / "pseudonyms.json").write_text(marker, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        run(engine, inputs(data, tmp_path / "w"))
    assert caught.value.fields["file"] == "pseudonyms.json"


def test_raw_numbers_under_a_marker_are_refused(engine: Engine, tmp_path: Path) -> None:
    data = dataset(tmp_path / "d", EVENTS)
    marker = {"pseudonymised": True, "key": "k", "subscribers": 40, "read": 360}
    told = marker | {"without_number": 0, "without_time": 0}
    (data / "pseudonyms.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Invalid, match="subscriber"):
        run(engine, inputs(data, tmp_path / "w"))
