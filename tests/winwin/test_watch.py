from math import inf, nan

import pytest

from commonweal.winwin.watch import Reached, known, unwatched


def reached(incumbent: float | None, bound: float | None) -> Reached:
    return Reached(incumbent=incumbent, bound=bound, seconds=1.0)


@pytest.mark.parametrize(
    ("incumbent", "bound", "expected"),
    [
        (90, 100, 0.1),
        (100, 90, 0.1),
        (-100, -90, 0.1),
        (0, 0, 0),
        (0, 5, 1),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_the_gap_is_a_share_of_the_larger_as_in_an_answer_and_unknown_before(
    incumbent: float | None, bound: float | None, expected: float | None
) -> None:
    assert reached(incumbent, bound).gap == (None if expected is None else pytest.approx(expected))


def test_nobody_watching_lets_it_go_on() -> None:
    assert unwatched(reached(None, None))


@pytest.mark.parametrize(
    ("value", "expected"), [(7.5, 7.5), (inf, None), (1e30, None), (nan, None)]
)
def test_an_infinity_of_the_optimiser_is_nothing_known(
    value: float, expected: float | None
) -> None:
    assert known(value) == expected


def test_how_far_it_is_stands_in_words() -> None:
    begun = Reached(incumbent=None, bound=None, seconds=0.1)
    assert begun.told("points") == "nothing yet"
    later = Reached(incumbent=900.0, bound=1000.0, seconds=2.0)
    assert later.told("points") == "best 900.0 points, at most 1,000.0, gap 10.0%"
