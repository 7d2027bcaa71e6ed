"""Figures in stars and words."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.winwin.table.star import MOST_STARS, WORDS, mapping, said, spread, stars_of, worth
from tests.winwin.invented import element, figure, table, use


def test_the_mapping_tells_word_and_range_of_every_number_of_stars() -> None:
    assert mapping(10) == (
        (0, "none", 0, 0, 0),
        (1, "little", 5, 10, 15),
        (2, "some", 15, 20, 25),
        (3, "much", 25, 30, 35),
        (4, "very much", 35, 40, 45),
        (5, "huge", 45, 50, 55),
    )


@given(worth=st.floats(1e-6, 1e9))
def test_more_stars_are_never_worth_less_and_ranges_meet_end_to_end(worth: float) -> None:
    whole = mapping(worth)
    assert [likely for _, _, _, likely, _ in whole] == sorted(
        likely for _, _, _, likely, _ in whole
    )
    for (*_, high), (_, _, low, _, _) in pairwise(whole[1:]):
        assert low == high


@pytest.mark.parametrize("stars", [-1, MOST_STARS + 1, 10**400])
def test_beyond_the_scale_there_are_no_stars(stars: int) -> None:
    with pytest.raises(Invalid, match="no number of stars") as refused:
        spread(stars, 10)
    assert refused.value.hint


def test_a_star_is_worth_what_the_offers_say_or_ten_points() -> None:
    made = table([element("records", figure(1))], [use("map", 5)])
    assert worth(made) == 10


def test_a_figure_is_in_stars_only_while_it_is_what_they_say() -> None:
    starred = replace(figure(30, 25, 35), said=said(3))
    assert stars_of(starred, 10) == 3
    assert stars_of(starred, 20) is None
    assert stars_of(replace(starred, likely=31), 10) is None
    assert stars_of(figure(30, 25, 35), 10) is None


def test_every_number_of_stars_has_its_word() -> None:
    assert len(WORDS) == len(set(WORDS)) == MOST_STARS + 1
    assert [said(n) for n in (0, 1, 2)] == ["0 stars", "1 star", "2 stars"]
