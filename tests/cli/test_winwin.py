"""`weal winwin`: what goes in, what comes out, and what is refused with a sentence."""

import json
import re
import signal
import subprocess
import sys
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from commonweal.app.winwin import offers, solution
from commonweal.cli.main import app
from tests.figures import tells
from tests.journey.weal import Said, weal
from tests.web.partnership import Partnership, settled
from tests.winwin.documented import documented
from tests.winwin.invented import LARGE, Generator

DOCUMENT: dict[str, Any] = {
    "parties": [
        {"id": "carrier", "kind": "business"},
        {"id": "mapper", "kind": "ngo"},
        {"id": "customs", "kind": "government"},
    ],
    "elements": [{"id": "calls", "holder": "carrier", "cost": {"low": 1, "likely": 2, "high": 3}}],
    "uses": [
        {"element": "calls", "party": "mapper", "private_value": 3, "public_value": 40,
         "risk_to_holder": 1},
    ],
    "services": [
        {"id": "report", "provider": "mapper", "cost": 1,
         "recipients": [{"party": "carrier", "benefit": 6}], "needs_uses": [["calls", "mapper"]],
         "needs_tracks": ["consent"]},
    ],
    "tracks": [
        {"id": "consent", "kind": "legal", "authority": "Customs", "cost": 1, "state": "open"},
    ],
}  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


def asked(told: Partnership, command: str, *words: str, party: str = "Mappers") -> Said:
    """One call of a command of the step about the partnership, with --json."""
    return weal(told.house.node.home, "winwin", command, str(told.id), *words, party=party)


def shown(told: Partnership, command: str, *words: str) -> str:
    """What a command says to people."""
    home = ["--as", "Mappers", "--home", str(told.house.node.home)]
    done = CliRunner().invoke(app, ["winwin", command, str(told.id), *words, *home])
    assert done.exit_code == 0, done.output
    return done.stdout


def imported(told: Partnership, document: object, folder: Path) -> Said:
    file = folder / "offers.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    where = ("--collaboration", str(told.id))
    return weal(told.house.node.home, "winwin", "import", str(file), *where, party="Mappers")


