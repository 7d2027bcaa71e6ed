from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.pictures.lane import BESIDE, FONT, Spot, spots
from commonweal.adapters.pictures.plane import half_arrow, names, plane
from commonweal.adapters.pictures.words import width
from commonweal.model.figure import Moment
from tests.adapters import figured

ACROSS = 600.0


def ends(spot: Spot) -> tuple[float, float]:
    long = width(spot.text, FONT) + BESIDE
    return (spot.x - long, spot.x) if spot.leftward else (spot.x, spot.x + long)


@given(
    st.lists(
        st.tuples(st.floats(0, ACROSS), st.text("abc xyz", min_size=1, max_size=70)), max_size=25
    )
)
def test_no_label_of_a_lane_covers_another(given_texts: list[tuple[float, str]]) -> None:
    placed = [
        (x, Moment(at=figured.START + timedelta(days=number), kind="request", text=text))
        for number, (x, text) in enumerate(sorted(given_texts))
    ]
    found = [spot for spot in spots(placed, ACROSS) if spot.text]
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if one.row == other.row:
                assert ends(one)[1] <= ends(other)[0]


def test_the_plane_keeps_its_box_and_north_is_up() -> None:
    places = [figured.square("A", 80), figured.square("B", 81)]
    land = plane(places, 700, 460)
    assert land.wide <= 700
    assert land.high <= 460
    assert land.at((80, 26)) == (0, 0)
    assert land.at((82, 25)) == (round(land.wide, 1), round(land.high, 1))
    assert land.wide / land.high < 2, "a degree of longitude is shorter than one of latitude"


def test_the_two_directions_between_two_places_do_not_cover_each_other() -> None:
    there = half_arrow((0, 0), (100, 0), 10)
    back = half_arrow((100, 0), (0, 0), 10)
    assert there[0] == there[-1]
    assert min(y for _, y in there) > 0 > max(y for _, y in back)


def test_names_that_would_overlap_are_left_out_and_the_first_ones_stay() -> None:
    land = plane([figured.square("A", 80)], 300, 300)
    found = names(
        [("Kathmandu", (100, 100)), ("Lalitpur", (110, 104)), ("Gorkha", (200, 200))], land
    )
    assert [name for name, _ in found] == ["Kathmandu", "Gorkha"]
