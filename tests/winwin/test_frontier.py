from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from time import perf_counter

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.model.ids import FrontierId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Frontier, Offers, Package, Standing
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.frontier import CAUTIONS, MARGINS, frontier, surest
from commonweal.winwin.progress import Watched, unwatched
from commonweal.winwin.solver import Effort
from commonweal.winwin.watch import Reached
from tests.machine import patient
from tests.scale import size
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    KINDS,
    LARGE,
    MIDDLE,
    SMALL,
    THIRD,
    Generator,
    element,
    figure,
    service,
    table,
    use,
    with_easy_deal,
)

NAME = FrontierId("fro_invented")
BRIEF = Effort(gap=0.0, seconds=0.4)
"""Long enough on a large table to be told how far it is, too short to prove anything."""

BRINK = table(
    [element("records", figure(16, 12, 20))],
    [use("map", 220, private=14, risk=6)],
    [
        service("credit", 1, {HOLDER: figure(23, 18, 34)}, needs_uses=["map"]),
        service("report", 3, {HOLDER: figure(12, 8, 16)}, needs_uses=["map"], needs_tracks=["law"]),
    ],
    {"law": figure(4)},
)
RISKY = table(
    [element("records", figure(10))],
    [use("map", 100, private=1)],
    [service("credit", 0, {HOLDER: figure(12, 0, 20)}, needs_uses=["map"])],
)


def drawn(
    offers: Offers,
    *,
    kinds: Mapping[PartyId, PartyKind] = KINDS,
    margins: Sequence[float] | None = None,
    limits: Mapping[PartyId, float] | None = None,
    effort: Effort | None = None,
    watch: Watched = unwatched,
) -> Frontier:
    return frontier(
        offers,
        Circumstance.of(kinds, limits=limits or {}),
        name=NAME,
        at=AT,
        margins=margins,
        effort=effort,
        watch=watch,
        seed=1,
    )


def test_the_brink_is_never_recommended_while_a_surer_package_is_known() -> None:
    found = drawn(BRINK)
    assert (found.plain.public_value, found.plain.standing) == (220, Standing.ONE_SIDED)
    assert found.points[0] is found.plain
    assert (surest(found).public_value, surest(found).standing) == (216, Standing.WIN_WIN)
    assert surest(found).services == ("credit", "report")
    usual = ((23 - 16 - 6) + (14 - 1)) / 2
    assert [each.margin for each in found.points] == pytest.approx(
        [share * usual for share in MARGINS]
    )


def test_even_a_sure_plain_optimum_is_not_recommended_but_the_point_that_leaves_more() -> None:
    certain = replace(
        RISKY,
        uses=(use("map", 100, private=20),),
        services=(service("credit", 0, {HOLDER: figure(30)}),),
    )
    found = drawn(certain)
    assert found.plain.chance == 1.0
    assert found.recommended == len(found.points) - 1 > 0
    assert surest(found).public_value == found.plain.public_value


def test_among_public_bodies_alone_the_same_package_is_recommended_with_caution() -> None:
    kinds = dict.fromkeys(KINDS, PartyKind.GOVERNMENT)
    found = drawn(table([element("records", figure(1))], [use("map", 9)]), kinds=kinds)
    assert found.recommended == len(found.points) - 1 > 0
    assert surest(found).public_value == found.plain.public_value == 8


def test_cautious_points_follow_where_no_margin_is_sure() -> None:
    risky = replace(
        BRINK,
        services=(
            service("credit", 1, {HOLDER: figure(26, 18, 34)}, needs_uses=["map"]),
            BRINK.services[1],
        ),
    )
    found = drawn(risky)
    margins, cautious = found.points[: len(MARGINS)], found.points[len(MARGINS) :]
    assert max(each.chance for each in margins) < 0.95 <= cautious[-1].chance
    assert [each.caution for each in cautious] == list(CAUTIONS[: len(cautious)])
    assert {each.margin for each in cautious} == {0.0}
    assert found.recommended == len(found.points) - 1


