"""The best choice, asked again with something changed."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given as every
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.answer import Answer, answer, holds, lowest, remaining, worth
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.question import Question
from commonweal.winwin.selection import NOTHING, nets
from commonweal.winwin.solver import Effort
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    LARGE,
    NOW,
    SMALL,
    USER,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

EXACT = Effort(gap=0.0)
GIVEN = table(
    [element("records", figure(10))],
    [use("map", 50, user=BODY)],
    [service("report", 1, {HOLDER: figure(15)}, provider=BODY, needs_uses=["map"])],
)


def asked(given: Offers = GIVEN, *, margin: float = 0.0) -> Question:
    return Question.of(given, NOW, margin=margin, caution=0, effort=EXACT)


@pytest.mark.requirement(29)
@pytest.mark.parametrize(
    ("margin", "caution", "limited"),
    [(0.0, 0.0, True), (4.0, 0.0, False), (-3.0, 0.0, True), (0.0, 0.5, True), (1.0, 1.0, False)],
)
def test_no_small_package_beats_the_optimum(margin: float, caution: float, limited: bool) -> None:
    deals = 0
    for seed in range(size(quick=12, ci=120, full=500)):
        made = Generator(SMALL, seed)
        offers, kinds = made.chained(), made.kinds
        done, limits = made.done(offers), made.limits() if limited else {}
        read = Reading(
            offers=offers, kinds=kinds, done=done, margin=margin, limits=limits, caution=caution
        )
        question = Question.of(
            offers,
            Circumstance.of(kinds, done, limits),
            margin=margin,
            caution=caution,
            effort=EXACT,
        )
        found, expected = answer(question), read.best_value()
        assert found.value == pytest.approx(expected, abs=1e-6), seed
        assert found.bound == pytest.approx(expected, abs=1e-6), seed
        floor = question.floor
        for party, net in nets(offers, found.chosen).items():
            assert not floor.binds(party) or net >= floor.of(party) - 1e-9, seed
        deals += expected > 0
    assert deals


@hypothesis_settings(max_examples=size(quick=40, ci=300, full=1000), deadline=None)
@every(
    cost=st.floats(0, 1e12),
    gain=st.floats(0, 1e12),
    public=st.floats(1e-3, 1e12),
)
def test_a_deal_is_made_exactly_if_the_holder_does_not_lose_whatever_the_size_of_the_figures(
    cost: float, gain: float, public: float
) -> None:
    offers = table(
        [element("records", figure(cost))],
        [use("map", public)],
        [service("credit", 0, {HOLDER: figure(gain)}, needs_uses=["map"], provider=BODY)],
    )
    if abs(gain - cost) > 1e-6 * max(gain, cost):
        assert answer(asked(offers)).none == (gain <= cost)


def test_the_optimiser_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    offers = table([element("records", figure(0))], [use("map", 1)])
    assert answer(asked(offers)).chosen.uses == ("map",)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("private", "deal"), [({HOLDER, USER}, False), ({USER}, False), (set(), True)]
)
def test_who_gains_nothing_stays_away_from_a_margin(private: set[PartyId], deal: bool) -> None:
    offers = table([element("records", figure(0))], [use("map", 100)])
    floor = Floor(margin=1.0, government=frozenset({HOLDER, USER} - private))
    assert answer(replace(asked(offers), floor=floor)).none != deal


def test_a_provider_is_held_to_the_margin_as_well() -> None:
    offers = table(
        [element("records", figure(10))],
        [use("map", 100, user=BODY)],
        [
            service("credit", 1, {HOLDER: figure(20)}, provider=USER),
            service("grant", 0, {USER: figure(4)}, provider=BODY),
        ],
    )
    for margin, deal in ((3.0, True), (3.5, False)):
        assert answer(asked(offers, margin=margin)).none != deal


def test_a_track_that_must_come_before_costs_as_well() -> None:
    offers = table(
        [element("records", figure(1))],
        [use("map", 10, user=BODY)],
        [service("credit", 1, {HOLDER: figure(2)}, provider=BODY, needs_tracks=["it"])],
        {"law": figure(6), "it": figure(4)},
        before={"it": ("law",)},
    )
    assert answer(asked(offers)).none
    assert not answer(asked(offers).with_done("law")).none


def test_an_optimiser_without_time_answers_with_doing_nothing() -> None:
    made, hurried = Generator(LARGE, 3), Effort(seconds=1e-9)
    found = answer(
        Question.of(made.table(), Circumstance.of(made.kinds), margin=0, caution=0, effort=hurried)
    )
    assert found.chosen == NOTHING
    assert found.ended is Ended.TIME
    assert found.gap == 1.0


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [(99, 100, 0.01), (100, 100, 0), (100, 99.9, 0), (0, 0, 0), (0, 5, 1), (7, inf, 1)],
)
def test_the_gap_is_a_share_of_the_bound(value: float, bound: float, expected: float) -> None:
    found = Answer(chosen=NOTHING, value=value, bound=bound)
    assert found.gap == pytest.approx(expected)


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
        given,
        Circumstance.of(made.kinds, done, limits),
        margin=0,
        caution=0.2,
        effort=Effort(gap=0.0),
    )
    best = Reading(
        offers=given, kinds=made.kinds, done=done, limits=limits, caution=0.2
    ).best_value()
    first = answer(question)
    for found in (first, answer(question, first.chosen)):
        assert found.value == pytest.approx(best, abs=1e-6)
        assert found.bound == pytest.approx(best, abs=1e-6)
        assert holds(question, found.chosen)
