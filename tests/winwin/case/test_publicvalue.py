"""Public value in its own account: by type, with costs beside it, added up for who asks alone."""

from dataclasses import replace

import pytest

from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Package, Use
from commonweal.winwin.case.publicvalue import NOT_TYPED, PublicValue, public_value, summed
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.package import solve
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    KINDS,
    NOW,
    PACKAGE,
    Generator,
    Size,
    element,
    figure,
    service,
    table,
    use,
)


def typed(id: str, public: float, value_type: ValueType | None) -> Use:
    made = replace(use(id, public, user=BODY), value_type=value_type)
    return replace(made, public_value=figure(public, public / 2, public * 2))


OFFERS = table(
    [element("records", figure(4))],
    [
        typed("open", 3, None),
        typed("lives", 20, ValueType.SAFETY),
        typed("care", 7, ValueType.HEALTH),
        replace(
            typed("sick-days", 5, ValueType.HEALTH),
            indicator="days",
            baseline="90 a year",
            counterfactual="a survey",
        ),
    ],
    [service("thanks", 2, {HOLDER: figure(9)}, provider=BODY, needs_tracks=["consent"])],
    {"consent": figure(1)},
)


def account(offers: Offers = OFFERS, done: frozenset[str] = frozenset()) -> PublicValue:
    return public_value(package(offers, done), offers, Circumstance.of(KINDS, done))


def package(offers: Offers, done: frozenset[str] = frozenset()) -> Package:
    return solve(offers, Circumstance.of(KINDS, done), name=PACKAGE, at=AT, draws=10)


@pytest.mark.requirement(84)
def test_uses_stand_under_their_type_and_the_untyped_last() -> None:
    found = [(each.name, [use.use for use in each.uses]) for each in account().types]
    assert found == [
        ("safety", ["lives"]), ("health", ["care", "sick-days"]), (NOT_TYPED, ["open"])
    ]  # fmt: skip


@pytest.mark.requirement(86)
def test_a_use_carries_indicator_baseline_and_counterfactual() -> None:
    use = account().types[1].uses[1]
    assert (use.indicator, use.baseline, use.counterfactual) == ("days", "90 a year", "a survey")
    assert (use.value.source, use.value.unit) == ("invented", "points")


def test_costs_of_government_stand_beside_it_and_those_of_business_do_not() -> None:
    found = [(each.item.id, each.party, each.cost.likely) for each in account().costs]
    assert found == [("thanks", BODY, 2), ("consent", None, 1)]


def test_a_track_that_is_done_costs_nothing_any_more() -> None:
    found = account(done=frozenset({"consent"})).costs
    assert [each.item.id for each in found] == ["thanks"]


def test_an_account_has_no_sum_of_its_own() -> None:
    assert not {"sum", "total", "value", "net"} & set(PublicValue.__dataclass_fields__)


def test_the_sum_that_somebody_asks_for_warns_that_types_differ() -> None:
    found = summed(account())
    assert (found.value.low, found.value.likely, found.value.high) == (17.5, 35, 70)
    assert (found.cost.likely, found.net.likely) == (-3, 32)
    assert "safety, health, not typed" in found.warning
    assert "not of one kind" in found.warning


def test_the_sum_of_one_type_needs_no_warning_and_of_the_untyped_does() -> None:
    one = replace(OFFERS, uses=(OFFERS.uses[1],))
    assert summed(account(one)).warning == ""
    untyped = replace(OFFERS, uses=(typed("open", 30, None),))
    assert "Nobody has said" in summed(account(untyped)).warning


def test_the_sum_is_the_public_value_of_the_package() -> None:
    size = Size(parties=6, bodies=2, elements=10, uses=20, services=6, tracks=3)
    for seed in range(4):
        made = Generator(size, seed)
        offers, kinds = made.table(), made.kinds
        kept = solve(offers, Circumstance.of(kinds), name=PACKAGE, at=AT, draws=10)
        found = summed(public_value(kept, offers, Circumstance.of(kinds)))
        assert found.net.likely == pytest.approx(kept.public_value, abs=1e-9)


def test_a_package_of_nothing_has_an_empty_account() -> None:
    dear = table([element("records", figure(90))], [use("map", -1, user=BODY)])
    found = public_value(package(dear), dear, NOW)
    assert (found.types, found.costs) == ((), ())
    assert summed(found).net.likely == 0
