"""Figures far apart: rounding neither hides a package nor presses anybody below its floor."""

from dataclasses import dataclass

import pytest

from commonweal.model.estimate import Estimate
from commonweal.model.party import PartyKind
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.package import solve
from commonweal.winwin.solver import Effort
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
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

EXACT = Effort(gap=0.0)


@dataclass
class Wide(Generator):
    """A third of the figures lies anywhere from a thousandth to a million millions."""

    def _figure(self, least: int, most: int) -> Estimate:
        usual = super()._figure(least, most)
        if self.stream.random() < 2 / 3:
            return usual
        far = float(10 ** self.stream.uniform(-3, 12))
        return figure(-far if usual.likely < 0 else far)


@pytest.mark.parametrize("margin", [0.0, 5.0])
def test_figures_far_apart_hide_no_package_and_press_nobody_below_the_margin(
    margin: float,
) -> None:
    for seed in range(size(quick=25, ci=150, full=1000)):
        made = Wide(size=SMALL, seed=seed)
        offers, kinds = made.table(), made.kinds
        found = solve(offers, Circumstance.of(kinds), at=AT, margin=margin, effort=EXACT, draws=1)
        best = Reading(offers=offers, kinds=kinds, margin=margin).best_value()
        assert found.public_value == pytest.approx(best, rel=1e-6, abs=1e-6), seed
        held = [net.net for net in found.nets if kinds[net.party] is not PartyKind.GOVERNMENT]
        assert all(net >= margin - 1e-6 for net in held), seed


def test_a_large_gain_that_is_not_chosen_covers_no_loss_of_a_small_one() -> None:
    offers = table(
        [element("records", figure(5))],
        [use("small", 20, private=4, risk=6), use("costly", -1e12, of="records", user=THIRD)],
        [service("large", 0, {HOLDER: figure(1e11)}, needs_uses=["costly"])],
    )
    found = solve(offers, NOW, at=AT, effort=EXACT, draws=1)
    assert found.uses == ()
    assert found.public_value == 0


def test_a_small_gain_counts_beside_a_huge_one_that_nobody_accepts() -> None:
    offers = table(
        [element("records", figure(5)), element("secrets", figure(1e12))],
        [
            use("small", 20, private=4),
            use("huge", 9e11, of="secrets", private=1),
        ],
        [service("thanks", 1, {HOLDER: figure(8), BODY: figure(1)}, needs_uses=["small"])],
    )
    found = solve(offers, NOW, at=AT, effort=EXACT, draws=1)
    assert found.uses == ("small",)
    assert {net.party: net.net for net in found.nets} == {HOLDER: 3, USER: 3, BODY: 1}
