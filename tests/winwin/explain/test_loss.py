"""What is lost if something falls away, held against trying every package of the rest."""

from dataclasses import replace

import pytest

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Loss, Offers
from commonweal.winwin.answer import answer
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.loss import party_losses, track_losses
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.withdrawal import without, without_party
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    NOW,
    SMALL,
    THIRD,
    USER,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

PROVED = Effort(gap=0.0)
TWO = table(
    [element("records", figure(10)), element("papers", figure(1), THIRD)],
    [use("map", 50, user=BODY), use("plan", 20, of="papers", user=BODY)],
    [
        service(
            "report",
            0,
            {HOLDER: figure(12), THIRD: figure(3)},
            provider=BODY,
            needs_uses=["map"],
        )
    ],
)
"""The third shares its papers for a report that needs the records of the holder."""


def without_each() -> dict[str, Loss]:
    asked = Question.of(TWO, NOW, margin=0, caution=0, effort=PROVED)
    return {each.what: each for each in party_losses(asked, answer(asked))}


def test_without_a_party_fall_its_services_and_what_others_gained_by_them() -> None:
    found = without_each()[HOLDER]
    assert (found.public_value, found.lost) == (0, 70)
    assert found.services == ("report",)
    assert set(found.worse_off) == {THIRD, BODY}


def test_without_a_party_that_others_do_not_need_only_its_own_part_is_lost() -> None:
    found = without_each()[THIRD]
    assert (found.public_value, found.lost, found.services) == (50, 20, ())
    assert found.worse_off == ()


def test_without_who_did_not_join_nothing_is_lost() -> None:
    given = table([element("records", figure(1))], [use("map", 50, user=BODY), use("idle", -9)])
    asked = Question.of(
        given,
        Circumstance.of({**KINDS, HOLDER: KINDS[BODY]}),
        margin=0,
        caution=0,
        effort=PROVED,
    )
    found = {each.what: each for each in party_losses(asked, answer(asked))}
    assert found[USER].lost == 0
    assert found[USER].public_value == found[HOLDER].public_value + found[HOLDER].lost == 49


@pytest.mark.parametrize("seed", range(size(quick=12, ci=60, full=400)))
def test_what_is_left_is_the_best_that_the_others_can_have(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.chained()
    done, limits = made.done(given), made.limits()
    asked = Question.of(
        given, Circumstance.of(made.kinds, done, limits), margin=1.0, caution=0, effort=PROVED
    )
    found = list(party_losses(asked, answer(asked)))
    assert found
    for each in found:
        rest = Reading(
            offers=without_party(given, PartyId(each.what)),
            kinds=made.kinds,
            done=done,
            margin=1.0,
            limits=limits,
        )
        assert each.public_value == pytest.approx(rest.best_value(), abs=1e-6)
        assert each.lost >= 0


def test_what_falls_away_is_not_among_those_that_are_worse_off() -> None:
    assert all(each.what not in each.worse_off for each in without_each().values())


def test_where_more_is_left_than_was_found_nothing_is_lost() -> None:
    asked = Question.of(TWO, NOW, margin=0, caution=0, effort=PROVED)
    poorer = replace(answer(asked), value=10.0)
    found = {each.what: each for each in party_losses(asked, poorer)}
    assert (found[THIRD].public_value, found[THIRD].lost) == (50, 0)


def waiting(**before: tuple[str, ...]) -> Offers:
    """A deal that stands on a service, and the service on the track `link`."""
    given = service(
        "lane", 0, {HOLDER: figure(12)}, provider=BODY, needs_uses=["map"], needs_tracks=["link"]
    )
    tracks = {"link": figure(3), "law": figure(2), "idle": figure(1)}
    return table(
        [element("records", figure(10))], [use("map", 50, user=BODY)], [given], tracks, before
    )


def never_done(given: Offers, *done: str) -> dict[str, Loss]:
    asked = Question.of(given, Circumstance.of(KINDS, done), margin=0, caution=0, effort=PROVED)
    return {each.what: each for each in track_losses(asked, answer(asked))}


def test_a_track_that_is_never_done_takes_the_service_and_the_deal_with_it() -> None:
    found = never_done(waiting())["link"]
    assert (found.public_value, found.lost, found.services) == (0, 47, ("lane",))
    assert set(found.worse_off) == {HOLDER, BODY}


def test_a_track_that_nothing_waits_for_costs_nothing() -> None:
    assert never_done(waiting())["idle"].lost == 0


def test_a_track_before_another_costs_as_much_as_that_one() -> None:
    found = never_done(waiting(link=("law",)))
    assert found["law"].lost == found["link"].lost == 45


def test_what_is_done_is_no_obstacle() -> None:
    assert set(never_done(waiting(), "link")) == {"law", "idle"}


@pytest.mark.parametrize("seed", range(size(quick=12, ci=60, full=400)))
def test_what_is_left_is_the_best_without_the_track(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.chained()
    done = made.done(given)
    asked = Question.of(
        given, Circumstance.of(made.kinds, done), margin=1.0, caution=0, effort=PROVED
    )
    found = {each.what: each for each in track_losses(asked, answer(asked))}
    assert set(found) == {each.track for each in given.tracks} - done
    for track, each in found.items():
        left = without(given, services=(), tracks=(track,))
        rest = Reading(offers=left, kinds=made.kinds, done=done, margin=1.0)
        assert each.public_value == pytest.approx(rest.best_value(), abs=1e-6)
