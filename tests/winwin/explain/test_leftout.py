"""What is lost without each party, held against trying every package of the others."""

import pytest

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Loss
from commonweal.winwin.explain.answer import Question, answer
from commonweal.winwin.explain.leftout import left_out
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.withdrawal import without_party
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
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


def losses() -> dict[str, Loss]:
    asked = Question.of(TWO, KINDS, frozenset(), margin=0, caution=0, limits={}, effort=PROVED)
    return {each.what: each for each in left_out(asked, answer(asked))}


def test_without_a_party_fall_its_services_and_what_others_gained_by_them() -> None:
    found = losses()[HOLDER]
    assert (found.public_value, found.lost) == (0, 70)
    assert found.services == ("report",)
    assert set(found.worse_off) == {THIRD, BODY}


def test_without_a_party_that_others_do_not_need_only_its_own_part_is_lost() -> None:
    found = losses()[THIRD]
    assert (found.public_value, found.lost, found.services) == (50, 20, ())
    assert found.worse_off == ()


def test_without_who_did_not_join_nothing_is_lost() -> None:
    given = table([element("records", figure(1))], [use("map", 50, user=BODY), use("idle", -9)])
    asked = Question.of(
        given,
        {**KINDS, HOLDER: KINDS[BODY]},
        frozenset(),
        margin=0,
        caution=0,
        limits={},
        effort=PROVED,
    )
    found = {each.what: each for each in left_out(asked, answer(asked))}
    assert found[USER].lost == 0
    assert found[USER].public_value == found[HOLDER].public_value + found[HOLDER].lost == 49


@pytest.mark.parametrize("seed", range(size(quick=12, ci=60, full=400)))
def test_what_is_left_is_the_best_that_the_others_can_have(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.chained()
    done, limits = made.done(given), made.limits()
    asked = Question.of(
        given, made.kinds, done, margin=1.0, caution=0, limits=limits, effort=PROVED
    )
    found = list(left_out(asked, answer(asked)))
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
