import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.winwin.item import Item
from commonweal.winwin.scenario import LIKELY, WORST, best, leaning, worst
from commonweal.winwin.table.stated import Stated
from tests.winwin.invented import HOLDER, figure


def flow(sign: int, low: float, likely: float, high: float) -> Stated:
    ends = figure(likely, low, high)
    return Stated(path="", what="", item=Item.use("map"), party=HOLDER, sign=sign, figure=ends)


@pytest.mark.parametrize(
    ("sign", "expected"), [(1, (10, 9, 6)), (-1, (-10, -12, -18))], ids=["gain", "cost"]
)
def test_a_gain_leans_to_its_low_end_and_a_cost_to_its_high_end(
    sign: int, expected: tuple[float, float, float]
) -> None:
    told = flow(sign, 6, 10, 18)
    assert (leaning(told, LIKELY), leaning(told, 0.25), leaning(told, WORST)) == expected
    assert worst(told) == expected[2]
    assert best(told) == {1: 18, -1: -6}[sign]


@given(
    sign=st.sampled_from([1, -1]),
    ends=st.lists(st.floats(-1e12, 1e12), min_size=3, max_size=3).map(sorted),
    cautions=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
)
def test_more_caution_never_makes_a_figure_better(
    sign: int, ends: list[float], cautions: list[float]
) -> None:
    told = flow(sign, *ends)
    less, more = (leaning(told, caution) for caution in cautions)
    assert more <= less + 1e-3 <= told.likely + 2e-3
