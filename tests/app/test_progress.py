"""How far a collaboration is."""

from pathlib import Path

import pytest

from commonweal.app import collaboration, progress, use
from commonweal.app.progress import STEPS
from commonweal.app.winwin import offers, solution
from commonweal.model.track import TrackState
from commonweal.web.page import STEPS as MENU
from tests.app.houses import house
from tests.app.journey import OFFERS, Journey, rate, set_track, travelled
from tests.web.partnership import partnership


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("p") / "home")


def test_the_next_step_is_the_first_that_holds_nothing(tmp_path: Path) -> None:
    home = house(tmp_path / "home")
    made = partnership(home, tabled=False)

    def following() -> str:
        return progress.show(made.user, home.node, made.id).next

    assert following() == "diagnose"
    rate(home, made.user, made.id)
    assert following() == "winwin"
    offers.table(made.user, home.node, made.id, document=OFFERS)
    assert following() == "winwin"
    solution.solve(made.user, home.node, made.id)
    assert following() == "align"
    set_track(home, made.user, made.id, TrackState.OPEN)
    assert following() == "agree"
    collaboration.end(made.user, home.node, made.id)
    assert following() == ""


def test_what_is_counted_is_what_the_party_can_see(told: Journey) -> None:
    node = told.house.node
    user = progress.show(told.user, node, told.collaboration)
    holder = progress.show(told.holder, node, told.collaboration)
    city = progress.show(told.beneficiary, node, told.collaboration)
    assert (user.agreements, user.in_force, user.granted) == (2, 2, 2)
    assert user.releases == len(use.inbox(told.user, node, told.collaboration))
    assert (holder.owed, holder.came) == (1, 0)
    assert (city.agreements, city.granted, city.owed) == (0, 0, 0)


def test_the_roster_holds_what_the_party_is_in(told: Journey) -> None:
    (mine,) = progress.roster(told.user, told.house.node)
    assert mine.collaboration.id == told.collaboration
    assert progress.roster(told.outsiders["stranger"], told.house.node) == ()


def test_the_steps_are_those_of_the_menu() -> None:
    assert tuple(path for path, _, _ in MENU) == STEPS
