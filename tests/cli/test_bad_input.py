"""Bad input is a sentence with a hint and a non-zero exit, and the state is as before."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from commonweal.cli.main import main
from tests.journey.weal import Said, weal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    made = weal(place, "new", "Flood", "--host", "Map NGO", "--issue", "Who is cut off")
    assert made.code == 0, made
    return place


def entries(home: Path) -> int:
    found = weal(home, "account", "verify")
    assert found.code == 0, found
    return sum(each["entries"] for each in found.out)


def sentence(said: Said, *, code: int) -> dict[str, Any]:
    assert said.code == code, said
    assert said.problem["detail"].endswith((".", "?"))
    assert "Traceback" not in said.problem["detail"]
    return said.problem


def test_a_folder_that_is_not_there(home: Path) -> None:
    weal(home, "party", "add", "Telecom", "--collaboration", "Flood", "--role", "holder")
    before = entries(home)
    said = weal(home, "data", "add", "nowhere", "--holder", "Telecom", "--collaboration", "Flood",
                party="Telecom")  # fmt: skip
    assert "nowhere" in sentence(said, code=2)["detail"]
    assert entries(home) == before


@pytest.mark.parametrize(
    "content", ["", "a,b\n1,2\n", "dimension,platform,value\nx,y,9\n", "\x00\x01"]
)
def test_ratings_that_are_no_ratings(content: str, home: Path, tmp_path: Path) -> None:
    before = entries(home)
    file = tmp_path / "ratings.csv"
    file.write_text(content, encoding="utf-8")
    sentence(weal(home, "diagnose", "rate", "Flood", str(file), "--respondent", "r"), code=2)
    assert entries(home) == before


def test_a_file_that_holds_more_than_ratings_is_refused_by_name(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ratings.yaml"
    file.write_text(
        "ratings: [{dimension: orientation, platform: social_issue, value: 3}]\nstated: []",
        encoding="utf-8",
    )
    said = weal(home, "diagnose", "rate", "Flood", str(file), "--respondent", "r")
    assert "ratings.yaml: a key is 'stated'" in sentence(said, code=2)["detail"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "- 1",
        "a: &x [1]\nb: *x",
        "elements: [{id: 1}]",
        "{" * 99,
        "unit: x\nunit: y",
        "on: 2026-13-45",
    ],
)
def test_offers_that_are_no_offers(content: str, home: Path, tmp_path: Path) -> None:
    before = entries(home)
    file = tmp_path / "offers.yaml"
    file.write_text(content, encoding="utf-8")
    sentence(weal(home, "winwin", "import", str(file), "--collaboration", "Flood"), code=2)
    assert entries(home) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("diagnose", "show", "col_NONE"), 5),
        (("agree", "show", "agr_NONE"), 5),
        (("share", "request", "dat_NONE", "--purpose", "research"), 5),
        (("use", "run", "mobility", "--grant", "gra_NONE"), 5),
        (("use", "run", "mobility", "--grant", "gra_NONE", "--set", "zone"), 2),
        (("party", "key", "rotate", "Nobody"), 5),
        (("diagnose", "show", "Flood"), 3),
        (("winwin", "solve", "Flood"), 3),
        (("party", "add", "Map NGO", "--card", "missing.json"), 2),
        (("agree", "draft", "Flood", "--title", "x"), 2),
        (("agree", "draft", "Flood", "--title", "x", "--clause", "magic=1"), 2),
        (("new", "", "--issue", "x"), 2),
        (("note", "Flood", "urgency", "  ", "--source", "x"), 2),
    ],
)
def test_a_wrong_word_is_a_sentence_and_changes_nothing(
    words: tuple[str, ...], code: int, home: Path
) -> None:
    before = entries(home)
    assert sentence(weal(home, *words), code=code)["hint"]
    assert entries(home) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("new", "", "--host", "Map NGO"), 2),
        (("new", "Flood", "--host", "Map NGO", "--from", "nope"), 5),
        (("new", "Flood", "--host", "Map NGO", "--issue", "x" * 3000), 2),
    ],
)
def test_a_collaboration_that_cannot_be_makes_no_party(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    sentence(weal(tmp_path / "home", *words), code=code)
    assert weal(tmp_path / "home", "party", "list").out == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("party", "add", "Telecom", "--collaboration", "nope", "--role", "holder"), 5),
        (("party", "add", "Telecom", "--collaboration", "Flood"), 2),
        (("account", "log", "--start", "9" * 30), 2),
        (("account", "log", "--start", "-1"), 2),
        (("diagnose", "show", "\udcff"), 2),
        (("note", "Flood", "urgency", "x", "--source", "\udcff"), 2),
        (("winwin", "import", "/dev/zero", "--collaboration", "Flood"), 2),
        (("synth", "mobility", "/proc/nowhere"), 7),
    ],
)
def test_a_hostile_word_is_a_sentence_and_changes_nothing(
    words: tuple[str, ...], code: int, home: Path
) -> None:
    before, parties = entries(home), weal(home, "party", "list").out
    sentence(weal(home, *words), code=code)
    assert (entries(home), weal(home, "party", "list").out) == (before, parties)


def test_a_collaboration_starts_from_another_by_its_title(home: Path) -> None:
    first = weal(home, "list").out[0]["id"]
    assert weal(home, "new", "Next flood", "--from", "Flood").out["template"] == first


def test_a_key_file_that_is_missing(home: Path) -> None:
    for file in (home / "keys").rglob("*.pem"):
        file.unlink()
    said = weal(home, "list", party="Map NGO")
    assert "key of Map NGO cannot be opened" in sentence(said, code=2)["detail"]


def test_a_key_file_of_another_party(home: Path) -> None:
    weal(home, "party", "add", "Telecom")
    mine, theirs = sorted((home / "keys").rglob("*.pem"))
    shutil.copyfile(mine, theirs)
    said = [weal(home, "list", party=name) for name in ("Map NGO", "Telecom")]
    wrong = [each for each in said if each.code]
    assert len(wrong) == 1
    assert "key of another party" in sentence(wrong[0], code=2)["detail"]


def test_a_record_changed_behind_the_log_is_named(home: Path) -> None:
    import sqlite3

    id = weal(home, "list").out[0]["id"]
    with sqlite3.connect(home / "commonweal.db") as raw:
        raw.execute("update collaboration set body = replace(body, 'Who is', 'Who was')")
    said = weal(home, "account", "verify")
    assert id in sentence(said, code=4)["detail"]


def test_an_entry_changed_in_the_log_is_named_by_its_position(home: Path) -> None:
    import sqlite3

    changed = "cast(replace(cast(body as text), 'opened', 'closed') as blob)"
    with sqlite3.connect(home / "commonweal.db") as raw:
        raw.execute(f"update entry set body = {changed} where seq = 1")
    assert sentence(weal(home, "account", "verify"), code=4)["entry"] == 1


def test_the_clock_set_back_is_refused(home: Path) -> None:
    import sqlite3

    ahead = int((datetime.now(UTC) + timedelta(hours=3)).timestamp() * 1_000_000)
    with sqlite3.connect(home / "commonweal.db") as raw:
        raw.execute("update log set latest = ?", (ahead,))
    said = weal(home, "note", "Flood", "urgency", "x", "--source", "y")
    assert said.problem["code"] == "clock-set-back", said
    assert "clock" in sentence(said, code=2)["hint"].lower()


@contextmanager
def nobody() -> Iterator[None]:
    """As a user without rights, where the tests run as root."""
    if os.getuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_home_that_cannot_be_written() -> None:
    with TemporaryDirectory() as reachable:
        Path(reachable).chmod(0o755)
        home = Path(reachable) / "home"
        assert weal(home, "new", "Flood", "--host", "Map NGO", "--issue", "Who").code == 0
        home.chmod(0o555)
        with nobody():
            said = weal(home, "list")
        assert "cannot be written" in sentence(said, code=7)["detail"]
        assert entries(home) > 0


def test_a_home_that_cannot_be_reached(home: Path) -> None:
    home.parent.chmod(0o000 if os.getuid() else 0o700)
    with nobody():
        said = weal(home, "list")
    home.parent.chmod(0o700)
    assert "cannot be read" in sentence(said, code=7)["detail"]


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    sentence(weal(file, "list"), code=7)


def test_settings_that_cannot_be_read(home: Path) -> None:
    (home / "commonweal.toml").write_text("partie = 'x'", encoding="utf-8")
    assert "Did you mean" in sentence(weal(home, "list"), code=2)["hint"]


def test_help_answers_without_loading_what_it_tells_about() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "commonweal", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for heavy in ("sqlalchemy", "duckdb", "numpy", "pydantic", "fastapi", "rich.console"):
        assert f" {heavy}\n" not in done.stderr


@pytest.mark.parametrize(
    "words", [("data", "add"), ("nonsense",), ("synth", "mobility", "x", "--days", "three")]
)
def test_wrong_words_are_a_problem_like_any_other(words: tuple[str, ...]) -> None:
    import json

    done = subprocess.run(
        [sys.executable, "-m", "commonweal", *words, "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert json.loads(done.stderr)["code"] == "invalid"


def test_a_demo_where_a_file_lies(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    sentence(weal(file, "demo", "--no-serve"), code=6)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_bench_where_a_file_lies(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    said = weal(tmp_path / "home", "bench", "mobility", "--work", str(file))
    assert "cannot be made" in sentence(said, code=7)["detail"]


def test_an_ended_project_takes_nobody_in(home: Path) -> None:
    assert weal(home, "end", "Flood").code == 0
    before = entries(home)
    late = weal(home, "party", "add", "Late", "--collaboration", "Flood", "--role", "user")
    assert "has ended" in sentence(late, code=3)["detail"]
    assert entries(home) == before


def test_the_name_of_a_file_does_not_steer_the_terminal(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "\x1b[2J\u202ex.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["weal", "diagnose", "import", str(file), "--home", str(home)])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "?[2J?x.csv" in said
    assert said.replace("\n", " ").isprintable()
