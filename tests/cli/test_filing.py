"""`weal diagnose import` and `export`: the contract that others script against."""

import csv
import json
from itertools import product
from pathlib import Path

import pytest

from commonweal.cli.main import main
from commonweal.model.assessment import Dimension, PlatformType
from tests.app.sheets import ROW, many, sheet
from tests.journey.weal import weal

CONTRACT = "respondent,party,dimension,platform,rating,evidence"
RECORDS = [
    {"respondent": who, "party": party, "dimension": dimension, "platform": platform,
     "rating": 3 if platform is PlatformType.SOCIAL_ISSUE else None, "evidence": "synthetic"}
    for who, party in (("Ann", "Telecom"), ("Bob", "Mappers"))
    for dimension, platform in product(Dimension, PlatformType)
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "Flood maps.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        made = csv.DictWriter(stream, CONTRACT.split(","))
        made.writeheader()
        made.writerows(RECORDS)
    return place


@pytest.mark.requirement(10, 12)
def test_a_file_alone_makes_a_collaboration_in_a_home_that_is_not_there_yet(
    file: Path, tmp_path: Path
) -> None:
    home = tmp_path / "new" / "home"
    said = weal(home, "diagnose", "import", str(file))
    assert said.code == 0, said
    assert set(said.out) == {"collaboration", "ratings"}
    assert said.out["ratings"] == 16
    shown = weal(home, "diagnose", "show", said.out["collaboration"])
    assert shown.code == 0, shown
    (made,) = weal(home, "list").out
    assert (made["id"], made["title"]) == (said.out["collaboration"], "Flood maps")
    assert all(each["verified"] for each in weal(home, "account", "verify").out)


def test_the_home_may_be_named_before_the_command(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "new"
    words = ["weal", "--home", str(home), "diagnose", "import", str(file), "--json"]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    made = json.loads(capsys.readouterr().out)["collaboration"]
    assert [each["id"] for each in weal(home, "list").out] == [made]


@pytest.mark.parametrize("document", [RECORDS, {"ratings": RECORDS}])
def test_the_same_records_come_as_json(document: object, tmp_path: Path) -> None:
    file = tmp_path / "flood.json"
    file.write_text(json.dumps(document, default=str), encoding="utf-8")
    said = weal(tmp_path / "home", "diagnose", "import", str(file))
    assert (said.code, said.out["ratings"]) == (0, 16)


def test_what_is_exported_is_imported_again_and_nothing_is_overwritten(
    file: Path, tmp_path: Path
) -> None:
    home, again = tmp_path / "home", tmp_path / "again.xlsx"
    id = weal(home, "diagnose", "import", str(file)).out["collaboration"]
    assert weal(home, "diagnose", "export", id, str(again)).code == 0
    refused = weal(home, "diagnose", "export", id, str(again))
    assert (refused.code, "is there already" in refused.problem["detail"]) == (2, True)
    said = weal(home, "diagnose", "import", str(again), "--collaboration", id)
    assert said.out == {"collaboration": id, "ratings": 16}
    there = weal(tmp_path / "there", "diagnose", "import", str(again))
    assert (there.code, there.out["ratings"]) == (0, 16)


def test_refused_rows_are_written_to_a_new_file(tmp_path: Path) -> None:
    file, out = tmp_path / "x.csv", tmp_path / "refused.csv"
    file.write_bytes(sheet(ROW, ROW.replace("2,", "7,")))
    words = ("diagnose", "import", str(file), "--refused", str(out))
    said = weal(tmp_path / "home", *words)
    assert (said.code, said.problem["rows"], said.problem["file"]) == (2, 1, "x.csv")
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("Ann,Telecom,")
    assert not weal(tmp_path / "home", "list").out
    again = weal(tmp_path / "home", *words)
    assert "is there already" in again.problem["detail"]


def test_an_unknown_collaboration_is_not_found(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    weal(home, "diagnose", "import", str(file))
    assert weal(home, "diagnose", "import", str(file), "--collaboration", "no").code == 5


def test_an_empty_id_is_not_taken_for_none(file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert weal(home, "diagnose", "import", str(file), "--collaboration", "").code == 5
    assert not weal(home, "list").out


def test_a_title_that_several_have_names_none_of_them_and_an_id_is_never_a_title(
    file: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    first, second = (
        weal(home, "diagnose", "import", str(file)).out["collaboration"] for _ in range(2)
    )
    again = weal(home, "diagnose", "import", str(file), "--collaboration", "Flood maps")
    assert (again.code, again.problem["detail"]) == (2, "2 collaborations are called 'Flood maps'.")
    assert first in again.problem["hint"]
    assert second in again.problem["hint"]
    named = file.rename(tmp_path / f"{first}.csv")
    weal(home, "diagnose", "import", str(named))
    taken = weal(home, "diagnose", "import", str(named), "--collaboration", first)
    assert taken.out["collaboration"] == first


def test_a_file_called_over_two_lines_gives_a_title_on_one(file: Path, tmp_path: Path) -> None:
    odd = file.rename(tmp_path / "Flood\nmaps.csv")
    assert weal(tmp_path / "home", "diagnose", "import", str(odd)).code == 0
    assert [each["title"] for each in weal(tmp_path / "home", "list").out] == ["Flood maps"]


@pytest.mark.ci
def test_a_large_file_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(many(1_000, ["A", "B"]))
    assert file.stat().st_size > 1_000_000
    assert weal(tmp_path / "home", "diagnose", "import", str(file)).out["ratings"] == 24_000
