from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.agreement import agreement
from commonweal.diagnose.grid import SKIPPED, Grid, grid
from commonweal.model.assessment import PlatformType
from tests.diagnose.builders import PURE, Cells, assessment, codings, named

RD, SI, SS = PlatformType


def test_below_three_respondents_there_is_no_alpha() -> None:
    alpha, note = agreement(grid(named([PURE[RD]] * 8, [PURE[SI]] * 8)))
    assert alpha is None
    assert "fewer than 3" in note


def test_where_nobody_varies_it_is_unanimous_and_not_a_number() -> None:
    assert agreement(grid(named(*[[(2, 2, 2)] * 8] * 3))) == (None, "unanimous")


def test_a_lone_rating_that_differs_does_not_undo_unanimity() -> None:
    people = named(*[[(2, 2, 2)] * 7] * 2, [(2, 2, 2)] * 7 + [(0, None, None)])
    assert agreement(grid(people)) == (None, "unanimous")


def test_respondents_who_rated_nothing_in_common_have_no_alpha() -> None:
    apart: list[list[Cells]] = [
        [(3, 0, 1) if row == place else (None,) * 3 for row in range(8)] for place in range(3)
    ]
    alpha, note = agreement(grid(named(*apart)))
    assert alpha is None
    assert "two respondents" in note


def test_one_dissent_in_uniform_ratings_is_no_agreement_beyond_chance() -> None:
    people = named(*[[(3, 3, 3)] * 8] * 2, [(3, 3, 3)] * 7 + [(3, 3, 0)])
    alpha, note = agreement(grid(people))
    assert alpha == pytest.approx(0, abs=0.02)
    assert note == ""


@given(st.lists(codings, min_size=3, max_size=4))
def test_alpha_equals_its_definition(given: list[list[Cells]]) -> None:
    made = grid(named(*given))
    alpha, _ = agreement(made)
    if alpha is not None:
        assert alpha == pytest.approx(_by_definition(made))


def _by_definition(made: Grid) -> float:
    """One less observed over expected disagreement, pair by pair (Krippendorff 2004, ch. 11)."""
    cells = made.values.reshape(made.people, -1).T.tolist()
    units = [[v for v in cell if v != SKIPPED] for cell in cells]
    every = [value for unit in units for value in unit]
    counts = [every.count(value) for value in range(4)]

    def apart(a: int, b: int) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(counts[low : high + 1]) - (counts[a] + counts[b]) / 2
        return between**2

    observed = sum(
        2 * apart(a, b) / (len(unit) - 1) for unit in units for a, b in combinations(unit, 2)
    ) / len(every)
    pairs = len(every) * (len(every) - 1)
    expected = sum(2 * apart(a, b) for a, b in combinations(every, 2)) / pairs
    return 1 - observed / expected


def test_a_respondent_who_skips_is_no_disagreement() -> None:
    whole = [PURE[RD], PURE[SI]] * 4
    part = assessment(whole[:4], "part")
    assert agreement(grid([*named(whole, whole), part]))[0] == 1
