"""Rows under each other, each with its name: beside it at a desk, above it on a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import FONT, LEAD, down, seamed
from commonweal.adapters.pictures.words import lines, width

LINE = FONT + LEAD
"""Pixels from one line of a name to the next."""

_LEAST, _MOST = 120.0, 330.0
_APART = 10
_MOST_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A row: its name, and where what it names has its middle."""

    lines: tuple[str, ...]
    top: float
    """Of its name, in pixels from above."""
    middle: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Rows of one size, in the order given."""

    room: Room
    names: float
    """Pixels for the names, before what they name begins; none on a phone."""
    shelves: tuple[Shelf, ...]

    @property
    def height(self) -> float:
        """Of all rows."""
        return self.shelves[-1].end

    def written(self) -> Iterator[alt.Chart]:
        """The names."""
        rows = [{"y": each.top + LINE / 2, "name": [*each.lines]} for each in self.shelves]
        align, x = ("left", 0.0) if self.room.narrow else ("right", self.names - _APART)
        yield from seamed(
            rows,
            FONT,
            self.room.wide,
            {"align": align},
            x=alt.value(x),
            y=down("y", self.height),
            text="name:N",
        )


def beside(names: Sequence[str], room: Room) -> float:
    """As wide as the longest name needs, within limits; nothing on a phone."""
    if room.narrow:
        return 0.0
    return min(_MOST, max(_LEAST, *(width(each, FONT) for each in names))) + _APART


def stack(names: Sequence[str], room: Room, column: float, body: float, gap: float) -> Stack:
    """A row for each name, as high as what it names and its name need.

    Args:
        names: in the order of the rows.
        room: what it is drawn for.
        column: pixels for names, as `beside` told.
        body: the height of what a name stands for.
        gap: between two rows.
    """
    return Stack(room=room, names=column, shelves=tuple(_shelves(names, room, column, body, gap)))


def _shelves(
    names: Sequence[str], room: Room, column: float, body: float, gap: float
) -> Iterator[Shelf]:
    top = gap / 2
    for name in names:
        told = tuple(lines(name, room.wide if room.narrow else column - _APART, FONT, _MOST_LINES))
        deep = LINE * len(told)
        high = deep + body if room.narrow else max(deep, body)
        middle = top + (high - body / 2 if room.narrow else high / 2)
        start = top if room.narrow else top + (high - deep) / 2
        yield Shelf(lines=told, top=start, middle=middle, end=top + high + gap / 2)
        top += high + gap
