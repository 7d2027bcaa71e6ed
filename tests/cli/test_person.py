"""`weal party person`: people of a hosted party, from the command line."""

from pathlib import Path

import pytest

from tests.journey.weal import weal

ASHA = "Asha Rai"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    for name in ("NCell", "Mappers"):
        assert weal(place, "party", "add", name).code == 0
    return place


def test_a_person_is_invited_listed_changed_and_removed(home: Path) -> None:
    made = weal(home, "party", "person", "add", "NCell", ASHA, "--right", "act", "--right", "sign")
    assert made.code == 0
    assert made.out["rights"] == ["read", "act", "sign"]
    assert made.out["link"].startswith("http://127.0.0.1:8080/invite/")
    again = weal(home, "party", "person", "invite", "NCell", "asha rai",
                 "--address", "https://weal.example/")  # fmt: skip
    assert again.out["link"].startswith("https://weal.example/invite/")
    assert again.out["link"].rpartition("/")[2] != made.out["link"].rpartition("/")[2]
    assert weal(home, "party", "person", "rights", "NCell", ASHA).out["rights"] == ["read"]
    (listed,) = weal(home, "party", "person", "list", "NCell").out
    assert listed == {
        "id": made.out["id"], "party": made.out["party"], "name": ASHA, "rights": ["read"],
        "state": "invited",
    }  # fmt: skip
    assert weal(home, "party", "person", "remove", "NCell", ASHA).out["state"] == "removed"
    assert weal(home, "party", "person", "list", "NCell").out == []


@pytest.mark.parametrize(
    ("words", "party", "code"),
    [
        (("add", "NCell", ASHA), "", 6),
        (("add", "NCell", " "), "", 2),
        (("add", "Nobody", ASHA), "", 5),
        (("remove", "NCell", "Someone else"), "", 5),
        (("remove", "NCell", ASHA), "Mappers", 5),
        (("list", "NCell"), "Mappers", 5),
        (("add", "NCell", "Spy"), "Mappers", 5),
    ],
)
def test_what_will_not_do_is_a_sentence_and_changes_nothing(
    words: tuple[str, ...], party: str, code: int, home: Path
) -> None:
    weal(home, "party", "person", "add", "NCell", ASHA)
    before = weal(home, "party", "person", "list", "NCell").out
    said = weal(home, "party", "person", *words, party=party)
    assert (said.code, said.out) == (code, None)
    assert said.problem["detail"].endswith(".")
    assert weal(home, "party", "person", "list", "NCell").out == before
