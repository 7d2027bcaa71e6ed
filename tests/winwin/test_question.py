"""What is asked of the optimiser."""

import pytest

from commonweal.model.errors import UnknownTerm
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from tests.winwin.invented import BODY, HOLDER, KINDS, USER, element, figure, table, use

GIVEN = table(
    [element("records", figure(10))], [use("map", -50, user=BODY)], [], {"law": figure(90)}
)


def asked(*done: str) -> Question:
    return Question.of(
        GIVEN, Circumstance.of(KINDS, done, {HOLDER: 3}), margin=2, caution=0.5, effort=Effort()
    )


def test_it_is_measured_by_the_largest_figure_that_counts() -> None:
    assert asked().size == 90
    assert asked("law").size == 50


def test_everyone_outside_government_is_held_to_the_margin_or_the_own_limit() -> None:
    floor = asked().floor
    assert (floor.of(HOLDER), floor.of(USER), floor.binds(BODY)) == (3, 2, False)
    assert not asked().freeing(HOLDER).floor.binds(HOLDER)


def test_without_limits_everyone_is_held_to_the_margin() -> None:
    freed = asked().unlimited
    assert (freed.floor.of(HOLDER), freed.given.limits) == (2, {})


def test_a_track_that_is_done_costs_the_public_nothing() -> None:
    assert asked().with_done("law").public == asked("law").public != asked().public


def test_a_party_of_no_kind_is_named() -> None:
    with pytest.raises(UnknownTerm, match="A party of the offers"):
        Question.of(GIVEN, Circumstance.of({}), margin=0, caution=0, effort=Effort())