def test_a_kept_package_says_that_the_table_has_changed_since(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    solution.solve(*who)
    assert "It still holds." in shown(told, "show")
    kept = asked(told, "show").out
    assert (kept["changed_since"], kept["offers_version"]) == (False, 1)
    offers.change(
        *who, path="uses[0].public_value", low=40, likely=70, high=90, source="us", seen=1
    )
    assert "Offers or tracks have changed since" in shown(told, "show")
    assert "public value 59.0 points" in shown(told, "show")  # as it was kept


def test_a_change_that_gives_the_same_package_is_no_change(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    solution.solve(*who)
    offers.change(
        *who, path="uses[0].public_value", low=40, likely=60, high=80, source="our own count"
    )
    assert "It still holds." in shown(told, "show")


def test_an_import_says_what_was_made_and_that_figures_are_points(
    told: Partnership, tmp_path: Path
) -> None:
    file = tmp_path / "offers.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    words = ["winwin", "import", str(file), "--collaboration", "Flood", "--as", "Mappers"]
    done = CliRunner().invoke(app, [*words, "--home", str(told.house.node.home)])
    said = " ".join(done.stdout.split())
    assert "On the table: data elements 1, uses 1, services in return 1, tracks 1" in said
    assert "in points: no figure says a unit" in said
    assert "Made and joined: carrier, mapper, customs." in said
    assert "Stars and words" not in said


def test_an_import_in_stars_shows_what_stars_and_words_count_as(
    told: Partnership, tmp_path: Path
) -> None:
    file = tmp_path / "offers.json"
    starred = changed("elements", 0, "cost", to="little")
    file.write_text(json.dumps({**starred, "star": 4}), encoding="utf-8")
    words = ["winwin", "import", str(file), "--collaboration", "Flood", "--as", "Mappers"]
    said = CliRunner().invoke(app, [*words, "--home", str(told.house.node.home)]).stdout
    assert "Stars and words, in points" in said
    assert re.search(r"3\s+much\s+10\.00\s+12\.00\s+14\.00", said)


def test_what_is_exported_can_be_imported_again(told: Partnership, tmp_path: Path) -> None:
    before = asked(told, "export").out
    for name in ("offers.yaml", "offers.json"):
        assert asked(told, "export", str(tmp_path / name)).code == 0
        where = ("--collaboration", str(told.id))
        again = weal(
            told.house.node.home, "winwin", "import", str(tmp_path / name), *where, party="Mappers"
        )
        assert again.code == 0, again.problem
        assert asked(told, "export").out == before
    assert "offers.yaml is there" in asked(told, "export", str(tmp_path / "offers.yaml")).problem[
        "detail"
    ].replace(f"{tmp_path}/", "")
    assert asked(told, "export", "offers.txt").code == 2


def test_an_export_to_the_terminal_is_not_wrapped(still: Partnership, tmp_path: Path) -> None:
    file = tmp_path / "offers.yaml"
    asked(still, "export", str(file))
    assert shown(still, "export").rstrip() == file.read_text(encoding="utf-8").rstrip()


def test_without_a_margin_the_recommended_package_is_kept(told: Partnership) -> None:
    said = " ".join(shown(told, "solve").split())
    assert "Recommended, and kept. The plain optimum, 59 points, may press parties" in said
    assert re.search(r"Proved in [\d.]+ s of at most 20 s: no gap is left\.", said)
    kept = asked(told, "show").out
    assert kept["id"].startswith("pac_")
    assert kept["margin"] > 0
    assert asked(told, "frontier", "--last").out["recommended"] is not None


def test_with_a_margin_it_is_shown_and_kept_only_if_that_is_asked(told: Partnership) -> None:
    before = told.house.node.records.counter()
    assert "Not kept" in shown(told, "solve", "--margin", "1")
    not_kept = asked(told, "solve", "--margin", "1").out
    assert not_kept["id"] is None
    assert not_kept["note"].startswith("Limits that parties keep to themselves are not counted")
    assert told.house.node.records.counter() == before
    kept = asked(told, "solve", "--margin", "1", "--caution", "0.5", "--keep").out
    assert asked(told, "show").out["id"] == kept["id"]
    assert (kept["margin"], kept["caution"]) == (1, 0.5)


def test_packages_compared_and_the_plan_leave_as_documents(
    told: Partnership, tmp_path: Path
) -> None:
    home = told.house.node.home
    for name, words in (("a", ("winwin", "frontier")), ("b", ("align", "status"))):
        out = tmp_path / f"{name}.md"
        assert weal(home, *words, str(told.id), "--out", str(out), party="Mappers").code == 0
        assert out.read_text(encoding="utf-8").startswith("# ")
        wrong = str(tmp_path / "c.exe")
        before = told.house.node.records.counter()
        assert weal(home, *words, str(told.id), "--out", wrong, party="Mappers").code == 2
        assert told.house.node.records.counter() == before


def test_the_plain_optimum_is_shown_as_not_recommended_while_it_is_on_the_brink(
    told: Partnership,
) -> None:
    tight = changed("elements", 0, "cost", to=[2, 4, 12])
    offers.table(told.user, told.house.node, told.id, document=tight)
    said = " ".join(shown(told, "solve", "--margin", "0").split())
    assert "Not recommended: nobody is held to more than zero here" in said


def test_a_frontier_says_why_the_optimum_is_not_recommended(told: Partnership) -> None:
    said = " ".join(shown(told, "frontier").split())
    assert "The plain optimum, 59 points, may press parties to the brink" in said
    found = asked(told, "frontier", "--margins", "2,0").out
    assert [each["margin"] for each in found["points"]] == [0, 2]
    assert found["recommended"] == 1
    assert found["why_not_the_optimum"].startswith("The plain optimum, 59 points")


def test_a_need_is_told_by_name_and_for_a_target(still: Partnership) -> None:
    found = asked(still, "need", "--party", "Telecom").out
    assert [each["scenario"] for each in found] == ["likely", "low"]
    assert asked(still, "need", "--target", "59").out[0]["least_incentive"] == 0
    beyond = asked(still, "need", "--target", "1000").out[0]
    assert beyond["least_incentive"] is None
    assert beyond["why"]
    assert asked(still, "need", "--party", "Nobody").code == 5
    assert asked(still, "need").code == 2


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The document with one thing set."""
    made = deepcopy(DOCUMENT)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return made


_WAITS = {"id": "other", "kind": "legal", "authority": "Customs", "cost": 0, "state": "open"}

WRONG = {
    "low above high": (
        changed("elements", 0, "cost", to={"low": 3, "likely": 2, "high": 1}),
        "elements[0].cost",
    ),
    "missing unit": (
        changed("elements", 0, "cost", to={"low": 1, "likely": 2, "high": 3, "unit": "EUR"}),
        "unit",
    ),
    "two currencies": (
        {
            **changed("elements", 0, "cost", to={"low": 1, "likely": 2, "high": 3, "unit": "USD"}),
            "unit": "EUR",
        },
        "USD",
    ),
    "unknown party": (changed("elements", 0, "holder", to="stranger"), "elements[0].holder"),
    "unknown provider": (changed("services", 0, "provider", to="stranger"), "services[0].provider"),
    "cyclic preconditions": (
        changed(
            "tracks",
            to=[
                {**DOCUMENT["tracks"][0], "needs_tracks": ["other"]},
                {**_WAITS, "needs_tracks": ["consent"]},
            ],
        ),
        "consent",
    ),
    "a service nobody can provide": (
        changed("services", 0, "needs_uses", to=[["calls", "customs"]]),
        "services[0].needs_uses",
    ),
    "an extreme number": (changed("uses", 0, "public_value", to=1e300), "uses[0].public_value"),
    "no number": (changed("uses", 0, "public_value", to="nan"), "uses[0].public_value"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_import_that_will_not_do_is_a_sentence_and_makes_nothing(
    name: str, still: Partnership, tmp_path: Path
) -> None:
    document, place = WRONG[name]
    before = still.house.node.records.counter()
    said = imported(still, document, tmp_path)
    assert said.code == 2, said
    assert place in f"{said.problem['detail']} {said.problem['hint']}"
    assert said.problem["hint"]
    assert still.house.node.records.counter() == before


def test_no_package_is_an_answer_that_says_why(still: Partnership) -> None:
    found = asked(still, "solve", "--margin", "500")
    assert found.code == 0
    assert (found.out["standing"], found.out["public_value"]) == ("no deal", 0)
    assert (found.out["elements"], found.out["joins"]) == ([], [])
    assert set(found.out["net_by_party"].values()) == {0}
    assert "margin of 500 points" in found.out["why"][0]["constraint"]
    assert "There is no package" not in shown(still, "solve", "--margin", "1")


@pytest.mark.parametrize(
    "words",
    [
        ("solve", "--seconds", "0"),
        ("solve", "--margin", "nan"),
        ("solve", "--margin", "1", "--gap", "-1"),
        ("solve", "--margin", "1", "--caution", "2"),
        ("frontier", "--margins", "1,two"),
        ("frontier", "--margins", "1,nan"),
        ("frontier", "--margins", ",".join(map(str, range(30)))),
    ],
)
def test_a_word_that_will_not_do_is_a_sentence(words: tuple[str, ...], still: Partnership) -> None:
    said = asked(still, *words)
    assert said.code == 2
    assert said.problem["hint"]


def test_a_secret_of_another_party_is_in_no_answer(told: Partnership) -> None:
    made = asked(told, "limit", "--least", "4.321", party="Telecom")
    assert made.code == 0, made.problem
    asked(told, "solve")
    for words in (
        ("limit",),
        ("show",),
        ("export",),
        ("solve", "--margin", "0"),
        ("frontier",),
        ("need", "--party", "Telecom"),
        ("explain",),
    ):
        said = asked(told, *words)
        assert said.code == 0, said.problem
        assert not tells(said, "4.32"), words
    own = asked(told, "limit", party="Telecom")
    assert tells(own, "4.32")
    logged = weal(told.house.node.home, "account", "log", party="Mappers")
    assert not tells(logged, "4.32")


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """The largest table that the optimiser promises to handle."""
    made = Generator(size=LARGE, seed=1)
    document = documented(made.table(), made.kinds)
    pairs = {(each["element"], each["party"]): each for each in document["uses"]}
    told = settled(tmp_path_factory.mktemp("big") / "home", tabled=False)
    whole = {**document, "uses": list(pairs.values())}
    offers.table(told.user, told.house.node, told.id, document=whole)
    return told


@pytest.mark.ci
def test_an_optimiser_out_of_time_answers_with_what_it_has(big: Partnership) -> None:
    found = asked(big, "solve", "--margin", "1", "--seconds", "0.01").out
    assert (found["ended"], found["gap"]) == ("time limit", 1)
    assert "Ended by the time limit after" in " ".join(
        shown(big, "solve", "--margin", "1", "--seconds", "0.01").split()
    )


@pytest.mark.ci
@pytest.mark.parametrize("words", [("frontier",), ("solve", "--margin", "2")], ids=" ".join)
def test_ctrl_c_ends_with_the_best_found(words: tuple[str, ...], big: Partnership) -> None:
    """How soon it searches, and how long, is the machine's affair: one of the moments hits."""
    assert any(interrupted(big, words, after) == "stopped" for after in (3, 4, 6, 9, 14, 20))


def interrupted(big: Partnership, words: tuple[str, ...], after_s: float) -> str:
    """How a search ended that hears Ctrl-C after so many seconds; empty if it had not begun."""
    command = [sys.executable, "-m", "commonweal", "winwin", words[0], str(big.id), *words[1:]]
    options = ["--gap", "0", "--seconds", "300", "--json", "--as", "Mappers"]
    with subprocess.Popen(
        [*command, *options, "--home", str(big.house.node.home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after_s)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    if process.returncode:
        return ""
    found = json.loads(said)
    return str((found["points"][-1] if "points" in found else found)["ended"])