def test_a_deal_by_which_nobody_can_lose_is_found_behind_one_that_is_unsure() -> None:
    wide = table(
        [element("records", figure(6.5)), element("towers", figure(7.5), THIRD)],
        [use("map", 9, user=BODY), use("plan", 50, of="towers", user=BODY)],
        [
            service("credit", 0, {HOLDER: figure(20, 6.5, 40)}, provider=BODY, needs_uses=["map"]),
            service("report", 0, {THIRD: figure(20, 0, 40)}, provider=BODY, needs_uses=["plan"]),
        ],
    )
    found = drawn(wide)
    assert found.plain.public_value == 59
    assert [each.caution for each in found.points][-1] == 0.8
    assert (surest(found).public_value, surest(found).standing) == (9, Standing.WIN_WIN)


def test_where_some_deal_has_no_loser_whatever_comes_one_is_always_recommended() -> None:
    for seed in range(size(quick=3, ci=60, full=300)):
        made = Generator(SMALL, seed)
        offers, kinds = with_easy_deal(made.chained()), {**made.kinds, **KINDS}
        found = drawn(offers, kinds=kinds)
        assert found.recommended is not None, seed
        assert found.points[found.recommended].chance >= 0.95, seed


def test_the_surest_deal_is_kept_with_its_name_where_none_is_sure() -> None:
    found = drawn(RISKY)
    deals = [each for each in found.points if each.standing is not Standing.NO_DEAL]
    assert found.recommended is None
    assert surest(found).chance == max(each.chance for each in deals) < 0.95
    assert surest(found).standing is Standing.ONE_SIDED


def test_doing_nothing_is_not_chosen_while_there_is_a_deal() -> None:
    risky = table(
        [element("records", figure(10), THIRD), element("towers", figure(0))],
        [use("map", 100, private=90), use("plan", 0, of="towers")],
        [service("credit", 0, {THIRD: figure(12, 0, 20)}, needs_uses=["map"])],
    )
    found = drawn(risky)
    assert found.points[-1].standing is Standing.NO_DEAL
    assert surest(found).standing is Standing.ONE_SIDED


def test_without_any_deal_there_is_one_point_and_it_is_not_recommended() -> None:
    found = drawn(replace(BRINK, services=()))
    assert found.points == (found.plain,)
    assert found.recommended is None
    assert surest(found) is found.plain
    assert found.plain.standing is Standing.NO_DEAL


def test_margins_that_are_given_are_the_points_in_rising_order() -> None:
    found = drawn(BRINK, margins=[9.0, 2.0, 9.0])
    assert [each.margin for each in found.points] == [2.0, 9.0]
    assert found.plain.margin == 0.0
    assert surest(found).public_value == 216


@pytest.mark.parametrize("margins", [[], [1.0] * 21, [float("nan")]])
def test_margins_that_cannot_be_used_are_refused(margins: list[float]) -> None:
    with pytest.raises(Invalid):
        drawn(BRINK, margins=margins)


def test_nobody_is_below_the_margin_or_its_limit_at_any_point() -> None:
    pressed = 0
    for seed in range(size(quick=1, ci=6, full=60)):
        made = Generator(MIDDLE, seed)
        limits = made.limits()
        found = drawn(made.table(), kinds=made.kinds, limits=limits)
        for point in (found.plain, *found.points):
            for each in point.nets:
                if made.kinds[each.party] is not PartyKind.GOVERNMENT:
                    assert each.net >= max(point.margin, limits.get(each.party, 0.0)) - 1e-9
                    pressed += each.net < 2 * point.margin
    assert pressed


@pytest.mark.ci
def test_who_watches_is_told_of_each_point_in_turn() -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int, reached: Reached) -> bool:
        del reached
        told.append((done, total))
        return True

    made = Generator(LARGE, 1)
    found = drawn(made.table(), kinds=made.kinds, margins=[0.0, 1.0], watch=watch, effort=BRIEF)
    assert len(found.points) == 2
    assert told == sorted(told)
    assert {total for _, total in told} == {2}


