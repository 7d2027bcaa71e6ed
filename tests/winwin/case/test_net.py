"""What a kept package nets each party at other figures, and whose case has changed by that."""

from dataclasses import replace
from math import isclose

from commonweal.model.winwin import Offers, Package
from commonweal.winwin.case.net import differing, nets_now
from commonweal.winwin.package import solve
from tests.winwin.invented import (
    AT,
    HOLDER,
    NOW,
    PACKAGE,
    THIRD,
    USER,
    element,
    figure,
    service,
    table,
    use,
)


def offers(cost: float = 4, *, high: float | None = None, idle: int = 0) -> Offers:
    more = [element(f"idle{number}", figure(1, 0, 2), THIRD) for number in range(idle)]
    return table(
        [*more, element("records", figure(cost, 2, high or max(8.0, cost)))],
        [use("map", 20, private=6, risk=1)],
        [service("thanks", 1, {HOLDER: figure(9, 5, 12)}, needs_uses=["map"])],
    )


def kept() -> Package:
    return solve(offers(), NOW, at=AT, name=PACKAGE)


def test_figures_that_did_not_change_net_what_the_package_says() -> None:
    found = kept()
    assert nets_now(found, offers()) == found.nets


def test_a_dearer_element_changes_the_case_of_its_holder_alone() -> None:
    found = kept()
    now = nets_now(found, offers(8))
    nets = {each.party: each for each in now}
    assert (nets[HOLDER].net, nets[HOLDER].chance < 1) == (0, True)
    assert differing(found.nets, now) == {HOLDER}


def test_a_wider_range_changes_a_case_by_its_chance() -> None:
    found = kept()
    now = nets_now(found, offers(high=40))
    assert {each.party: each.net for each in now} == {each.party: each.net for each in found.nets}
    assert differing(found.nets, now) == {HOLDER}


def test_something_idle_beside_it_changes_no_case_though_draws_are_others() -> None:
    found = kept()
    now = nets_now(found, offers(idle=3))
    assert differing(found.nets, now) == frozenset()
    assert all(isclose(a.net, b.net) for a, b in zip(found.nets, now, strict=True))


def test_what_is_not_on_the_table_any_more_is_not_counted() -> None:
    found = kept()
    left = replace(offers(), services=())
    nets = {each.party: each.net for each in nets_now(found, left)}
    assert nets == {HOLDER: -5, USER: 6}
