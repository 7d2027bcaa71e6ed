from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.need import Need, need
from commonweal.winwin.package import solve
from commonweal.winwin.solver import Effort
from tests.scale import size
from tests.winwin.bruteforce import Reading
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    KINDS,
    LARGE,
    SMALL,
    THIRD,
    USER,
    Generator,
    Size,
    element,
    figure,
    service,
    table,
    use,
)

FUNDER = PartyId("par_funder")
CAUTION = {"likely": 0.0, "low": 1.0}

SHORT = table(
    [element("records", figure(16, 12, 20))],
    [use("map", 220, private=14, risk=6)],
    [service("credit", 1, {HOLDER: figure(10, 8, 12)}, needs_uses=["map"])],
)
"""The holder lacks 16 + 6 - 10 as likely, 20 + 6 - 8 if it goes badly."""


def asked(
    offers: Offers,
    *,
    kinds: Mapping[PartyId, PartyKind] = KINDS,
    party: PartyId | None = None,
    target: float | None = None,
    limits: Mapping[PartyId, float] | None = None,
) -> dict[str, Need]:
    found = need(offers, Circumstance.of(kinds, limits=limits or {}), party=party, target=target)
    return {each.scenario: each for each in found}


@pytest.mark.requirement(67)
def test_the_least_incentive_is_what_the_party_lacks_likely_and_if_it_goes_badly() -> None:
    found = asked(SHORT, party=HOLDER)
    assert list(found) == ["likely", "low"]
    assert found["likely"].least_incentive == pytest.approx(12)
    assert found["low"].least_incentive == pytest.approx(18)
    assert found["likely"].bound == pytest.approx(12, abs=1e-6)
    assert (found["likely"].public_value, found["likely"].ended) == (220, Ended.PROVED)
    assert set(found["likely"].joined) == {HOLDER, USER}


def test_a_limit_of_the_party_raises_what_it_takes() -> None:
    assert asked(SHORT, party=HOLDER, limits={HOLDER: 5})["likely"].least_incentive == 17
    assert asked(SHORT, party=HOLDER, limits={HOLDER: -5})["likely"].least_incentive == 12


def test_who_takes_part_anyway_needs_nothing() -> None:
    rich = replace(SHORT, services=(service("credit", 1, {HOLDER: figure(99)}),))
    assert [each.least_incentive for each in asked(rich, party=HOLDER).values()] == [0, 0]


def test_a_public_body_needs_nothing() -> None:
    offers = table([element("records", figure(5), BODY)], [use("map", 1)])
    for found in asked(offers, party=BODY).values():
        assert (found.least_incentive, found.bound) == (0, 0)
        assert "public body" in found.why


def test_who_has_nothing_on_the_table_cannot_be_won_by_money() -> None:
    for found in asked(SHORT, party=THIRD).values():
        assert (found.least_incentive, found.bound) == (None, None)
        assert "nothing that is on the table" in found.why


def test_no_payment_helps_where_another_party_still_loses() -> None:
    stuck = replace(SHORT, uses=(use("map", 220, private=-3, risk=6),))
    for found in asked(stuck, party=HOLDER).values():
        assert found.least_incentive is None
        assert "Whatever it is paid" in found.why


def test_no_payment_helps_where_the_public_would_lose() -> None:
    harmful = replace(SHORT, uses=(use("map", -1, private=14),))
    assert asked(harmful, party=HOLDER)["likely"].least_incentive is None


def test_a_service_that_nobody_receives_is_no_part_in_the_deal() -> None:
    idle = replace(
        SHORT,
        services=(*SHORT.services, service("news", 2, {USER: figure(-9)}, provider=THIRD)),
    )
    found = asked(idle, party=THIRD)["likely"]
    assert found.least_incentive is None
    glad = replace(
        idle, services=(*SHORT.services, service("news", 2, {USER: figure(9)}, provider=THIRD))
    )
    assert asked(glad, party=THIRD)["likely"].least_incentive == pytest.approx(2)


def test_a_target_is_reached_by_paying_several() -> None:
    two = replace(SHORT, uses=(use("map", 220, private=-3, risk=6),))
    found = asked(two, target=220)
    assert found["likely"].least_incentive == pytest.approx(12 + 4)
    assert found["low"].least_incentive == pytest.approx(18 + 4)
    assert asked(two, target=0)["likely"].least_incentive == 0


