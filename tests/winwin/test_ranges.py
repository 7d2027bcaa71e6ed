from dataclasses import replace
from math import isclose

from commonweal.model.winwin import Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.package import solve
from commonweal.winwin.ranges import package_ranges
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    NOW,
    PACKAGE,
    USER,
    Generator,
    Size,
    element,
    figure,
    service,
    table,
    use,
)

NAMES = {HOLDER: "NCell", USER: "Flowminder"}


def solved(offers: Offers, now: Circumstance = NOW) -> Package:
    return solve(offers, now, margin=0, name=PACKAGE, at=AT, draws=10)


OFFERS = table(
    [element("records", figure(4, 2, 8))],
    [use("map", 20, private=6, risk=1)],
    [service("thanks", 1, {HOLDER: figure(9, 5, 12)}, needs_uses=["map"])],
)


def test_a_net_has_every_figure_at_its_worst_at_its_likely_and_at_its_best() -> None:
    found = package_ranges(solved(OFFERS), OFFERS, NOW, NAMES)
    nets = {each.category: [each.low, each.likely, each.high] for each in found.ranges}
    assert nets["NCell"] == [5 - 8 - 1, 9 - 4 - 1, 12 - 2 - 1]
    assert nets["Flowminder"] == [5, 5, 5]
    assert nets["public value"] == [20, 20, 20]
    assert [each.group for each in found.ranges] == ["party", "party", "public"]


def test_invented_figures_say_so_and_carry_their_unit_and_their_chance() -> None:
    caption = package_ranges(solved(OFFERS), OFFERS, NOW, NAMES).caption
    assert (caption.label, caption.unit, caption.on) == (
        "invented",
        "points",
        "figures until 2015-04-01",
    )
    assert caption.note == "Everyone outside government gains with a chance of 90 %."


def test_a_chance_is_never_rounded_up_to_certainty() -> None:
    almost = replace(solved(OFFERS), chance=0.9999)
    found = package_ranges(almost, OFFERS, NOW, NAMES)
    assert "chance of 99 %" in found.caption.note


def test_likely_figures_are_those_of_the_package() -> None:
    size = Size(parties=6, bodies=2, elements=10, uses=20, services=6, tracks=3)
    for seed in range(5):
        made = Generator(size, seed)
        offers = made.table()
        now = Circumstance.of(made.kinds, made.done(offers))
        package = solved(offers, now)
        found = package_ranges(package, offers, now, {})
        by_name = {each.category: each for each in found.ranges}
        for net in package.nets:
            each = by_name[net.party]
            assert isclose(each.likely, net.net, abs_tol=1e-9)
            assert each.low <= each.likely <= each.high
        if package.joined:
            assert isclose(by_name["public value"].likely, package.public_value, abs_tol=1e-9)


def test_a_package_of_nothing_has_no_ranges() -> None:
    dear = table([element("records", figure(90))], [use("map", -1, user=BODY)])
    package = solved(dear)
    assert package.joined == ()
    assert package_ranges(package, dear, NOW, {}).ranges == ()
