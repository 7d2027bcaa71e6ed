"""`weal diagnose invite`: a link that is told once, the list, and the way back."""

from pathlib import Path

import pytest

from commonweal.app.diagnose import invitation
from commonweal.model.errors import Refused
from commonweal.model.party import NOBODY
from tests.app.asking import NAME, invited
from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.mark.requirement(12)
def test_someone_is_invited_listed_and_revoked(told: Partnership) -> None:
    home, words = told.house.node.home, ("diagnose", "invite", "Flood")
    made = weal(home, *words, "--party", "Telecom", "--respondent", NAME, "--days", "14",
                "--address", "https://weal.example/", party="Mappers")  # fmt: skip
    assert made.code == 0
    link, token = made.out["link"].rsplit("/", 1)
    assert link == "https://weal.example/answer"
    assert invitation.asked(NOBODY, told.house.node, token).questionnaire.id == made.out["id"]
    (listed,) = weal(home, *words, "--list", party="Telecom").out
    assert (listed["respondent"], listed["state"]) == (NAME, "open")
    gone = weal(home, *words, "--revoke", made.out["id"], party="Mappers")
    assert gone.out == {"id": made.out["id"], "state": "revoked"}
    with pytest.raises(Refused):
        invitation.asked(NOBODY, told.house.node, token)


@pytest.mark.parametrize(
    ("words", "party", "code"),
    [
        ((), "Mappers", 2),
        (("--party", "Telecom"), "Mappers", 2),
        (("--party", "Telecom", "--respondent", " "), "Mappers", 2),
        (("--party", "Telecom", "--respondent", "x", "--days", "0"), "Mappers", 2),
        (("--party", "Stranger", "--respondent", "x"), "Mappers", 2),
        (("--party", "Nobody", "--respondent", "x"), "Mappers", 5),
        (("--party", "Telecom", "--respondent", NAME), "Mappers", 6),
        (("--list",), "Stranger", 5),
        (("--revoke", "que_1"), "Mappers", 5),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    words: tuple[str, ...], party: str, code: int, told: Partnership
) -> None:
    invited(told, days=365)
    done = weal(told.house.node.home, "diagnose", "invite", str(told.id), *words, party=party)
    assert done.code == code