def test_a_target_beyond_reach_says_what_can_be_reached() -> None:
    for found in asked(SHORT, target=221).values():
        assert (found.least_incentive, found.public_value) == (None, None)
        assert found.why == "At most 220 points of public value can be reached, whatever is paid."


def test_a_party_or_a_target_must_be_asked_for_and_not_both() -> None:
    with pytest.raises(Invalid, match="Neither"):
        asked(SHORT)
    with pytest.raises(Invalid, match="Both"):
        asked(SHORT, party=HOLDER, target=3.0)


@pytest.mark.parametrize("target", [float("nan"), float("inf"), -1e13])
def test_a_target_that_is_no_number_is_refused(target: float) -> None:
    with pytest.raises(Invalid):
        asked(SHORT, target=target)


def test_a_party_that_is_not_in_the_collaboration_is_refused() -> None:
    with pytest.raises(UnknownTerm):
        asked(SHORT, party=PartyId("par_nobody"))


@pytest.mark.requirement(67)
def test_paying_the_least_incentive_closes_the_deal_and_1_percent_less_does_not() -> None:
    """By trying every package for the party, and by `solve` at gap 0 with the payment on it."""
    priced = 0
    for seed in range(size(quick=4, ci=110, full=400)):
        made = Generator(SMALL, seed)
        offers, kinds, limits = made.chained(), made.kinds, made.limits()
        for party in made.parties[SMALL.bodies :]:
            for name, found in asked(offers, kinds=kinds, party=party, limits=limits).items():
                read = Reading(
                    offers=offers,
                    kinds=kinds,
                    limits=limits,
                    caution=CAUTION[name],
                    public_caution=CAUTION[name],
                )
                expected = read.least_for_party(party)
                assert found.least_incentive == (
                    None if expected is None else pytest.approx(expected, abs=2e-6)
                ), (seed, party, name)
                if expected and found.least_incentive and name == "likely":
                    priced += 1
                    closes(offers, kinds, limits, party, found.least_incentive, read.best_value())
    assert priced


def closes(
    offers: Offers,
    kinds: Mapping[PartyId, PartyKind],
    limits: Mapping[PartyId, float],
    party: PartyId,
    least: float,
    unpaid: float,
) -> None:
    """A public good that hangs on the party's part comes with the payment, not with less."""
    enough, less = (
        solved(paying(offers, party, amount), kinds, limits) for amount in (least, 0.99 * least)
    )
    assert enough.public_value >= unpaid - 1e-6
    assert less.public_value <= unpaid + 1e-6
    if enough.public_value > unpaid + 1e-6:
        assert party in enough.joined
        assert less.public_value < enough.public_value - 1e-6


def solved(
    offers: Offers, kinds: Mapping[PartyId, PartyKind], limits: Mapping[PartyId, float]
) -> Package:
    return solve(
        offers,
        Circumstance.of({**kinds, FUNDER: PartyKind.GOVERNMENT}, limits=limits),
        at=AT,
        effort=Effort(gap=0.0),
        draws=1,
    )


def paying(offers: Offers, party: PartyId, amount: float) -> Offers:
    """The table with a payment from outside on it, which costs the parties nothing."""
    payment = service("payment", 0, {party: figure(amount)}, provider=FUNDER)
    return replace(offers, services=(*offers.services, payment))


def test_the_least_for_a_target_is_that_of_trying_every_package() -> None:
    priced = 0
    for seed in range(size(quick=5, ci=110, full=400)):
        made = Generator(SMALL, seed)
        offers, kinds, limits = made.chained(), made.kinds, made.limits()
        target = float(made.stream.integers(1, 60))
        for name, found in asked(offers, kinds=kinds, target=target, limits=limits).items():
            expected = Reading(
                offers=offers,
                kinds=kinds,
                limits=limits,
                caution=CAUTION[name],
                public_caution=CAUTION[name],
            ).least_for_target(target)
            assert found.least_incentive == (
                None if expected is None else pytest.approx(expected, abs=2e-6)
            ), (seed, name)
            priced += bool(expected)
    assert priced


