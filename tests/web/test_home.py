"""Home in the browser."""

from pathlib import Path

import pytest

from commonweal.app.align import alignment
from commonweal.app.winwin import solution
from commonweal.model.track import TrackState
from tests.app.houses import House, house
from tests.app.journey import rate, set_track
from tests.web.partnership import partnership
from tests.web.visits import seen, visit


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


def test_a_party_in_nothing_is_led_to_the_start(home: House) -> None:
    newcomer = home.party("Newcomer")
    with visit(home.node, newcomer) as browser:
        page = browser.get("/")
    assert "Newcomer is in no collaboration yet" in seen(page)
    assert 'href="/start"' in page.text


def test_a_card_says_what_it_is_how_far_it_is_and_what_is_next(home: House) -> None:
    told = partnership(home)
    with visit(home.node, told.user) as browser:
        assert "Next: Diagnose" in seen(browser.get("/"))
        rate(home, told.user, told.id)
        words = seen(browser.get("/"))
        assert "Social Issue platform" in words
        assert "Next: Win-win" in words
        solution.solve(told.user, home.node, told.id)
        set_track(home, told.user, told.id, TrackState.OPEN)
        words = seen(browser.get("/"))
    assert alignment.status(told.user, home.node, told.id).tracks
    assert "Next: Agree" in words
    assert "invented figures" in words


def test_nobody_sees_a_collaboration_they_are_not_in(home: House) -> None:
    told = partnership(home)
    with visit(home.node, told.stranger) as browser:
        page = browser.get("/")
    assert told.id not in page.text
    assert "Flood" not in seen(page)


def test_a_title_with_markup_is_words(home: House) -> None:
    told = partnership(home, title="<script>alert(1)</script>")
    with visit(home.node, told.user) as browser:
        page = browser.get("/")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_there_is_no_tour_outside_the_demo(home: House) -> None:
    told = partnership(home)
    with visit(home.node, told.user) as browser:
        assert "Five-minute tour" not in browser.get("/").text
        assert browser.get("/tour/1").status_code == 404


def test_the_three_cases_stand_side_by_side_with_their_deviations(home: House) -> None:
    with visit(home.node, home.party("Newcomer")) as browser:
        page = browser.get("/").text
    compared = page.split('id="compared"', 1)[1]
    assert compared.count("<tr>") == 1 + 1 + 8
    assert "deviates" in compared
    assert 'href="/compare#flowminder-dependencies"' in compared
