"""What a diagnosis rests on, in the browser."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.rated import rate
from tests.diagnose.codings import FLOWMINDER
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, seen, visit


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    made = settled(tmp_path / "home")
    rate(made, made.user, "A. Clerk", FLOWMINDER)
    return made


@pytest.mark.requirement(10, 11)
def test_every_item_and_every_rating_says_who_gave_it(told: Partnership) -> None:
    with visit(told.house.node, told.user) as browser:
        words = seen(browser.get(f"{told.page}/diagnose/evidence"))
        export = browser.get(f"{told.page}/diagnose/evidence?table=ratings&as=csv").text
    assert "Said of timeframe minutes of March 2026 A. Clerk Mappers" in words
    assert "A. Clerk Mappers inside Dependencies 3 1 0" in words
    assert len(export.strip().splitlines()) == 1 + 8


def test_who_has_not_answered_is_led_back(told: Partnership) -> None:
    someone = replace(told.holder, logs_in=True)
    with visit(told.house.node, someone) as browser:
        assert done(browser.get(f"{told.page}/diagnose/evidence")) == f"{told.page}/diagnose"


def test_nobody_has_answered(tmp_path: Path) -> None:
    made = settled(tmp_path / "other")
    with visit(made.house.node, made.user) as browser:
        words = seen(browser.get(f"{made.page}/diagnose/evidence"))
    assert "No evidence was given." in words
