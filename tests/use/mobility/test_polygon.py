import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.mobility.polygon import inside, middle, rewound, signed_area

RING = np.array([[0.0, 0], [0, 2], [2, 2], [2, 0], [0, 0]])
HOLE = np.array([[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 1.5], [0.5, 0.5]])


def where(polygon: tuple[np.ndarray, ...], *points: tuple[float, float]) -> list[bool]:
    lon, lat = np.array(points, dtype=float).T
    return [bool(one) for one in inside(polygon, lon, lat)]


def test_a_hole_is_outside() -> None:
    assert where((RING, HOLE), (0.2, 0.2), (1, 1), (3, 1)) == [True, False, False]


@given(st.lists(st.tuples(st.floats(0.1, 3.9), st.floats(0.1, 1.9)), min_size=1, max_size=30))
def test_a_point_on_a_shared_border_lies_in_exactly_one_area(
    points: list[tuple[float, float]],
) -> None:
    border = [(1.7, 0.0), (2.3, 0.7), (1.9, 2.0)]
    west = np.array([(0, 0), *border, (0, 2), (0, 0)], dtype=float)
    east = np.array([(4, 0), (4, 2), *reversed(border), (4, 0)], dtype=float)
    on_border = [(2.3, 0.7), (2.0, 0.35), (2.1, 1.35)]
    tried = [*points, *on_border]
    held = zip(where((west,), *tried), where((east,), *tried), strict=True)
    assert all(a != b for a, b in held)


def test_outer_rings_run_counter_clockwise_and_holes_clockwise() -> None:
    outer, hole = rewound((RING, HOLE))
    assert signed_area(RING) < 0 < signed_area(outer)
    assert signed_area(hole) < 0 < signed_area(HOLE)


def test_the_middle_is_that_of_the_largest_part() -> None:
    small = RING / 10 + 50
    assert middle(((small,), (RING, HOLE))) == pytest.approx((1, 1))
