"""Step 2 for a party: what is shown, what is kept, and when that does not hold any more."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.align.track import TrackChange
from commonweal.app.align import alignment
from commonweal.app.winwin import limit, offers, solution
from commonweal.model.evidence import Kind
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import Frontier, Standing
from tests.web.partnership import Partnership, settled


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
    kept, weighed = solution.solve(told.user, node, told.id)
    (frontier,) = node.records.find(Frontier, collaboration=told.id)
    assert solution.show(told.user, node, told.id) == kept
    assert frontier.record.recommended is not None
    assert weighed[frontier.record.recommended] == kept
    assert last_kinds(told, 2) == [Kind.FRONTIER_COMPUTED, Kind.PACKAGE_CHOSEN]


def test_what_is_computed_at_once_is_kept_with_its_package(told: Partnership) -> None:
    node = told.house.node
    made = solution.compute(told.user, node, told.id)
    assert made is not None
    assert made.recommended is not None
    kept = solution.show(told.user, node, told.id)
    assert replace(kept, id=made.points[made.recommended].id) == made.points[made.recommended]
    assert last_kinds(told, 2) == [Kind.FRONTIER_COMPUTED, Kind.PACKAGE_CHOSEN]


def test_a_package_that_is_kept_says_at_which_margin_and_caution(told: Partnership) -> None:
    node = told.house.node
    kept = solution.keep_at(told.user, node, told.id, margin=1.5, caution=0.25)
    assert solution.show(told.user, node, told.id) == kept
    assert (kept.margin, kept.caution, kept.offers_version) == (1.5, 0.25, 1)
    assert last_kinds(told, 1) == [Kind.PACKAGE_CHOSEN]


def test_a_package_kept_at_a_margin_holds_until_its_figures_or_tracks_change(
    told: Partnership,
) -> None:
    node = told.house.node
    solution.keep_at(told.user, node, told.id, margin=1.5, caution=0.25, gap=0.05)
    assert solution.changed_since(told.user, node, told.id) is False
    alignment.set_track(
        told.user,
        node,
        told.id,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="City",
            country="NP",
            state=TrackState.DONE,
        ),
    )
    assert solution.changed_since(told.user, node, told.id) is True  # the track costs nothing now
    solution.keep_at(told.user, node, told.id, margin=1.5)
    offers.change(
        told.user, node, told.id, path="uses[0].private_value", low=4, likely=5, high=6, source="us"
    )
    assert solution.changed_since(told.user, node, told.id) is True


def test_what_the_table_gives_now_counts_the_own_limit_alone(told: Partnership) -> None:
    node = told.house.node
    before = solution.at_once(told.user, node, told.id)
    assert before
    assert before.chosen.standing is Standing.WIN_WIN
    limit.state(told.holder, node, told.id, least=7.77)  # Telecom nets 5
    assert solution.at_once(told.user, node, told.id) == before
    own = solution.at_once(told.holder, node, told.id)
    assert own
    assert own.chosen.standing is Standing.NO_DEAL


def test_what_is_kept_counts_every_limit_and_tells_none(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.holder, node, told.id, least=7.77)
    kept, weighed = solution.solve(told.user, node, told.id)
    assert {each.standing for each in (kept, *weighed)} == {Standing.NO_DEAL}
    assert "7.77" not in str((kept, weighed))


def test_a_limit_that_is_set_does_not_show_in_whether_the_package_still_holds(
    told: Partnership,
) -> None:
    node = told.house.node
    solution.solve(told.user, node, told.id)
    for actor, least in ((told.holder, 7.77), (told.user, 0.5), (told.user, 1e6)):
        limit.state(actor, node, told.id, least=least)
        assert not solution.changed_since(told.user, node, told.id)


def test_a_figure_that_is_put_back_lets_the_package_hold_again(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    solution.solve(*who)
    for low, likely, changed in ((3, 4.5, True), (3, 4, False)):
        offers.change(
            *who, path="uses[0].private_value", low=low, likely=likely, high=5, source="us"
        )
        assert solution.changed_since(*who) is changed
