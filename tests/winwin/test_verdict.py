"""Whether a package may be recommended: design law 8."""

from dataclasses import replace

import pytest

from commonweal.model.winwin import Package, Standing
from commonweal.winwin.package import solve
from commonweal.winwin.verdict import Verdict, against, all_gain, verdict
from tests.winwin.invented import (
    AT,
    HOLDER,
    NOW,
    PACKAGE,
    element,
    figure,
    service,
    table,
    use,
)

OFFERS = table(
    [element("records", figure(5))],
    [use("map", 100, private=4)],
    [service("credit", 1, {HOLDER: figure(9)}, needs_uses=["map"])],
)


def package(**changed: object) -> Package:
    made = solve(OFFERS, NOW, margin=0, name=PACKAGE, at=AT, draws=10)
    return replace(made, **changed)  # type: ignore[arg-type]  # fields of a package


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"margin": 1.0, "chance": 0.95}, Verdict.MAY_BE),
        ({"caution": 0.1, "chance": 1.0}, Verdict.MAY_BE),
        ({"margin": 1.0, "chance": 0.9499}, Verdict.UNSURE),
        ({"margin": 0.0, "chance": 1.0}, Verdict.BRINK),
        ({"margin": -1.0, "chance": 1.0}, Verdict.BRINK),
        ({"margin": 0.0, "chance": 0.5}, Verdict.UNSURE),
        ({"margin": 1.0, "chance": 1.0, "standing": Standing.NO_DEAL}, Verdict.NO_DEAL),
    ],
)
def test_a_package_may_be_recommended_if_it_is_a_sure_deal_and_holds_parties_to_something(
    changed: dict[str, object], said: Verdict
) -> None:
    found = package(**changed)
    assert verdict(found) is said
    assert bool(against(found)) is (said in {Verdict.UNSURE, Verdict.BRINK})


def test_no_deal_has_no_chance_to_tell() -> None:
    assert all_gain(package(chance=1.0, standing=Standing.NO_DEAL)) is None
    assert all_gain(package(chance=0.956)) == "95 %"
