import gzip
import json
import re
from pathlib import Path

import pytest

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ports import Engine
from tests.use.mobility.folders import (
    counts,
    dataset,
    feature,
    inputs,
    run,
    write_areas,
    write_cells,
)

LINES = [
    f"+977 980-000000{who};2015-04-{day}T12:00:00+05:45;9"
    for day in range(20, 29)
    for who in range(3)
]
NUMBER = re.compile(r"980\D?0{5}")


def csv(head: str = "subscriber;at;cell") -> bytes:
    return "\n".join([head, *LINES, ""]).encode()


def refused(engine: Engine, folder: Path, **changed: dict[str, str]) -> Invalid:
    with pytest.raises(Invalid) as caught:
        run(engine, inputs(folder, folder.parent / "work", **changed))
    told = json.dumps(caught.value.problem())
    assert caught.value.hint
    assert not NUMBER.search(told), "an error must not repeat a number"
    assert str(folder) not in told
    return caught.value


def test_csv_with_byte_order_mark_semicolons_and_gzip_reads_like_any_other(
    engine: Engine, tmp_path: Path
) -> None:
    plain, packed = dataset(tmp_path / "a"), dataset(tmp_path / "b")
    (plain / "events.csv").write_bytes(b"\xef\xbb\xbf" + csv())
    (packed / "events.csv.gz").write_bytes(gzip.compress(csv().replace(b";", b",")))
    found = [run(engine, inputs(place, tmp_path / "w")) for place in (plain, packed)]
    assert found[0] == found[1]
    assert counts(found[0])["2015-04-26", "A1", "A1"] == 3


def test_four_hundred_tiny_files_read_like_one(engine: Engine, tmp_path: Path) -> None:
    one, many = dataset(tmp_path / "one"), dataset(tmp_path / "many")
    lines = [line.replace(";9", f";{9 + hour % 2}") for line in LINES for hour in range(15)]
    head = "subscriber;at;cell"
    (one / "events.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    for place, line in enumerate(lines):
        (many / f"events-{place:04}.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    found = [run(engine, inputs(place, tmp_path / "w")) for place in (one, many)]
    assert found[0] == found[1]


def test_the_holders_own_names_are_mapped(engine: Engine, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv("MSISDN;CALL_TIME;CGI"))
    features = [
        {**feature(code, west), "properties": {"DISTRICT": code}}
        for code, west in (("A1", 80), ("B2", 81), ("C3", 82))
    ]
    write_areas(folder, features)
    mapped = {"subscriber": "msisdn", "at": "CALL_TIME", "area": "DISTRICT"}
    (folder / "cells.csv").write_text("CGI,lon,lat\n9,80.5,25.5\n", encoding="utf-8")
    given = inputs(folder, tmp_path / "w", columns={**mapped, "cell": "CGI"})
    assert counts(run(engine, given))["2015-04-26", "A1", "A1"] == 3


def test_a_missing_column_names_the_mapping_that_would_help(engine: Engine, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv("MSISDN;at;cell"))
    trouble = refused(engine, folder)
    assert (trouble.fields["file"], trouble.fields["field"]) == ("events.csv", "subscriber")
    assert "--column subscriber=MSISDN" in trouble.hint


def test_a_file_without_a_header_is_refused_without_repeating_its_first_line(
    engine: Engine, tmp_path: Path
) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_text("\n".join(LINES), encoding="utf-8")
    assert "header" in refused(engine, folder).hint or "--column" in refused(engine, folder).hint


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("events.csv.gz", gzip.compress(csv() * 500)[:700]),
        ("events.csv.gz", csv()),
        ("events.parquet", b"PAR1 and then nothing"),
        ("events.parquet", b""),
        ("events.csv", b""),
        ("events.csv", b"subscriber;at;cell\n"),
        ("events.csv", bytes(range(256)) * 50),
        ("events.csv", csv().replace(b"T12:00", b" noon ")),
        ("events.csv", re.sub(rb"\+977 980-", b"subscriber ", csv())),
    ],
    ids=[
        *("cut gzip", "no gzip", "no parquet", "empty parquet", "empty csv", "header alone"),
        *("no text", "no times", "no numbers"),
    ],
)
def test_damaged_and_empty_events_are_a_sentence(
    engine: Engine, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = dataset(tmp_path / "d")
    (folder / name).write_bytes(content)
    assert refused(engine, folder).fields["file"] == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"type":"FeatureCollection","features":[]}',
        '{"features":[{"properties":{"code":"A1"},"geometry":{"type":"Point"}}]}',
        '{"features":[{"properties":{"code":"A1"},"geometry":{"type":"Polygon","coordinates":7}}]}',
        '{"features":[{"properties":{"code":"other"},"geometry":{"type":"Polygon"}}]}',
        json.dumps({"features": [feature("A1", 80), feature("A1", 81)]}),
        json.dumps({"features": [feature("A1", 300)]}),
        json.dumps({"features": [feature("A1", float("nan"))]}),
        json.dumps({"features": [feature(True, 80)]}),
    ],
    ids=range(12),
)
def test_damaged_areas_are_a_sentence(engine: Engine, tmp_path: Path, text: str) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv())
    (folder / "areas.geojson").write_text(text, encoding="utf-8")
    assert refused(engine, folder).fields["file"] == "areas.geojson"


