from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.model.winwin import Offers
from commonweal.winwin.chance import MOST_DRAWS, Chances, chances, percent, triangular
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government
from commonweal.winwin.selection import selection
from tests.scale import size
from tests.winwin.invented import (
    HOLDER,
    KINDS,
    THIRD,
    USER,
    element,
    figure,
    service,
    table,
    use,
)

DRAWS = 10_000


def offered(benefit: Estimate, cost: float) -> Offers:
    """A holder that pays a known cost for a benefit known as a range."""
    return table(
        [element("records", figure(cost))],
        [use("map", 100, private=1)],
        [service("credit", 0, {HOLDER: benefit}, needs_uses=["map"])],
    )


def weighed(offers: Offers, *, draws: int = DRAWS, seed: int = 1) -> Chances:
    bodies = government(offers, KINDS)
    chosen = selection(
        offers,
        uses=[each.id for each in offers.uses],
        services=[each.id for each in offers.services],
        floor=Floor(government=bodies),
    )
    return chances(offers, chosen, government=bodies, draws=draws, seed=seed)


def above(figure: Estimate, least: float) -> float:
    """P(X >= least) of a triangular X with low < likely < high, by the textbook formula."""
    width = figure.high - figure.low
    if least <= figure.likely:
        return 1 - (least - figure.low) ** 2 / (width * (figure.likely - figure.low))
    return (figure.high - least) ** 2 / (width * (figure.high - figure.likely))


@hypothesis_settings(max_examples=size(quick=40, ci=400, full=2000), deadline=None)
@given(
    low=st.integers(-50, 50),
    rise=st.integers(1, 50),
    fall=st.integers(1, 50),
    at=st.floats(0.01, 0.99),
    seed=st.integers(0, 2**64),
)
def test_the_chance_of_one_range_is_within_five_standard_errors_of_the_formula(
    low: int, rise: int, fall: int, at: float, seed: int
) -> None:
    benefit = figure(low + rise, low, low + rise + fall)
    cost = low + at * (rise + fall)
    expected = above(benefit, cost)
    error = sqrt(expected * (1 - expected) / DRAWS)
    found = weighed(offered(benefit, cost), seed=seed)
    assert abs(found.by_party[HOLDER] - expected) <= 5 * error + 5 / DRAWS


def test_the_chance_that_all_gain_is_the_product_of_independent_chances() -> None:
    benefit = figure(10, 0, 20)
    two = table(
        [element("records", figure(5)), element("towers", figure(10), THIRD)],
        [use("map", 1), use("plan", 1, of="towers")],
        [
            service("credit", 0, {HOLDER: benefit}),
            service("report", 0, {THIRD: benefit}),
        ],
    )
    found = weighed(two, draws=40_000)
    assert found.by_party[HOLDER] == pytest.approx(0.875, abs=0.01)
    assert found.by_party[THIRD] == pytest.approx(0.5, abs=0.01)
    assert found.all_gain == pytest.approx(0.875 * 0.5, abs=0.01)


def test_a_range_without_width_is_certain() -> None:
    assert weighed(offered(figure(5), 5)).all_gain == 1.0
    assert weighed(offered(figure(5), 5.001)).all_gain == 0.0
    stream = np.random.default_rng(0)
    assert set(triangular(figure(7), 3, stream)) == {7.0}


@pytest.mark.parametrize("likely", [0, 10])
def test_a_range_may_lean_fully_to_one_side(likely: float) -> None:
    drawn = triangular(figure(likely, 0, 10), 20_000, np.random.default_rng(0))
    assert drawn.mean() == pytest.approx((0 + likely + 10) / 3, abs=0.1)
    assert drawn.min() >= 0
    assert drawn.max() <= 10


def test_certain_thirds_that_add_up_are_no_loss_by_rounding() -> None:
    tenths = table(
        [element("records", figure(0.3))],
        [use("map", 1)],
        [
            service("one", 0, {HOLDER: figure(0.1)}),
            service("two", 0, {HOLDER: figure(0.2)}),
        ],
    )
    assert weighed(tenths).by_party[HOLDER] == 1.0


def test_one_seed_gives_one_chance_and_another_seed_another() -> None:
    offers = offered(figure(10, 0, 20), 9)
    assert weighed(offers, seed=5) == weighed(offers, seed=5)
    assert weighed(offers, seed=5) != weighed(offers, seed=6)


def test_two_packages_are_compared_on_the_same_futures() -> None:
    with_more = offered(figure(10, 0, 20), 9)
    other = table(
        with_more.elements,
        [*with_more.uses, use("plan", 1, private=2)],
        with_more.services,
    )
    alone = selection(other, uses=["map"], services=["credit"], floor=Floor())
    both = selection(other, uses=["map", "plan"], services=["credit"], floor=Floor())
    found = [
        chances(other, chosen, government=frozenset(), draws=500, seed=3).by_party[HOLDER]
        for chosen in (alone, both)
    ]
    assert found[0] == found[1]


def test_losses_of_government_do_not_count_against_the_deal() -> None:
    offers = offered(figure(0), 5)
    floor = Floor(government=frozenset({HOLDER}))
    chosen = selection(offers, uses=["map"], services=[], floor=floor)
    found = chances(offers, chosen, government=frozenset({HOLDER}), draws=100, seed=1)
    assert found.by_party == {HOLDER: 0.0, USER: 1.0}
    assert found.all_gain == 1.0


@pytest.mark.parametrize(("draws", "seed"), [(0, 1), (-1, 1), (MOST_DRAWS + 1, 1), (100, -1)])
def test_draws_and_seeds_that_cannot_be_used_are_refused(draws: int, seed: int) -> None:
    with pytest.raises(Invalid):
        weighed(offered(figure(5), 5), draws=draws, seed=seed)


@pytest.mark.parametrize(("value", "told"), [(0.29, "29 %"), (0.9999, "99 %"), (1.0, "100 %")])
def test_a_chance_is_never_rounded_up_to_certainty(value: float, told: str) -> None:
    assert percent(value) == told
