"""What no package can hold is taken from the table, and nothing else."""

from dataclasses import replace
from math import inf

import pytest

from commonweal.model.winwin import Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.possible import Demand, possible
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    NOW,
    SMALL,
    THIRD,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

GIANT = 1e9


def reduced(
    offers: Offers, *, margin: float = 0.0, least: float = 0.0, paid: float = 0.0
) -> Offers:
    floor = Floor(margin=margin, government=government(offers, KINDS))
    demand = Demand(public=public_flows(offers, NOW), least=least,
                    paid={HOLDER: paid})  # fmt: skip
    return possible(offers, floor, demand)


def deal(*, cost: float = 5, benefit: float = 9) -> Offers:
    return table(
        [element("records", figure(cost)), element("maps", figure(1))],
        [use("map", 100), use("plan", 9, of="maps")],
        [service("credit", 1, {HOLDER: figure(benefit)}, provider=BODY, needs_uses=["map"])],
    )


def test_what_could_pay_stays() -> None:
    offers = deal()
    assert reduced(offers) == offers


def test_an_element_that_costs_more_than_its_holder_could_gain_goes_with_what_needs_it() -> None:
    left = reduced(deal(cost=GIANT))
    assert [each.id for each in left.elements] == []  # without the service the maps do not pay
    assert (left.uses, left.services) == ((), ())


@pytest.mark.parametrize(("paid", "stays"), [(3.9, False), (4.0, True), (inf, True)])
def test_what_a_payment_could_make_good_stays(paid: float, stays: bool) -> None:
    left = reduced(deal(cost=13), paid=paid)
    assert ("records" in [each.id for each in left.elements]) is stays


@pytest.mark.parametrize(("margin", "stays"), [(4.0, True), (4.1, False), (-inf, True)])
def test_a_margin_leaves_less_room(margin: float, stays: bool) -> None:
    left = reduced(deal(), margin=margin)
    assert ("records" in [each.id for each in left.elements]) is stays


def test_what_costs_government_more_than_all_public_value_goes() -> None:
    offers = replace(deal(), uses=(use("map", 100), use("plan", -GIANT, of="maps")))
    assert [each.id for each in reduced(offers).uses] == ["map"]
    assert reduced(offers, least=-inf) == offers


def test_a_harmful_benefit_takes_away_nothing_as_its_party_may_stay_out() -> None:
    given = service("credit", 1, {HOLDER: figure(9), THIRD: figure(-GIANT)}, provider=BODY,
                    needs_uses=["map"])  # fmt: skip
    offers = replace(deal(), services=(given,))
    assert reduced(offers) == offers


def test_no_package_is_lost_by_it() -> None:
    for seed in range(size(quick=20, ci=200, full=1000)):
        made = Generator(SMALL, seed)
        offers, margin = made.chained(), float(made.stream.integers(0, 8))
        floor = Floor(margin=margin, government=government(offers, made.kinds))
        demand = Demand(public=public_flows(offers, Circumstance.of(made.kinds)))
        left = possible(offers, floor, demand)
        before, after = (
            Reading(offers=each, kinds=made.kinds, margin=margin).best_value()
            for each in (offers, left)
        )
        assert after == pytest.approx(before), seed
