"""`weal note`: who asks whom, and whether others could see it."""

from pathlib import Path

from tests.journey.weal import weal
from tests.web.partnership import settled


def test_a_request_is_noted_with_its_askers_and_the_member_that_is_asked(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    said = ("note", str(told.id), "request", "Maps, please", "--source", "minutes")
    named = ("--asker", "Red Cross", "--asker", "River watch", "--asked", "Telecom", "--public")
    (event,) = weal(told.house.node.home, *said, *named, party="Mappers").out["events"]
    assert event["askers"] == ["Red Cross", "River watch"]
    assert (event["asked"], event["public"]) == (told.holder.party, True)


def test_a_name_that_nobody_can_be_called_by_is_refused(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    said = ("note", str(told.id), "request", "x", "--source", "y", "--asker", "a\tb")
    found = weal(told.house.node.home, *said, party="Mappers")
    assert found.code > 0
    assert found.problem["field"] == "askers"
