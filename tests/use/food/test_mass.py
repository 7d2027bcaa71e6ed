from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.food.mass import CaseWeight, kilograms

APPLES = "https://id.gs1.org/01/19520000100015"
DAY = date(2026, 7, 1)
JUNE = date(2026, 6, 1)
CASES = {
    (APPLES, "CS"): (
        CaseWeight(since=JUNE, kg=Decimal("18.1436948")),
        CaseWeight(since=date(2025, 1, 1), kg=Decimal(20)),
    ),
    (APPLES, "EA"): (CaseWeight(since=JUNE, kg=Decimal("0.18")),),
}


def kg(amount: str, unit: str, *, product: str = APPLES, on: date = DAY) -> Fraction | None:
    return kilograms(Decimal(amount), unit, product=product, on=on, cases=CASES)


def test_units_of_mass_are_exact() -> None:
    assert kg("40", "LBR") == Fraction("18.1436948")
    found = [kg("1.5", "TNE"), kg("250", "GRM"), kg("3", "KGM")]
    assert found == [Fraction(1500), Fraction(1, 4), Fraction(3)]


def test_a_case_weighs_what_it_weighed_on_that_day() -> None:
    assert kg("2", "CS") == Fraction("36.2873896")
    assert kg("2", "CS", on=date(2026, 5, 31)) == 40
    assert kg("2", "CS", on=JUNE) == Fraction("36.2873896")


def test_before_the_first_weight_a_case_weighs_nobody_knows_what() -> None:
    assert kg("2", "CS", on=date(2024, 12, 31)) is None


def test_an_unknown_unit_or_product_is_not_known_and_never_nothing() -> None:
    assert kg("2", "BX") is None
    assert kg("2", "CS", product="https://hub.example/pears") is None


def test_a_count_without_unit_is_each() -> None:
    assert kg("10", "") == Fraction("1.8")


@given(st.decimals(0, 10**9, places=4), st.decimals(0, 10**9, places=4))
def test_parts_weigh_together_what_the_whole_weighs(one: Decimal, other: Decimal) -> None:
    whole = kilograms(one + other, "LBR", product=APPLES, on=DAY, cases={})
    parts = [kilograms(each, "LBR", product=APPLES, on=DAY, cases={}) for each in (one, other)]
    assert whole == sum(part for part in parts if part is not None)
