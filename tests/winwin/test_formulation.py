from math import inf

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.formulation import Problem, Program, gap, optimum
from commonweal.winwin.selection import moving, nets, selection, total
from commonweal.winwin.solver import Effort
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    LARGE,
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


def problem(offers: Offers, *, margin: float = 0.0) -> Problem:
    bodies = government(offers, KINDS)
    public = public_flows(offers, KINDS, frozenset())
    return Problem(offers=offers, public=public, floor=Floor(margin=margin, government=bodies))


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
        floor = Floor(
            margin=margin, government=government(offers, kinds), limits=limits, caution=caution
        )
        public = public_flows(offers, kinds, done)
        found = optimum(Problem(offers=offers, public=public, floor=floor), EXACT)
        chosen = selection(offers, uses=found.uses, services=found.services, floor=floor)
        expected = read.best_value()
        assert total(moving(public, chosen)) == pytest.approx(expected, abs=1e-6), seed
        assert found.bound == pytest.approx(expected, abs=1e-6), seed
        for party, net in nets(offers, chosen).items():
            assert not floor.binds(party) or net >= floor.of(party) - 1e-9, seed
        deals += expected > 0
    assert deals


@hypothesis_settings(max_examples=size(quick=40, ci=300, full=1000), deadline=None)
@given(
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
        assert bool(optimum(problem(offers), EXACT).uses) == (gain > cost)


def test_the_optimiser_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    offers = table([element("records", figure(0))], [use("map", 1)])
    assert optimum(problem(offers), Effort()).uses == {"map"}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("private", "deal"), [({HOLDER, USER}, False), ({USER}, False), (set(), True)]
)
def test_who_gains_nothing_stays_away_from_a_margin(private: set[PartyId], deal: bool) -> None:
    offers = table([element("records", figure(0))], [use("map", 100)])
    public = public_flows(offers, KINDS, frozenset())
    floor = Floor(margin=1.0, government=frozenset({HOLDER, USER} - private))
    assert bool(optimum(Problem(offers=offers, public=public, floor=floor), EXACT).uses) == deal


def test_a_provider_is_held_to_the_margin_as_well() -> None:
    offers = table(
        [element("records", figure(10))],
        [use("map", 100, user=BODY)],
        [
            service("credit", 1, {HOLDER: figure(20)}, provider=USER),
            service("grant", 0, {USER: figure(4)}, provider=BODY),
        ],
    )
    for margin, deal in ((3.0, {"map"}), (3.5, frozenset())):
        assert optimum(problem(offers, margin=margin), EXACT).uses == deal


def test_a_track_that_must_come_before_costs_as_well() -> None:
    offers = table(
        [element("records", figure(1))],
        [use("map", 10, user=BODY)],
        [service("credit", 1, {HOLDER: figure(2)}, provider=BODY, needs_tracks=["it"])],
        {"law": figure(6), "it": figure(4)},
        before={"it": ("law",)},
    )
    assert optimum(problem(offers), EXACT).uses == frozenset()
    done = public_flows(offers, KINDS, frozenset({"law"}))
    floor = Floor(government=government(offers, KINDS))
    assert optimum(Problem(offers=offers, public=done, floor=floor), EXACT).uses == {"map"}


def test_an_optimiser_without_time_answers_with_doing_nothing() -> None:
    made = Generator(LARGE, 3)
    offers, kinds = made.table(), made.kinds
    floor = Floor(government=government(offers, kinds))
    public = public_flows(offers, kinds, frozenset())
    found = optimum(Problem(offers=offers, public=public, floor=floor), Effort(seconds=1e-9))
    assert (found.uses, found.services) == (frozenset(), frozenset())
    assert found.ended is Ended.TIME
    assert gap(0.0, found.bound) == 1.0


def test_a_party_that_nobody_pays_has_no_column_of_payments() -> None:
    offers = table([element("records", figure(4))], [use("map", 1)])
    program = Program(offers=offers, floor=Floor())
    before = program.lp().num_col_
    program.pay(HOLDER)
    program.hold()
    assert program.paid == {HOLDER: before}
    assert program.size == 4
    assert program.lp().num_col_ == len(program.nothing()) == before + 1


@pytest.mark.parametrize(
    ("value", "bound", "expected"),
    [(99, 100, 0.01), (100, 100, 0), (100, 99.9, 0), (0, 0, 0), (0, 5, 1), (7, inf, 1)],
)
def test_the_gap_is_a_share_of_the_bound(value: float, bound: float, expected: float) -> None:
    assert gap(value, bound) == pytest.approx(expected)
