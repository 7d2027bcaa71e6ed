"""Packages beside each other, as a document."""

from pathlib import Path

import pytest

from commonweal.adapters.documents import markdown
from commonweal.app.winwin import frontier, packages
from commonweal.app.winwin import offers as table
from commonweal.model.errors import NotYet, UnknownTerm
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def words(told: Partnership) -> str:
    return markdown(packages.document(told.user, told.house.node, told.id))


def test_it_sets_packages_with_their_chances_beside_each_other_and_says_what_is_behind_them(
    told: Partnership,
) -> None:
    who = told.user, told.house.node, told.id
    with pytest.raises(NotYet):
        packages.document(*who)
    frontier.compute(*who, margins=(0, 2))
    text = words(told)
    for said in (
        "**invented figures**",
        "Recommended: public value 59 points",
        "The plain optimum, 59 points, may press parties to the brink",
        "Chances over 10,000 draws, seed ",
        "Time limit 20 s each.",
        "| Telecom | 5 |",
        "service: ",
        "**invented:** 7 figures",
    ):
        assert said in text, said
    assert text.count("recommended |") >= 1
    assert words(told) == text


def test_it_says_that_the_offers_were_changed_since(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    frontier.compute(*who)
    table.table(*who, document=OFFERS)
    assert "were changed after" not in words(told)  # the same figures lie there
    table.change(*who, path="elements[0].cost", low=1, likely=1, high=1, source="us")
    assert "Offers or tracks were changed after this was computed." in words(told)


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype"), ("pdf", b"%PDF"),
                                             ("xlsx", b"PK"), ("md", b"# ")])  # fmt: skip
def test_it_leaves_as_a_file_of_each_form(form: str, begins: bytes, told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    frontier.compute(*who)
    assert packages.file(*who, f"packages.{form}").lower().startswith(begins.lower())
    with pytest.raises(UnknownTerm):
        packages.file(*who, "packages.exe")
