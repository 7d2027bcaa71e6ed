"""Thresholds hold exactly where they are written: neither side of a tie by rounding."""

import numpy as np
import pytest

from commonweal.diagnose.label import NAMES, label, labels
from commonweal.diagnose.tally import WHOLE, Tally
from commonweal.model.assessment import Label


def called(
    *sums: int,
    answered: int = 8,
    empty: int = 0,
    backed: int = 8,
    held: tuple[int, ...] = (1, 0, 0, 0, 0, 0),
    people: int = 1,
) -> str:
    made = Tally(
        shares=np.zeros((1, 8, 3), dtype=np.int64),
        sums=np.array([sums]),
        answered=np.array([answered]),
        empty=np.array([empty]),
        backed=np.array([backed]),
        held=np.array([held]),
        people=np.array([people]),
    )
    return NAMES[labels(made)[0]]


def twentieths(count: int) -> int:
    return 8 * WHOLE * count // 20


def test_a_lead_of_exactly_15_hundredths_is_not_mixed_and_one_part_less_is() -> None:
    first, second = twentieths(9), twentieths(6)
    assert called(first, second, twentieths(5)) == "leaning resource_dependence"
    assert called(first - 1, second, twentieths(5) + 1) == "mixed"


def test_a_share_of_exactly_half_is_a_type_and_one_part_less_leans() -> None:
    half = 4 * WHOLE
    assert called(half, half // 2, half // 2) == "resource_dependence"
    assert called(half // 2, half - 1, half // 2 + 1) == "leaning social_issue"


@pytest.mark.parametrize(("backed", "name"), [(3, "insufficient"), (4, "societal_sector")])
def test_four_backed_dimensions_suffice(backed: int, name: str) -> None:
    assert called(0, 0, 8 * WHOLE, backed=backed) == name


@pytest.mark.parametrize(("empty", "name"), [(3, "resource_dependence"), (4, "not covered")])
def test_half_of_the_dimensions_empty_is_not_covered(empty: int, name: str) -> None:
    assert called((8 - empty) * WHOLE, 0, 0, empty=empty) == name


@pytest.mark.parametrize(
    ("people", "second", "name"),
    [
        (3, 1, "resource_dependence"),
        (4, 1, "resource_dependence"),
        (4, 2, "disputed"),
        (5, 2, "disputed"),
        (6, 2, "resource_dependence"),
        (10, 4, "disputed"),
        (50, 19, "resource_dependence"),
        (50, 20, "disputed"),
    ],
)
def test_a_second_camp_of_two_fifths_disputes(people: int, second: int, name: str) -> None:
    held = (people - second, second, 0, 0, 0, 0)
    assert called(8 * WHOLE, 0, 0, held=held, people=people) == name


def test_a_top_that_the_largest_camp_does_not_hold_is_disputed() -> None:
    held = (1, 6, 0, 0, 0, 0)
    assert called(8 * WHOLE, 0, 0, held=held, people=7) == "disputed"


def test_the_first_rule_that_holds_decides() -> None:
    split = {"held": (2, 2, 0, 0, 0, 0), "people": 4}
    assert called(0, 0, 0, empty=8, backed=0, **split) == "insufficient"  # type: ignore[arg-type]  # one dict, two types
    assert called(0, 0, 0, empty=8, **split) == "not covered"  # type: ignore[arg-type]  # one dict, two types
    assert called(4 * WHOLE, 4 * WHOLE, 0, **split) == "disputed"  # type: ignore[arg-type]  # one dict, two types


def test_every_name_stands_for_a_label() -> None:
    found = [label(code) for code in range(len(NAMES))]
    assert set(found) == set(Label)
    assert found.count(Label.TYPE) == found.count(Label.LEANING) == 3


@pytest.mark.parametrize("most_held", [1, 3], ids=["social_issue", "societal_sector"])
def test_two_platforms_on_top_leave_whoever_holds_either_with_the_profile(most_held: int) -> None:
    held = [1, 0, 0, 0, 0, 0]
    held[most_held] = 4
    assert called(4, 6, 6, held=tuple(held), people=5) == "mixed"
