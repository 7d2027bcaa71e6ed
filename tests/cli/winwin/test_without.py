"""`weal winwin without`."""

import pytest

from tests.cli.winwin.test_case import words
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("without") / "home")


def test_without_a_part_it_says_what_is_left_and_what_falls(told: Partnership) -> None:
    before = told.house.node.records.counter()
    shown = " ".join(words(told, "without", str(told.id), "--party", "Mappers").split())
    assert "no deal" in shown
    assert "With it falls Report: it needs Mappers, the use “Map”." in shown
    assert "Not kept." in shown
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize(
    ("away", "value", "fallen"),
    [
        ((), 59, []),
        (("--track", "consent"), 0, [{"service": "report", "lacks": ["the track consent"]}]),
        (("--service", "report"), 0, []),
    ],
)
def test_programs_are_told_the_same_as_by_the_api(
    told: Partnership, away: tuple[str, ...], value: float, fallen: list[object]
) -> None:
    home = told.house.node.home
    found = weal(home, "winwin", "without", str(told.id), *away, party="Mappers").out
    assert found["package"]["public_value"] == value
    assert found["fallen"] == fallen
    assert found["weighed"][0].keys() == found["package"].keys()


def test_what_is_not_there_cannot_be_left_out(told: Partnership) -> None:
    home = told.house.node.home
    for away, code in ((("--service", "none"), 2), (("--party", "Nobody"), 5)):
        assert weal(home, "winwin", "without", str(told.id), *away, party="Mappers").code == code
