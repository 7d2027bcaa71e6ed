"""What there would be: nothing is kept, and no limit of another party can be found by asking."""

from pathlib import Path
from typing import Any

import pytest

from commonweal.app.winwin import limit, solution, whatif
from commonweal.app.winwin.unkept import Weighed
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Package, Standing
from tests.web.partnership import Partnership, settled

TELECOM_NETS = 5
"""In the package of all that lies there."""


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def answers(told: Partnership, who: Actor) -> str:
    """All that can be asked without keeping it, but for the seconds that it took."""
    asked = who, told.house.node, told.id
    at = [whatif.at(*asked, margin=each / 2) for each in range(13)]
    away = [
        whatif.without(*asked),
        whatif.without(*asked, services=["report"]),
        whatif.without(*asked, tracks=["consent"]),
        *(whatif.without(*asked, parties=[each.party]) for each in told.members),
    ]
    packages = [*at, *(each for one in away for each in one.packages)]
    why = [whatif.blocked(*asked, each) for each in at]
    return str([[(each.nets, each.public_value) for each in packages], why])


def test_a_package_at_a_margin_is_shown_and_nothing_is_kept(still: Partnership) -> None:
    node = still.house.node
    before = node.records.counter()
    found = whatif.at(still.user, node, still.id, margin=4)
    assert found.standing is Standing.NO_DEAL  # Mappers nets 3: 4 of the map less the report
    assert whatif.at(still.user, node, still.id, margin=3).standing is Standing.WIN_WIN
    assert node.records.counter() == before
    assert not node.records.find(Package, collaboration=still.id)


@pytest.mark.parametrize(
    "asked",
    [
        {"margin": float("nan")},
        {"margin": 1e13},
        {"margin": 1, "caution": 1.1},
        {"margin": 1, "gap": -0.1},
        {"margin": 1, "gap": float("nan")},
        {"margin": 1, "seconds": 0},
        {"margin": 1, "seconds": float("inf")},
    ],
)
def test_a_margin_gap_or_time_that_will_not_do_is_refused(
    asked: dict[str, Any], still: Partnership
) -> None:
    before = still.house.node.records.counter()
    for ask in (whatif.at, solution.keep_at):
        with pytest.raises(Invalid) as wrong:
            ask(still.user, still.house.node, still.id, **asked)
        assert wrong.value.hint
    assert still.house.node.records.counter() == before


def test_without_a_party_what_stands_on_it_falls(still: Partnership) -> None:
    node = still.house.node
    assert still.holder.party
    left = whatif.without(still.user, node, still.id, parties={still.holder.party})
    assert isinstance(left, Weighed)
    assert (left.chosen.standing, left.chosen.joined) == (Standing.NO_DEAL, ())
    assert left.chosen.unit == "points"
    whole = whatif.without(still.user, node, still.id)
    assert whole.chosen.joined
    with pytest.raises(UnknownTerm):
        whatif.without(still.user, node, still.id, parties={PartyId("par_nobody")})


def test_no_limit_of_another_changes_what_can_be_asked_unseen(told: Partnership) -> None:
    before = answers(told, told.user)
    for least in (0.5, TELECOM_NETS - 0.01, TELECOM_NETS + 0.01, 1e6):
        limit.state(told.holder, told.house.node, told.id, least=least)
        assert answers(told, told.user) == before


def test_the_own_limit_counts_in_what_a_party_asks(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.holder, node, told.id, least=TELECOM_NETS + 0.01)
    assert whatif.at(told.holder, node, told.id, margin=0).standing is Standing.NO_DEAL
    assert whatif.without(told.holder, node, told.id).chosen.standing is Standing.NO_DEAL
    limit.state(told.holder, node, told.id, least=TELECOM_NETS)
    assert whatif.at(told.holder, node, told.id, margin=0).standing is Standing.WIN_WIN


def test_why_there_is_none_counts_the_limits_that_the_package_counted(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.holder, node, told.id, least=7.77)
    kept = solution.keep_at(told.user, node, told.id, margin=0)
    (why,) = whatif.blocked(told.user, node, told.id, kept)
    assert "keep to themselves" in why.constraint
    assert "7.77" not in str((kept, why))
    shown = whatif.at(told.user, node, told.id, margin=0)
    assert whatif.blocked(told.user, node, told.id, shown) == ()
    none = whatif.at(told.user, node, told.id, margin=4)
    assert any(
        "Mappers" in each.constraint for each in whatif.blocked(told.user, node, told.id, none)
    )