def test_stopped_at_once_it_has_the_plain_optimum_as_far_as_it_was_found() -> None:
    def stop(done: int, total: int, reached: Reached) -> bool:
        del done, total, reached
        return False

    made = Generator(LARGE, 1)
    found = drawn(made.table(), kinds=made.kinds, watch=stop, effort=BRIEF)
    assert found.points == (found.plain,)
    assert found.plain.ended is Ended.STOPPED
    assert found.recommended is None
    assert surest(found) is found.plain
    apart = drawn(made.table(), kinds=made.kinds, watch=stop, margins=[3.0])
    assert surest(apart) is apart.plain


@pytest.mark.ci
def test_stopped_later_it_has_the_points_until_then() -> None:
    def stop(done: int, total: int, reached: Reached) -> bool:
        del total, reached
        return done < 2

    made = Generator(LARGE, 1)
    found = drawn(made.table(), kinds=made.kinds, watch=stop, effort=BRIEF)
    assert len(found.points) == 3
    assert [each.ended for each in found.points] == [Ended.TIME, Ended.TIME, Ended.STOPPED]


@pytest.mark.requirement(29)
def test_what_is_recommended_is_sure_by_a_simulation_that_shares_no_code() -> None:
    recommended = 0
    for seed in range(size(quick=1, ci=6, full=60)):
        made = Generator(MIDDLE, seed)
        offers = made.table()
        found = drawn(offers, kinds=made.kinds)
        if found.recommended is not None:
            chance = simulated(offers, found.points[found.recommended], made.kinds, seed)
            assert chance >= 0.95 - 4 * (0.95 * 0.05 / DRAWS) ** 0.5, seed
            recommended += 1
    assert recommended


DRAWS = size(quick=1_000, ci=4_000, full=20_000)


def simulated(
    offers: Offers, package: Package, kinds: Mapping[PartyId, PartyKind], seed: int
) -> float:
    """The share of futures in which no joined party outside government loses.

    Written from `winwin/README.md`, with the generator of the standard library.
    """
    chance = Random(seed)
    private = [each for each in package.joined if kinds[each] is not PartyKind.GOVERNMENT]
    counted = [terms(offers, package, party) for party in private]
    good = 0
    for _ in range(DRAWS):
        good += all(
            sum(sign * chance.triangular(f.low, f.high, f.likely) for sign, f in mine) >= 0
            for mine in counted
        )
    return good / DRAWS


def terms(offers: Offers, package: Package, party: PartyId) -> list[tuple[int, Estimate]]:
    """What the party gains (1) and pays (-1) by the package."""
    held = {each.id for each in offers.elements if each.holder == party}
    shared = [each for each in offers.elements if each.id in held & set(package.elements)]
    uses = [each for each in offers.uses if each.id in package.uses]
    services = [each for each in offers.services if each.id in package.services]
    gains = [each.private_value for each in uses if each.user == party]
    for each in services:
        gains += [to.value for to in each.benefits if to.recipient == party]
    costs = [each.cost for each in shared]
    costs += [each.risk_to_holder for each in uses if each.element in held]
    costs += [each.cost for each in services if each.provider == party]
    return [*((1, each) for each in gains), *((-1, each) for each in costs)]


@pytest.mark.ci
def test_twenty_parties_with_a_hundred_elements_get_a_frontier_in_time() -> None:
    for seed in range(1, 1 + size(quick=1, ci=1, full=5)):
        made = Generator(LARGE, seed)
        offers = made.table()
        start = perf_counter()
        found = drawn(offers, kinds=made.kinds)
        seconds = perf_counter() - start
        print(f"20 x 100, seed {seed}: {len(found.points)} points in {seconds:.1f} s")
        assert seconds < patient(90 * size(quick=3, ci=3, full=1))  # a busy machine takes longer
        assert found.recommended is not None
        assert simulated(offers, surest(found), made.kinds, seed) >= 0.94