@pytest.mark.parametrize(
    "text", ["cell,lon,lat\n", "cell,lon\n9,80.5\n", "cell,lon,lat\n9,25.5,80.5\n", ""]
)
def test_cells_that_stand_nowhere_are_a_sentence(engine: Engine, tmp_path: Path, text: str) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv())
    (folder / "cells.csv").write_text(text, encoding="utf-8")
    assert refused(engine, folder).fields["file"] == "cells.csv"


def test_why_a_cell_is_not_known_is_told(engine: Engine, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "d")
    bad = ["1,0,0", "2,25.5,80.5", "3,,x", "4,10,10", "5,80.5,25.5", "5,81.5,25.5", "6,80.5,25.5"]
    write_cells(folder, [*bad, "6,80.5,25.5"])
    extra = [f"9779800000001;2015-04-21T10:00:00Z;{cell}" for cell in (1, 2, 3, 4, 5, 6, 404, "")]
    (folder / "events.csv").write_bytes(csv() + "\n".join(extra).encode())
    facts = run(engine, inputs(folder, tmp_path / "w")).facts
    reasons = ("at_zero", "swapped", "without_coordinates", "outside_areas", "listed_twice")
    told = {reason: facts[f"events_cell_{reason}"] for reason in (*reasons, "unlisted", "missing")}
    assert told == dict.fromkeys(told, 1)
    assert facts["events_located"] == len(LINES) - 3 + 1


def test_without_a_list_of_cells_a_cell_is_the_code_of_its_area(
    engine: Engine, tmp_path: Path
) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "cells.csv").unlink()
    (folder / "events.csv").write_bytes(csv().replace(b";9\n", b";B2\n"))
    assert counts(run(engine, inputs(folder, tmp_path / "w")))["2015-04-26", "B2", "B2"] == 3


def test_a_stray_quote_costs_one_event_and_is_told(engine: Engine, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv() + b'"never closed;2015-04-20T00:00:00Z;9\n')
    facts = run(engine, inputs(folder, tmp_path / "w")).facts
    assert (facts["events_read"], facts["events_without_number"]) == (len(LINES) + 1, 1)


def test_two_forms_of_events_are_refused_since_they_might_count_twice(
    engine: Engine, tmp_path: Path
) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv())
    (folder / "events.parquet").write_bytes(b"")
    assert "twice" in refused(engine, folder).hint


@pytest.mark.parametrize(
    "changed",
    [
        {"zone": ""},
        {"zone": "Asia/Atlantis"},
        {"zone": "../../etc/passwd"},
        {"baseline": ""},
        {"baseline": "2015-04-24"},
        {"baseline": "2015-04-24..2015-04-20"},
        {"baseline": "1015-04-24..2015-04-20"},
        {"baseline": "2014-04-20..2015-04-24"},
        {"baseline": "2015-04-10..2015-04-24"},
        {"focal": "2015-04-24..2015-04-28"},
        {"focal": "2015-04-26..2015-05-28"},
        {"min_days": "0"},
        {"min_days": "two"},
        {"buckets": "0"},
        {"country": "+0"},
    ],
    ids=str,
)
def test_a_wrong_setting_is_named(engine: Engine, tmp_path: Path, changed: dict[str, str]) -> None:
    folder = dataset(tmp_path / "d")
    (folder / "events.csv").write_bytes(csv())
    assert refused(engine, folder, settings=changed).fields["field"] in {*changed, "focal"}


def test_an_unknown_setting_is_refused(engine: Engine, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "d")
    with pytest.raises(UnknownTerm, match="zona"):
        run(engine, inputs(folder, tmp_path / "w", {"zona": "Asia/Kathmandu"}))


def test_a_folder_without_what_is_needed_is_told_what_is_missing(
    engine: Engine, tmp_path: Path
) -> None:
    assert refused(engine, tmp_path / "nowhere").detail
    assert refused(engine, dataset(tmp_path / "d")).fields["file"] == "events"
