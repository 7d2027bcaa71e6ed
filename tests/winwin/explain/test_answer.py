"""The best choice, asked again with something changed."""

from dataclasses import replace
from math import inf

import pytest

from commonweal.model.winwin import Offers
from commonweal.winwin.explain.answer import (
    NOTHING,
    Question,
    answer,
    holds,
    lowest,
    remaining,
    worth,
)
from commonweal.winwin.solver import Effort
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

GIVEN = table(
    [element("records", figure(10))],
    [use("map", 50, user=BODY)],
    [service("report", 1, {HOLDER: figure(15)}, provider=BODY, needs_uses=["map"])],
)


def asked(given: Offers = GIVEN, *, margin: float = 0.0) -> Question:
    return Question.of(
        given, KINDS, frozenset(), margin=margin, caution=0, limits={}, effort=Effort(gap=0.0)
    )


def test_the_answer_holds_and_is_worth_what_it_says() -> None:
    found = answer(asked())
    assert (found.value, found.none) == (49, False)
    assert worth(asked(), found.chosen) == 49
    assert holds(asked(), found.chosen)
    assert lowest(asked(), found.chosen) == 5


def test_a_choice_does_not_hold_where_someone_nets_too_little() -> None:
    found = answer(asked())
    assert not holds(asked(margin=6), found.chosen)
    assert holds(asked(margin=6).freeing(HOLDER), found.chosen)
    assert answer(asked(margin=6), found.chosen).none


def test_what_is_not_on_the_table_does_not_remain_of_a_choice() -> None:
    found = answer(asked())
    bare = asked(replace(GIVEN, services=()))
    left = remaining(bare, found.chosen)
    assert (left.uses, left.services) == (("map",), ())
    assert remaining(asked(), found.chosen) == found.chosen


def test_of_an_empty_table_there_is_no_deal() -> None:
    found = answer(asked(replace(GIVEN, elements=(), uses=(), services=())))
    assert (found.chosen, found.value, found.bound) == (NOTHING, 0, 0)
    assert lowest(asked(), NOTHING) == inf


@pytest.mark.parametrize("seed", range(size(quick=10, ci=100, full=500)))
def test_an_answer_is_the_best_whatever_it_began_with(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.chained()
    done, limits = made.done(given), made.limits()
    question = Question.of(
        given, made.kinds, done, margin=0, caution=0.2, limits=limits, effort=Effort(gap=0.0)
    )
    best = Reading(
        offers=given, kinds=made.kinds, done=done, limits=limits, caution=0.2
    ).best_value()
    first = answer(question)
    for found in (first, answer(question, first.chosen)):
        assert found.value == pytest.approx(best, abs=1e-6)
        assert found.bound == pytest.approx(best, abs=1e-6)
        assert holds(question, found.chosen)
