"""What is lost if something falls away."""

from dataclasses import replace

from commonweal.winwin.explain.answer import Question, answer
from commonweal.winwin.explain.loss import loss, no_loss
from commonweal.winwin.solver import Effort
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    THIRD,
    element,
    figure,
    service,
    table,
    use,
)

GIVEN = table(
    [element("records", figure(10))],
    [use("map", 50, user=BODY)],
    [
        service("report", 0, {HOLDER: figure(15), THIRD: figure(2)}, provider=BODY),
        service("thanks", 0, {HOLDER: figure(11)}, provider=BODY),
    ],
)
ASKED = Question.of(
    GIVEN, KINDS, frozenset(), margin=0, caution=0, limits={}, effort=Effort(gap=0.0)
)


def test_who_nets_less_or_drops_out_is_worse_off() -> None:
    fewer = replace(ASKED, offers=replace(GIVEN, services=GIVEN.services[1:]))
    found = loss("report", ASKED, answer(ASKED), fewer, answer(fewer))
    assert (found.public_value, found.lost) == (50, 0)
    assert found.services == ("report",)
    assert set(found.worse_off) == {HOLDER, THIRD}


def test_what_falls_away_is_not_among_those_that_are_worse_off() -> None:
    fewer = replace(ASKED, offers=replace(GIVEN, services=()))
    found = loss(HOLDER, ASKED, answer(ASKED), fewer, answer(fewer))
    assert (found.public_value, found.lost) == (0, 50)
    assert set(found.worse_off) == {THIRD, BODY}


def test_where_more_is_left_than_was_found_nothing_is_lost() -> None:
    now = answer(ASKED)
    poorer = replace(now, value=40.0)
    assert loss("idle", ASKED, poorer, ASKED, now).lost == 0
    assert no_loss("idle", now).public_value == 50
