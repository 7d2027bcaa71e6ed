from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.grid import grid
from commonweal.diagnose.profile import profile
from commonweal.diagnose.stability import stability, stable
from commonweal.model.assessment import Assessment, Label, PlatformType
from tests.diagnose.builders import PURE, Cells, assessment, codings, named
from tests.diagnose.codings import CASES, Coding
from tests.machine import patient

RD, SI, SS = PlatformType
SEED = 7


@pytest.mark.parametrize(
    ("case", "leave_one_out", "bootstrap"),
    [
        ("floraholland", {RD: 8}, {RD: 1.0}),
        ("flowminder", {SI: 8}, {SI: 0.996}),
        ("nys_food", {SS: 6, f"leaning {SS}": 2}, {SS: 0.57, f"leaning {SS}": 0.14, "mixed": 0.28}),
    ],
)
def test_the_stability_of_our_reading_is_reproduced(
    case: str, leave_one_out: dict[str, int], bootstrap: dict[str, float]
) -> None:
    found = stability(grid([assessment(CASES[case][0])]), seed=SEED, draws=4000)
    assert dict(found.leave_one_out) == leave_one_out
    drawn = dict(found.bootstrap)
    assert {name: drawn[name] for name in bootstrap} == pytest.approx(bootstrap, abs=0.03)
    assert sum(drawn.values()) == pytest.approx(1)


def test_the_one_number_is_how_often_the_name_is_kept() -> None:
    found = profile([assessment(CASES["nys_food"][0])], draws=500, seed=SEED)
    assert stable(found) == dict(found.stability.bootstrap)[SS]
    assert stable(profile([assessment(CASES["nys_food"][0])], draws=0)) is None


def test_a_name_that_no_draw_keeps_is_kept_in_none() -> None:
    found = profile([assessment([PURE[RD]] * 8)], draws=10)
    never = replace(found, label=Label.MIXED)
    assert (stable(found), stable(never)) == (1.0, 0.0)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    coding = grid([assessment(CASES["nys_food"][0])])
    one, same, other = (stability(coding, seed=seed, draws=500) for seed in (1, 1, 2))
    assert one == same
    assert one.bootstrap != other.bootstrap
    assert one.leave_one_out == other.leave_one_out


def test_only_answered_dimensions_are_left_out_and_drawn() -> None:
    found = stability(grid([assessment([PURE[RD]] * 5)]), seed=SEED, draws=200)
    assert found.leave_one_out == ((RD, 5),)
    assert found.bootstrap == ((RD, 1.0),)


def test_leaving_out_one_of_four_backed_dimensions_says_insufficient() -> None:
    found = stability(grid([assessment([PURE[RD]] * 4)]), seed=SEED, draws=0)
    assert found.leave_one_out == (("insufficient", 4),)
    assert found.bootstrap == ()


def test_drawing_respondents_shows_a_split_that_one_more_voice_would_tip() -> None:
    split = named(*[[PURE[RD]] * 8] * 3, *[[PURE[SI]] * 8] * 2)
    drawn = dict(stability(grid(split), seed=SEED, draws=2000).bootstrap)
    assert set(drawn) == {"disputed", RD, SI}
    assert drawn[RD] > drawn[SI] > 0.05


def test_draws_do_not_depend_on_how_they_are_batched() -> None:
    coding = grid([assessment(CASES["nys_food"][0])])
    found = stability(coding, seed=SEED, draws=251)
    assert sum(round(share * 251) for _, share in found.bootstrap) == 251


def test_fifty_respondents_are_profiled_at_once_and_drawn_a_thousand_times_within_a_second() -> (
    None
):
    random = np.random.default_rng(SEED)
    crowd: list[Coding] = [
        tuple((int(a), int(b), int(c)) for a, b, c in random.integers(0, 4, (8, 3)))
        for _ in range(50)
    ]
    people = named(*crowd)
    assert _seconds(people, draws=0) < patient(0.05)
    assert _seconds(people, draws=1000) < patient(1)  # a quiet machine takes a twentieth of that


def _seconds(people: list[Assessment], draws: int) -> float:
    return min(_once(people, draws) for _ in range(3))


def _once(people: list[Assessment], draws: int) -> float:
    start = perf_counter()
    profile(people, draws=draws)
    return perf_counter() - start


@given(rows=st.lists(codings, min_size=1, max_size=5), data=st.data())
def test_equal_ratings_give_equal_draws_whoever_gave_them(
    rows: list[Sequence[Cells]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    one, other = (stability(grid(named(*each)), seed=1, draws=50) for each in (rows, shuffled))
    assert one == other
