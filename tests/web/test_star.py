"""Figures in stars, for people who cannot give numbers."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import offers as table
from tests.app.journey import OFFERS
from tests.web.offering import offers, restated, use
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


def test_a_figure_is_given_in_stars_and_shown_so(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert done(restated(told, mine, there, stars="3")) == f"{there}/offers"
    given = offers(told).uses[0].public_value
    assert (given.low, given.likely, given.high, given.said) == (25, 30, 35, "3 stars")
    answer = mine.get(f"{there}/offers")
    assert "★★★☆☆" in answer.text
    words = seen(answer)
    assert "given as 3 stars" in words
    assert "One star counts as 10 points" in words
    assert "3 some" not in words
    assert "2 some 15 20 25" in words
    numbers = restated(told, mine, there, low="25", likely="31", high="35")
    assert done(numbers) == f"{there}/offers"
    assert offers(told).uses[0].public_value.said == ""
    assert "★" not in mine.get(f"{there}/offers").text


def test_stars_need_no_numbers(told: Partnership, there: str, mine: TestClient) -> None:
    empty = {"low": "", "likely": "", "high": ""}
    assert done(restated(told, mine, there, stars="0", **empty)) == f"{there}/offers"
    assert offers(told).uses[0].public_value.likely == 0


def test_stars_are_not_offered_where_nobody_said_what_one_counts_as(
    told: Partnership, there: str, mine: TestClient
) -> None:
    table.table(told.user, told.house.node, told.id, document={**OFFERS, "unit": "EUR"})
    answer = mine.get(f"{there}/offers")
    assert "Nobody has said what a star counts as here" in seen(answer)
    assert 'name="stars"' not in answer.text
    refused(restated(told, mine, there, stars="3"), 422, "what one star is worth")
    assert said(mine.post(f"{there}/star", data={"worth": "500", "seen": "2"})) == "saved"
    assert "One star counts as 500 EUR" in seen(mine.get(f"{there}/offers"))


def test_an_offer_is_made_in_stars(told: Partnership, there: str, mine: TestClient) -> None:
    bounds = ("low", "likely", "high")
    none = {f"public-{bound}": "" for bound in bounds}
    form = use(told, element="", **none, **{"public-stars": "4"})
    assert said(mine.post(f"{there}/uses", data=form)) == "tabled"
    assert offers(told).uses[-1].public_value.said == "4 stars"


def test_the_first_offer_is_made_in_stars_too(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    there = f"{told.page}/winwin"
    none = {f"public-{bound}": "" for bound in ("low", "likely", "high")}
    form = use(told, seen="0", unit="thousand EUR", **none, **{"public-stars": "4"})
    with visit(told.house.node, told.user) as mine:
        assert "or in stars" in seen(mine.get(f"{there}/offers"))
        refused(mine.post(f"{there}/uses", data=form), 422, "nobody has said what one counts as")
        assert said(mine.post(f"{there}/uses", data={**form, "star": "25"})) == "tabled"
    assert offers(told).uses[-1].public_value.likely == 100


def test_what_was_given_in_stars_is_put_back_in_stars(
    told: Partnership, there: str, mine: TestClient
) -> None:
    restated(told, mine, there, stars="3")
    restated(told, mine, there, low="1", likely="2", high="3")
    form = mine.get(f"{there}/offers").text.partition('<tr class="was">')[2]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form.partition("</form>")[0]))
    assert done(mine.post(f"{there}/figures", data=fields)) == f"{there}/offers"
    assert offers(told).uses[0].public_value.said == "3 stars"


def test_figures_in_stars_follow_what_a_star_counts_as(
    told: Partnership, there: str, mine: TestClient
) -> None:
    restated(told, mine, there, stars="3")
    assert said(mine.post(f"{there}/star", data={"worth": "20", "seen": "2"})) == "saved"
    given = offers(told).uses[0].public_value
    assert (given.low, given.likely, given.high, given.said) == (50, 60, 70, "3 stars")
    assert offers(told).elements[0].cost.likely == 3


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"worth": "0", "seen": "1"}, 422, "star is 0"),
        ({"worth": "-3", "seen": "1"}, 422, "star is -3"),
        ({"worth": "1e12", "seen": "1"}, 422, "star is"),
        ({"worth": "", "seen": "1"}, 422, "nothing is given"),
        ({"worth": "5", "seen": "9"}, 409, "changed the offers since"),
    ],
)
def test_a_star_that_is_worth_nothing_is_refused(
    form: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    before = still.house.node.records.counter()
    refused(browsing.post(f"{where}/star", data=form), status, words)
    assert still.house.node.records.counter() == before