@hypothesis_settings(max_examples=size(quick=30, ci=300, full=1000), deadline=None)
@given(
    cost=st.floats(1e-3, 1e12),
    gain=st.floats(0, 1e12),
    public=st.floats(1e-3, 1e12),
)
def test_what_is_lacking_is_found_whatever_the_size_of_the_figures(
    cost: float, gain: float, public: float
) -> None:
    offers = table(
        [element("records", figure(cost))],
        [use("map", public, user=BODY)],
        [service("credit", 0, {HOLDER: figure(gain)}, needs_uses=["map"], provider=BODY)],
    )
    found = asked(offers, party=HOLDER)["likely"]
    lacking = max(0.0, cost - gain)
    assert found.least_incentive == pytest.approx(lacking, abs=1e-6 * max(cost, gain))
    assert found.bound is not None
    assert found.bound <= lacking + 1e-6 * max(cost, gain)


@pytest.mark.parametrize("giant", [1e6, 1e8])
def test_one_giant_figure_hides_no_smaller_one(giant: float) -> None:
    for seed in range(size(quick=2, ci=30, full=200)):
        made = Generator(SMALL, seed)
        offers, kinds = made.with_giant(giant), made.kinds
        read = {name: Reading(offers=offers, kinds=kinds, caution=each, public_caution=each)
                for name, each in CAUTION.items()}  # fmt: skip
        for party in made.parties[SMALL.bodies :]:
            for name, found in asked(offers, kinds=kinds, party=party).items():
                expected = read[name].least_for_party(party)
                assert found.least_incentive == (
                    None if expected is None else pytest.approx(expected, rel=1e-8, abs=2e-6)
                ), (seed, party, name)
                assert (found.bound or 0) <= (expected or 0) * (1 + 1e-8) + 2e-6


def test_who_takes_part_in_the_best_package_needs_nothing() -> None:
    """A figure that nobody would choose is no reason to be paid."""
    idle = table(
        [element("records", figure(1)), element("vaults", figure(1e9))],
        [use("map", 50, private=3), use("plan", 0, of="vaults")],
        [service("credit", 1, {HOLDER: figure(6)}, needs_uses=["map"])],
    )
    for found in asked(idle, party=HOLDER).values():
        assert (found.least_incentive, found.bound, found.public_value) == (0, 0, 50)


def test_removing_a_benefit_never_lowers_what_a_target_takes() -> None:
    for seed in range(size(quick=2, ci=60, full=200)):
        made = Generator(SMALL, seed)
        offers = made.table()
        for each in offers.services:
            gainful = [b for b in each.benefits if b.value.likely > 0]
            if not gainful:
                continue
            kept = tuple(b for b in each.benefits if b is not gainful[0])
            less = replace(
                offers,
                services=tuple(
                    replace(s, benefits=kept) if s is each else s for s in offers.services
                ),
            )
            before, after = (
                asked(t, kinds=made.kinds, target=30.0)["likely"] for t in (offers, less)
            )
            assert (before.least_incentive is None) == (after.least_incentive is None)
            if before.least_incentive is not None and after.least_incentive is not None:
                assert after.least_incentive >= before.least_incentive - 1e-6, seed


@pytest.mark.ci
def test_it_is_exact_up_to_twenty_parties_with_thirty_elements() -> None:
    made = Generator(Size(parties=20, bodies=4, elements=30, uses=120, services=15, tracks=10), 1)
    offers = made.table()
    for party in made.parties[4 : size(quick=6, ci=7, full=20)]:
        for found in asked(offers, kinds=made.kinds, party=party).values():
            assert found.ended is Ended.PROVED
            if found.least_incentive is not None:
                assert found.bound == pytest.approx(found.least_incentive, abs=1e-6)


def test_without_time_it_says_that_nothing_was_found() -> None:
    made = Generator(LARGE, 1)
    effort = Effort(seconds=1e-9)
    party = made.parties[-1]
    for found in need(made.table(), Circumstance.of(made.kinds), party=party, effort=effort):
        assert (found.least_incentive, found.bound) == (None, 0.0)
        assert found.ended is Ended.TIME
        assert found.why == "Nothing that closes the deal was found before the optimiser was ended."


@pytest.mark.ci
def test_stopped_it_says_so() -> None:
    made = Generator(LARGE, 1)
    found = need(
        made.table(), Circumstance.of(made.kinds), party=made.parties[-1], watch=lambda _: False
    )
    assert {each.ended for each in found} == {Ended.STOPPED}
