"""One lane of a timeline: where its points and labels lie, so that no label covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.adapters.pictures.words import line, width
from commonweal.model.figure import Moment

FONT = 13
BESIDE = 11
"""Pixels between a point and its label."""

_GAP = 16
_MOST_ROWS = 6
_MOST_SIGNS = 64
_MOST_NAMES = 40
_LEAST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A moment with its place."""

    moment: Moment
    x: float
    """Pixels from the left edge."""
    row: int
    """From 0 at the top of the lane."""
    text: str
    """The label; empty where no room was left."""
    leftward: bool
    """True if the label stands to the left of its point."""


def spots(placed: Sequence[tuple[float, Moment]], across: float) -> tuple[Spot, ...]:
    """Each moment of a lane in the first row where it has room.

    Args:
        placed: (pixels from the left edge, moment), in time.
        across: pixels that labels may take.
    """
    return tuple(_spots(placed, across))


def _spots(placed: Sequence[tuple[float, Moment]], across: float) -> Iterator[Spot]:
    taken: list[float] = []
    for x, moment in placed:
        text = _label(moment)
        leftward, room = _side(x, width(text, FONT) + BESIDE, across)
        text = _fitted(text, room - BESIDE)
        long = width(text, FONT) + BESIDE
        left, right = (x - long, x + BESIDE) if leftward else (x - BESIDE, x + long)
        row = next((row for row, end in enumerate(taken) if end + _GAP <= left), len(taken))
        if row == _MOST_ROWS:
            yield Spot(moment=moment, x=x, row=row - 1, text="", leftward=False)
            continue
        taken[row : row + 1] = [right]
        yield Spot(moment=moment, x=x, row=row, text=text, leftward=leftward)


def _label(moment: Moment) -> str:
    by = f" ({line(moment.by, _MOST_NAMES)})" if moment.by else ""
    return f"{moment.at.day} {moment.at:%b %Y}{by}: {line(moment.text, _MOST_SIGNS)}"


def _side(x: float, long: float, across: float) -> tuple[bool, float]:
    """To the right if it fits there, else to the left, else to the roomier side; and the room."""
    right, left = across - x, x
    if long <= right or right >= left:
        return False, max(right, _LEAST)
    return True, left


def _fitted(text: str, room: float) -> str:
    """As much of the text as has room."""
    if width(text, FONT) <= room:
        return text
    kept = text
    while kept and width(f"{kept}…", FONT) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
