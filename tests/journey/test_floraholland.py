"""The paper's FloraHolland case, told by `weal demo`: win-wins first, then alignment, then ease."""

from pathlib import Path

import pytest

from tests.journey.told import Told, in_order, told

CUSTOMS, TRADER = "Dutch Customs", "Importer A (invented)"
RISK = "customs-risk-analysis"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(tmp_path_factory.mktemp("floraholland") / "demo", "floraholland", CUSTOMS)


@pytest.mark.requirement(29)
def test_the_story_keeps_the_paper_s_order(case: Told) -> None:
    assert in_order(
        case.story,
        *("Dutch Customs asks for invoices", "No agreement", "Too early: Alignment has not begun"),
        *("search for win-wins", "In it for Importer A", "approve the business case"),
        "Track 'Papers may be given voluntarily, by law' (legal, Tax administration) is open",
        "Signed by 2 of 2",
        *("Release rel_", "Too early: 'The green lane for Importer A' waits", "is done"),
        *("'The green lane for Importer A': aligned", "'The green lane for Importer A': delivered"),
        "'The green lane for Importer A': confirmed by Importer A",
    )


@pytest.mark.requirement(27)
def test_without_the_green_lane_or_with_a_failed_track_less_is_left(case: Told) -> None:
    assert "Without the green lane: public value 96 instead of 162 thousand EUR" in case.story
    for track in ("law", "document link", "joint inspection"):
        assert f"If the {track} fails: public value 96 instead of 162" in case.story
    assert "With nothing in return: public value 0 instead of 162 thousand EUR" in case.story
    assert "All figures invented" in case.story


def test_once_the_tracks_are_done_the_package_is_sought_again_and_kept(case: Told) -> None:
    kept = case.ok("winwin", "show", case.collaboration, party=CUSTOMS)
    told = [line for line in case.story.splitlines() if "All figures invented" in line]
    assert [line.partition("Public value ")[2][:3] for line in told] == ["162", "183"]
    assert round(kept["public_value"]) == 183


def test_it_is_a_resource_dependence_platform_with_three_partial_deviations(case: Told) -> None:
    found = case.ok("diagnose", "show", case.collaboration, party=CUSTOMS)
    assert (found["label"], found["platform"]) == ("type", "resource_dependence")
    computed = [each for each in found["deviations"] if each["basis"] == "computed"]
    assert [(each["dimension"], each["degree"]) for each in computed] == [
        ("orientation", "partly"),
        ("timeframe", "partly"),
        ("sector_conceptualisation", "partly"),
    ]


@pytest.mark.parametrize(
    ("purpose", "mode", "term"), [("tax-audit", "visit", "purpose"), (RISK, "deliver", "mode")]
)
def test_what_was_not_agreed_is_refused_by_its_clause(
    case: Told, purpose: str, mode: str, term: str
) -> None:
    said = case.asked(case.dataset(TRADER), party=CUSTOMS, purpose=purpose, mode=mode)
    assert said.code == 3
    assert case.clause(said, party=CUSTOMS) == term


@pytest.mark.parametrize("stranger", ["Importer B (invented)", "Plant health authority"])
def test_a_competitor_and_another_authority_are_told_what_is_told_of_nothing(
    case: Told, stranger: str
) -> None:
    id = case.dataset(TRADER)
    known = case.asked(id, party=stranger, purpose=RISK)
    absent = case.asked("dat_NONE", party=stranger, purpose=RISK)
    assert known.code == absent.code == 5
    assert known.problem["detail"].replace(id, "dat_NONE") == absent.problem["detail"]


def test_a_visitor_of_today_requests_runs_records_and_confirms(case: Told, tmp_path: Path) -> None:
    said = case.asked(case.dataset(TRADER), party=CUSTOMS, purpose=RISK)
    assert said.code == 0, said.problem
    release = case.ok("use", "run", "trade", "--grant", said.out["grant"]["id"], "--out",
                      str(tmp_path / "release"), party=CUSTOMS)  # fmt: skip
    assert release["synthetic"] is True
    assert release["published"] > 0
    left = case.open_return()
    case.ok("returns", "record", left, "--amount", "20", "--unit", "consignments", "--source",
            "invented", "--evidence", release["id"], party=CUSTOMS)  # fmt: skip
    confirmed = case.ok("returns", "confirm", left, party=TRADER)
    assert confirmed["state"] == "confirmed"
    assert case.ok("account", "verify")


def test_what_came_by_the_green_lane_is_what_the_release_counted(case: Told) -> None:
    shown = {
        release["id"]: item["amount"]
        for release in case.ok("use", "releases", case.collaboration, party=CUSTOMS)
        for item in release["returned"]
        if item["unit"] == "consignments"
    }
    lanes = {"The green lane for Importer A", "The green lane for Importer B"}
    came = [each for each in case.came() if each.text in lanes]
    assert len(came) == 2
    assert all(each.delivered and each.delivered.likely == shown[each.evidence] for each in came)
