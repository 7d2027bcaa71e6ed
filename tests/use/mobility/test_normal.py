import numpy as np
import pytest

from commonweal.use.mobility.normal import above, normal, told_apart


@pytest.mark.parametrize(
    ("whole", "part", "shown"), [(100, 100, 100), (100, 85, 100), (100, 84, 84), (10, 0, 10)]
)
def test_a_share_never_gives_away_that_one_to_fifteen_were_left_out(
    whole: int, part: int, shown: int
) -> None:
    assert told_apart(whole, part) == shown


def test_above_normal_speaks_for_everyone_seen_with_that_home() -> None:
    usual = normal(np.array([[900, 100], [900, 100]]), 1000)
    found = above(np.array([500, 300]), usual, residents=1000, everyone=2000)
    assert found.share == pytest.approx([0.625, 0.375])
    assert found.people == pytest.approx([-550, 550])
    assert found.count == pytest.approx([-400, 200])


def test_a_few_left_out_of_the_analysis_are_not_given_away_by_the_weight() -> None:
    usual = normal(np.array([[90, 10], [90, 10]]), 100)
    found = above(np.array([50, 50]), usual, residents=100, everyone=110)
    assert found.people == pytest.approx([-40, 40])


def test_a_day_on_which_nobody_was_seen_is_unknown_and_not_zero() -> None:
    usual = normal(np.array([[90, 10], [0, 0]]), 100)
    assert usual.count == pytest.approx([90, 10])
    assert usual.spread is None


def test_the_interval_is_wider_for_fewer_people() -> None:
    def width(people: int) -> float:
        baseline = np.array([[9, 1], [9, 1]]) * people
        found = above(
            np.array([8, 2]) * people,
            normal(baseline, 10 * people),
            residents=10 * people,
            everyone=10 * people,
        )
        assert found.half_width is not None
        return float(found.half_width[1]) / people

    assert width(10) > width(1000) > 0
