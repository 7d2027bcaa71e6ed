"""Which obstacle costs most, held against trying every package without it."""

import pytest

from commonweal.model.winwin import Loss, Offers
from commonweal.winwin.explain.answer import Question, answer
from commonweal.winwin.explain.obstacle import obstacles
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.without import without
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    SMALL,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

PROVED = Effort(gap=0.0)


def waiting(**before: tuple[str, ...]) -> Offers:
    """A deal that stands on a service, and the service on the track `link`."""
    given = service(
        "lane", 0, {HOLDER: figure(12)}, provider=BODY, needs_uses=["map"], needs_tracks=["link"]
    )
    tracks = {"link": figure(3), "law": figure(2), "idle": figure(1)}
    return table(
        [element("records", figure(10))], [use("map", 50, user=BODY)], [given], tracks, before
    )


def losses(given: Offers, *done: str) -> dict[str, Loss]:
    asked = Question.of(
        given, KINDS, frozenset(done), margin=0, caution=0, limits={}, effort=PROVED
    )
    return {each.what: each for each in obstacles(asked, answer(asked))}


def test_a_track_that_is_never_done_takes_the_service_and_the_deal_with_it() -> None:
    found = losses(waiting())["link"]
    assert (found.public_value, found.lost, found.services) == (0, 47, ("lane",))
    assert set(found.worse_off) == {HOLDER, BODY}


def test_a_track_that_nothing_waits_for_costs_nothing() -> None:
    assert losses(waiting())["idle"].lost == 0


def test_a_track_before_another_costs_as_much_as_that_one() -> None:
    found = losses(waiting(link=("law",)))
    assert found["law"].lost == found["link"].lost == 45


def test_what_is_done_is_no_obstacle() -> None:
    assert set(losses(waiting(), "link")) == {"law", "idle"}


@pytest.mark.parametrize("seed", range(size(quick=12, ci=60, full=400)))
def test_what_is_left_is_the_best_without_the_track(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.chained()
    done = made.done(given)
    asked = Question.of(given, made.kinds, done, margin=1.0, caution=0, limits={}, effort=PROVED)
    found = {each.what: each for each in obstacles(asked, answer(asked))}
    assert set(found) == {each.track for each in given.tracks} - done
    for track, each in found.items():
        left = without(given, services=(), tracks=(track,))
        rest = Reading(offers=left, kinds=made.kinds, done=done, margin=1.0)
        assert each.public_value == pytest.approx(rest.best_value(), abs=1e-6)
