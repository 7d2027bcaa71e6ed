"""An explanation as a whole: what is in it when there is a package, and when there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from commonweal.model.ids import ExplanationId
from commonweal.model.winwin import Explanation, Offers, Standing
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.explanation import PROVED, explanation
from commonweal.winwin.package import solve
from commonweal.winwin.progress import Watched
from commonweal.winwin.watch import Reached
from tests.scale import size
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    LARGE,
    MIDDLE,
    NOW,
    THIRD,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

NAME = ExplanationId("exp_invented")
PAIR = table(
    [element("records", figure(10, 8, 14)), element("papers", figure(4, 2, 9), THIRD)],
    [use("map", 50, user=BODY), use("plan", 20, of="papers", user=BODY)],
    [
        service(
            "report",
            1,
            {HOLDER: figure(15, 10, 20), THIRD: figure(9, 5, 12)},
            provider=BODY,
            needs_uses=["map"],
            needs_tracks=["link"],
        )
    ],
    {"link": figure(3, 2, 6)},
)
"""Two businesses that share for one report, which waits for a track."""


def explained(
    given: Offers = PAIR,
    *,
    margin: float = 0.0,
    watch: Watched = lambda *_: True,
) -> Explanation:
    names = {HOLDER: "Holder", THIRD: "Third", BODY: "Body"}
    found = explanation(
        given, NOW, name=NAME, at=AT, margin=margin, names=names, watch=watch,
    )  # fmt: skip
    return replace(found, package=replace(found.package, seconds=0.0))


def test_a_package_is_explained_by_figures_parties_and_tracks() -> None:
    found = explained()
    assert found.package.public_value == 66
    assert found.figures == 12
    assert {each.path for each in found.turns} == {
        "elements[0].cost",
        "elements[1].cost",
        "services[0].benefits[0].value",
        "services[0].benefits[1].value",
        "tracks[0].cost",
    }
    swings = [abs(each.at_high - each.at_low) for each in found.turns]
    assert swings == sorted(swings, reverse=True)
    assert {each.what: each.lost for each in found.without_party} == {
        BODY: 66,
        HOLDER: 66,
        THIRD: 20,
    }
    assert found.without_party[-1].what == THIRD
    assert [(each.what, each.lost) for each in found.without_track] == [("link", 66)]
    assert (found.blocked, found.complete) == ((), True)


def test_no_package_is_explained_by_what_blocks_it() -> None:
    found = explained(margin=6)
    assert found.package.standing is Standing.NO_DEAL
    assert (found.without_party, found.without_track) == ((), ())
    assert [each.amount for each in found.blocked][:2] == sorted(
        each.amount for each in found.blocked
    )[:2]
    assert any("margin of 5 points" in each.change for each in found.blocked)


def test_a_figure_that_makes_a_package_possible_is_told_where_there_is_none() -> None:
    turns = {each.path: each for each in explained(margin=6).turns}
    assert turns["services[0].benefits[0].value"].flips_high
    assert not turns["services[0].benefits[0].value"].flips_low


def test_progress_ends_with_all_that_was_to_be_tried() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int, reached: Reached) -> bool:
        del reached
        told.append((done, total))
        return True

    assert explained(watch=watch) == explained()
    assert told == sorted(told)
    assert told[-1] == (9, 9)


def stopping(after: int) -> Callable[[int, int, Reached], bool]:
    return lambda done, total, reached: done < after


@pytest.mark.parametrize("after", range(1, 9))
def test_stopped_it_keeps_what_was_found_and_is_not_complete(after: int) -> None:
    whole, found = explained(), explained(watch=stopping(after))
    assert not found.complete
    assert len(found.turns) + len(found.without_party) + len(found.without_track) == after
    assert set(found.turns) <= set(whole.turns)
    assert set(found.without_party) <= set(whole.without_party)
    assert found.package == whole.package


def test_the_package_is_what_the_optimiser_gives_at_that_margin() -> None:
    alone = solve(PAIR, NOW, at=AT, margin=2.0, effort=PROVED)
    assert explained(margin=2.0).package == replace(alone, seconds=0.0)


def test_it_says_that_private_limits_are_not_counted() -> None:
    assert explained().note == "Limits that parties keep to themselves are not counted here."


def test_a_party_alone_on_the_table_can_be_left_out() -> None:
    given = table([element("records", figure(1, 0, 2), BODY)], [use("map", 50, user=BODY)])
    assert [each.lost for each in explained(given).without_party] == [49]


SIZES = {"middle": MIDDLE, "large": LARGE}


@pytest.mark.ci
@pytest.mark.parametrize("name", ["middle", "large"][: size(quick=1, ci=1, full=2)])
def test_a_large_table_is_explained_by_its_widest_figures(name: str) -> None:
    """The largest took 60 s of computing on 2 cores."""
    made = Generator(SIZES[name], 1)
    given = made.table()
    found = explanation(given, Circumstance.of(made.kinds, made.done(given)), name=NAME, at=AT)
    assert found.complete
    assert (len(found.turns), len(found.without_party)) == (40, SIZES[name].parties)
    assert found.without_party[0].lost > 0
