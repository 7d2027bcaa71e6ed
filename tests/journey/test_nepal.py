"""The paper's Nepal case, told by `weal demo`."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journey.weal import weal
from tests.played import Played
from tests.scale import SCALE

CASE = "flowminder"
TITLE = "Population flows after the Nepal earthquake"


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The case alone in a home; the quick size looks at it beside the two others."""
    if SCALE == "quick":
        three: Played = request.getfixturevalue("three")
        return three
    home = tmp_path_factory.mktemp("nepal") / "demo"
    said = weal(home, "demo", "--no-serve", "--case", CASE)
    assert said.code == 0, said
    return Played(home=home, told=said.out)


@pytest.fixture(scope="module")
def home(demo: Played) -> Path:
    return demo.home


@pytest.fixture(scope="module")
def told(demo: Played) -> dict[str, Any]:
    return demo.told


@pytest.fixture(scope="module")
def case(told: dict[str, Any]) -> dict[str, Any]:
    (found,) = (each for each in told["cases"] if each["id"] == CASE)
    return dict(found)


def test_it_is_diagnosed_as_a_social_issue_platform_with_one_deviation(
    case: dict[str, Any],
) -> None:
    assert case["platform"] == "social_issue"
    computed = [each for each in case["deviations"] if each["basis"] == "computed"]
    assert [(each["dimension"], each["degree"]) for each in computed] == [
        ("dependencies", "deviates")
    ]


@pytest.mark.requirement(15)
def test_its_diagnosis_says_that_it_is_one_coder_s_draft(home: Path) -> None:
    found = weal(home, "diagnose", "show", TITLE, party="Flowminder").out
    assert "One coder's draft" in found["note"]
    assert "validates nothing" in found["note"]


def test_the_package_leaves_every_party_with_something(case: dict[str, Any]) -> None:
    nets = case["package"]["net_by_party"]
    assert nets["NCell"] > 0
    assert nets["Flowminder"] > 0
    assert case["package"]["public_value"] > 0
    assert case["package"]["chance"] >= 0.95
    assert case["package"]["invented"] is True


@pytest.mark.requirement(44)
def test_before_the_event_no_package_leaves_everyone_better_off_and_after_it_one_does(
    home: Path,
) -> None:
    (found,) = weal(home, "list", party="Flowminder").out
    log = weal(home, "account", "log", party="Flowminder").out
    chosen = [
        each["facts"]
        for each in log
        if each["kind"] == "winwin.package-chosen" and each["collaboration"] == found["id"]
    ]
    uses = [dict(each)["uses"] for each in chosen]
    assert (uses[0], uses[-1]) == (0, 1)


def test_both_packages_stay_in_sight_and_their_figures_say_that_they_are_our_illustration(
    home: Path,
) -> None:
    kept = weal(home, "winwin", "show", TITLE, party="Flowminder").out
    assert (kept["standing"], kept["earlier"][-1]["standing"]) == ("win-win", "no deal")
    table = weal(home, "winwin", "export", TITLE, party="Flowminder").out
    assert table["source"] == "invented, our illustration and not the paper's"
    assert kept["invented"] is True


def test_both_parties_signed_and_the_term_ended_the_agreement(case: dict[str, Any]) -> None:
    assert case["agreement"]["signatures"] == 2
    assert case["agreement"]["state"] in {"expired", "closed"}


@pytest.mark.requirement(36)
def test_it_was_granted_once_and_refused_by_purpose_count_and_state(
    case: dict[str, Any], home: Path
) -> None:
    assert case["grants"] == 2  # the delivery, and our proposal beside it: a visit
    shown = weal(home, "agree", "show", case["agreement"]["id"], party="Flowminder").out
    terms = {each["id"]: each["term"] for each in shown["agreement"]["clauses"]}
    refused = [terms.get(each["clause"], each["clause"]) for each in case["refusals"]]
    assert refused == ["purpose", "count", "state"]


@pytest.mark.requirement(46)
def test_what_left_passed_disclosure_and_informed_decisions(case: dict[str, Any]) -> None:
    release = case["release"]
    assert release["threshold"] == 16
    assert release["published"] > 0
    assert release["decisions"] == 2
    assert release["synthetic"] is True


def test_every_promised_return_was_confirmed(case: dict[str, Any]) -> None:
    assert [each["state"] for each in case["returns"]] == ["confirmed", "confirmed"]


def test_every_log_and_record_fits(told: dict[str, Any], home: Path) -> None:
    evidence = [each["evidence"] for each in told["cases"]]
    assert all(each["verified"] for each in evidence)
    again = weal(home, "account", "verify")
    assert again.code == 0
    assert sum(each["entries"] for each in again.out) == sum(each["entries"] for each in evidence)


def test_the_vault_key_is_gone(told: dict[str, Any], home: Path) -> None:
    del told
    (found,) = weal(home, "list", party="Flowminder").out
    agreed = weal(home, "agree", "list", found["id"], party="Flowminder").out
    places = [home / "vault" / each["id"] for each in agreed]
    assert len(places) == 2
    assert all(place.is_dir() for place in places)
    assert not [key for place in places for key in place.rglob("key") if key.stat().st_size]


def test_a_second_demo_in_the_same_home_is_refused_and_changes_nothing(
    told: dict[str, Any], home: Path
) -> None:
    del told
    before = weal(home, "account", "verify").out
    said = weal(home, "demo", "--no-serve")
    assert said.code == 6
    assert "holds a demo already" in said.problem["detail"]
    assert weal(home, "account", "verify").out == before


@pytest.mark.ci
def test_the_story_is_told_in_steps_that_say_who_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "commonweal",
            "demo",
            "--no-serve",
            "--case",
            "flowminder",
            "--home",
            str(tmp_path / "d"),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "", "COLUMNS": "400"},
    )
    story = done.stdout
    headings = [line for line in story.splitlines() if line[:1].isdigit()]
    assert [heading.split()[1].rstrip(":") for heading in headings] == [
        *("diagnose", "winwin", "align", "agree", "share", "use", "returns", "account")
    ]
    assert story.index("proposes to share") < story.index("Earthquake") < story.index("4 agree")
    assert "paper " in story
    assert "ours " in story
    assert "synthetic" in story
    assert "the figures are the same" in story
    assert "weal account verify" in story
