"""Step 2 for a party: what is shown, what is kept, and when that does not hold any more."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import align, limit, offers, winwin
from commonweal.app.winwin import Weighed
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.ids import PartyId
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import Frontier, Package, Standing
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def last_kinds(told: Partnership, count: int) -> list[str]:
    assert told.user.party
    found = told.house.node.logs.entries(told.user.party)
    return [kind.value for each in found for kind in Kind if kind.value.encode() in each.body][
        -count:
    ]


def test_solving_keeps_the_frontier_and_the_package_that_it_recommends(told: Partnership) -> None:
    node = told.house.node
    kept, weighed = winwin.solve(told.user, node, told.id)
    (frontier,) = node.records.find(Frontier, collaboration=told.id)
    assert winwin.show(told.user, node, told.id) == kept
    assert frontier.record.recommended is not None
    assert weighed[frontier.record.recommended] == kept
    assert last_kinds(told, 2) == [Kind.FRONTIER_COMPUTED, Kind.PACKAGE_CHOSEN]


def test_what_is_computed_at_once_is_kept_with_its_package(told: Partnership) -> None:
    node = told.house.node
    made = winwin.compute(told.user, node, told.id)
    assert made is not None
    assert made.recommended is not None
    kept = winwin.show(told.user, node, told.id)
    assert replace(kept, id=made.points[made.recommended].id) == made.points[made.recommended]
    assert last_kinds(told, 2) == [Kind.FRONTIER_COMPUTED, Kind.PACKAGE_CHOSEN]


def test_a_package_at_a_margin_is_shown_and_nothing_is_kept(still: Partnership) -> None:
    node = still.house.node
    before = node.records.counter()
    found = winwin.solve_at(still.user, node, still.id, margin=4)
    assert found.standing is Standing.NO_DEAL  # Mappers nets 3: 4 of the map less the report
    assert winwin.solve_at(still.user, node, still.id, margin=3).standing is Standing.WIN_WIN
    assert node.records.counter() == before
    assert not node.records.find(Package, collaboration=still.id)


def test_a_package_that_is_kept_says_at_which_margin_and_caution(told: Partnership) -> None:
    node = told.house.node
    kept = winwin.keep_at(told.user, node, told.id, margin=1.5, caution=0.25)
    assert winwin.show(told.user, node, told.id) == kept
    assert (kept.margin, kept.caution, kept.offers_version) == (1.5, 0.25, 1)
    assert last_kinds(told, 1) == [Kind.PACKAGE_CHOSEN]


def test_a_package_kept_at_a_margin_holds_until_its_figures_or_tracks_change(
    told: Partnership,
) -> None:
    node = told.house.node
    winwin.keep_at(told.user, node, told.id, margin=1.5, caution=0.25, gap=0.05)
    assert winwin.changed_since(told.user, node, told.id) is False
    align.set_track(
        told.user, node, told.id, name="consent", kind=TrackKind.LEGAL, authority="City",
        country="NP", state=TrackState.DONE,
    )  # fmt: skip
    assert winwin.changed_since(told.user, node, told.id) is True  # the track costs nothing now
    winwin.keep_at(told.user, node, told.id, margin=1.5)
    offers.change(
        told.user, node, told.id, path="uses[0].private_value", low=4, likely=5, high=6, source="us"
    )
    assert winwin.changed_since(told.user, node, told.id) is True


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
    for ask in (winwin.solve_at, winwin.keep_at):
        with pytest.raises(Invalid) as wrong:
            ask(still.user, still.house.node, still.id, **asked)
        assert wrong.value.hint
    assert still.house.node.records.counter() == before


def test_without_a_party_what_stands_on_it_falls(still: Partnership) -> None:
    node = still.house.node
    assert still.holder.party
    left = winwin.what_if(still.user, node, still.id, parties={still.holder.party})
    assert isinstance(left, Weighed)
    assert (left.chosen.standing, left.chosen.joined) == (Standing.NO_DEAL, ())
    assert left.chosen.unit == "points"
    whole = winwin.what_if(still.user, node, still.id)
    assert whole.chosen.joined
    with pytest.raises(UnknownTerm):
        winwin.what_if(still.user, node, still.id, parties={PartyId("par_nobody")})


def test_a_private_limit_counts_at_once_and_no_answer_tells_it(told: Partnership) -> None:
    node = told.house.node
    before = winwin.at_once(told.user, node, told.id)
    assert before
    assert before.chosen.standing is Standing.WIN_WIN
    limit.state(told.holder, node, told.id, least=7.77)
    now = winwin.at_once(told.user, node, told.id)
    assert now
    assert now.chosen.standing is Standing.NO_DEAL  # Telecom nets 5
    why = winwin.blocked(told.user, node, told.id, margin=0)
    assert "limit" in why[0].constraint.lower()
    assert "7.77" not in str((now, why, winwin.what_if(told.user, node, told.id)))
    limit.withdraw(told.holder, node, told.id)
    assert winwin.blocked(told.user, node, told.id, margin=0) == ()
    again = winwin.at_once(told.user, node, told.id)
    assert again == before
