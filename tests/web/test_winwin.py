"""Step 2 in the browser."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import offers as table
from commonweal.app import winwin
from commonweal.model.may import READ
from tests.app.houses import house
from tests.web.partnership import Partnership, partnership
from tests.web.visits import said, seen, visit


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


def test_a_package_is_computed_kept_and_shown_with_its_label(there: str, mine: TestClient) -> None:
    assert "no package was kept yet" in seen(mine.get(there))
    assert said(mine.post(f"{there}/packages")) == "solved"
    words = seen(mine.get(there))
    assert "59 points public value win-win" in words
    assert "invented figures" in words
    assert "The chance that every joined party outside government gains is" in words
    assert re.search(r"10,000 draws, seed \d+", words)
    assert "What is in the package for each party, and for the public" in words


def test_the_maximum_is_named_and_not_recommended_where_it_presses(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    now = winwin.what_if(told.user, told.house.node, told.id)
    words = seen(mine.get(there))
    if now.packages[0].public_value > now.chosen.public_value:
        assert "so it is not recommended" in words
    else:
        assert "It is also the maximum" in words


def test_without_the_service_nothing_is_left_and_nothing_is_logged(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    before = told.house.node.records.counter()
    words = seen(mine.get(f"{there}?without=service:report"))
    assert "Public value 59 → falls to 0 points" in words
    assert "No deal is left" in words
    assert "Public value 59 → falls to 0 points" in seen(mine.get(f"{there}?without=track:consent"))
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("what", ["service:nothing", "track:nothing", "", "x" * 500, "track:<b>"])
def test_what_is_not_on_the_table_cannot_be_left_out(
    what: str, where: str, browsing: TestClient
) -> None:
    answer = browsing.get(where, params={"without": what})
    seen(answer, 422)
    assert "<b>" not in answer.text


def test_a_package_needs_an_offer(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "bare"), tabled=False)
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.post(f"{told.page}/winwin/packages"), 403)
        answer = mine.post(f"{told.page}/winwin/services", data={})
        assert "Nothing is on the table yet" in seen(answer, 403)
        assert "Nothing is on the table yet" in seen(
            mine.get(f"{told.page}/winwin?without=track:x"), 200
        )


def test_a_kept_package_says_that_the_table_has_changed_since(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    assert "have changed since" not in seen(mine.get(there))
    mine.post(f"{there}/withdrawals", data={"item": "service:report", "seen": "1"})
    words = seen(mine.get(there))
    assert "Offers or tracks have changed since" in words
    assert "not on the table any more report" in words
    assert "What is in the package for each party" not in words  # a part of it is gone
    mine.post(f"{there}/packages")
    assert "have changed since" not in seen(mine.get(there))


def test_of_a_table_too_large_to_compute_at_once_it_says_that_the_offers_changed(
    told: Partnership, there: str, mine: TestClient
) -> None:
    who = told.user, told.house.node, told.id
    data = [
        {"id": f"e{n}", "holder": "Telecom", "text": f"Data {n}", "cost": [1, 2, 3]}
        for n in range(120)
    ]
    table.add(*who, entries={"unit": "points", "source": "invented", "elements": data})
    winwin.solve(*who)
    assert "have changed since" not in seen(mine.get(there))
    table.change(*who, path="elements[0].cost", low=1, likely=1, high=1, source="us")
    assert "The offers have changed since" in seen(mine.get(there))


def test_who_may_only_read_sees_the_figures_and_no_way_to_change_them(
    still: Partnership, where: str
) -> None:
    with visit(still.house.node, replace(still.user, rights=READ)) as reading:
        answer = reading.get(where)
    assert "needs the right to act" in seen(answer)
    assert "40 60 80 invented" in seen(answer)
    assert f'action="{where}' not in answer.text
    assert "/withdrawal?" not in answer.text
