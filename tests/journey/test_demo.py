"""The three cases in one home, as `weal demo` plays them."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.cases.case import NAMES, case
from commonweal.model.agreement import Agreement, AgreementState
from commonweal.model.collaboration import Collaboration
from tests.journey.weal import weal
from tests.machine import patient
from tests.played import Played

MOST_SECONDS = 60


@pytest.fixture
def home(three: Played) -> Path:
    return three.home


@pytest.fixture
def told(three: Played) -> dict[str, Any]:
    return three.told


def test_it_plays_the_three_cases_of_the_paper_in_its_order(told: dict[str, Any]) -> None:
    assert [each["id"] for each in told["cases"]] == list(NAMES)
    assert [each["platform"] for each in told["cases"]] == [
        *("resource_dependence", "social_issue", "societal_sector")
    ]
    assert told["seconds"] < patient(MOST_SECONDS)


def test_every_case_tells_the_same_things(told: dict[str, Any]) -> None:
    keys = {frozenset(each) for each in told["cases"]}
    assert keys == {
        frozenset(
            {"id", "platform", "profile", "deviations", "package", "agreement", "grants"}
            | {"refusals", "release", "returns", "evidence"}
        )
    }
    for each in told["cases"]:
        assert each["evidence"]["verified"]
        assert each["release"]["published"] > 0
        assert each["release"]["synthetic"]
        assert each["package"]["invented"]


def test_the_end_of_one_case_s_term_ends_no_other_s(told: dict[str, Any], home: Path) -> None:
    del told
    node = build(settings(home, ""))
    found = {e.record.id: e.record.template for e in node.records.find(Collaboration)}
    states: dict[str, set[AgreementState]] = {name: set() for name in NAMES}
    for stored in node.records.find(Agreement):
        agreement = stored.record
        states[found[agreement.collaboration]].add(agreement.state)
        if agreement.state is AgreementState.ACTIVE:
            assert agreement.in_force(node.clock.now())
    assert states["flowminder"] <= {AgreementState.EXPIRED, AgreementState.CLOSED}
    assert states["floraholland"] == states["newyork"] == {AgreementState.ACTIVE}


def test_the_logs_of_all_cases_fit_and_add_up(told: dict[str, Any], home: Path) -> None:
    verified = weal(home, "account", "verify")
    assert verified.code == 0
    assert len(verified.out) == sum(len(case(name).parties) for name in NAMES)
    entries = sum(each["evidence"]["entries"] for each in told["cases"])
    assert sum(each["entries"] for each in verified.out) == entries


@pytest.mark.parametrize("name", NAMES)
def test_one_s_own_starts_from_any_case(tmp_path: Path, name: str) -> None:
    home = tmp_path / "own"
    made = weal(home, "new", "Ours", "--host", "Our office", "--from", name)
    assert made.code == 0, made.problem
    assert made.out["template"] == name
    known = {each["name"] for each in weal(home, "party", "list", party="Our office").out}
    assert known == {"Our office", *(each.name for each in case(name).parties.values())}


def test_a_case_that_is_not_there_leaves_no_home_behind(tmp_path: Path) -> None:
    said = weal(tmp_path / "none", "demo", "--no-serve", "--case", "newyrok")
    assert said.code == 2
    assert "newyork" in said.problem["hint"]
    assert not (tmp_path / "none").exists()
