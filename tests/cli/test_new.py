"""`weal new`: who begins."""

from pathlib import Path

from tests.journey.weal import weal


def test_the_first_party_of_a_home_is_of_the_kind_that_is_given(tmp_path: Path) -> None:
    begun = ("new", "Flood", "--host", "City of Riverton", "--kind", "government")
    assert weal(tmp_path, *begun).code == 0
    (made,) = weal(tmp_path, "party", "list").out
    assert (made["name"], made["kind"]) == ("City of Riverton", "government")
