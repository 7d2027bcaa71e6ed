"""Figures in stars or words, for people who cannot give them in money: the mapping, both ways."""

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.model.winwin import Offers

WORDS = ("none", "little", "some", "much", "very much", "huge")
"""The word for 0, 1, 2, 3, 4 and 5 stars."""

MOST_STARS = len(WORDS) - 1

POINTS = "points"
"""The unit of figures that are in no money: what is counted in stars is worth points."""

POINTS_OF_A_STAR = 10.0
"""What a star is worth in points, unless another is given."""


def mapping(worth: float) -> tuple[tuple[int, str, float, float, float], ...]:
    """What can be said and what it means: stars, word, low, likely, high.

    Args:
        worth: of one star, in the unit of the offers.
    """
    return tuple((stars, word, *spread(stars, worth)) for stars, word in enumerate(WORDS))


def spread(stars: int, worth: float) -> tuple[float, float, float]:
    """Low, likely and high of so many stars: half a star to either side; no star is nothing.

    Raises Invalid: fewer than 0 or more than 5.
    """
    if not 0 <= stars <= MOST_STARS:
        raise Invalid(
            detail=f"{stars} is no number of stars.",
            hint=f"Give 0 to {MOST_STARS} stars.",
            field="stars",
        )
    if not stars:
        return 0.0, 0.0, 0.0
    return (stars - 0.5) * worth, stars * worth, (stars + 0.5) * worth


def worth(offers: Offers) -> float:
    """What a star is worth on this table, in its unit; 0 where nobody has said."""
    return offers.star or (POINTS_OF_A_STAR if offers.unit == POINTS else 0.0)


def said(stars: int) -> str:
    """So many stars in words: `1 star`, `3 stars`."""
    return f"{stars} star" if stars == 1 else f"{stars} stars"


def stars_of(figure: Estimate, worth: float) -> int | None:
    """The stars that a figure was given in, if it still is what they say; None otherwise."""
    bounds = figure.low, figure.likely, figure.high
    given = (stars for stars in range(MOST_STARS + 1) if figure.said == said(stars))
    return next((stars for stars in given if spread(stars, worth) == bounds), None)
