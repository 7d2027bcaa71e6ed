"""Text as a picture can hold it: one line, short, without signs that hide or turn others."""

from collections.abc import Iterator
from math import isfinite
from unicodedata import category, east_asian_width

LONGEST = 200
"""Characters of one text in a picture; its table holds more."""

_LETTERLIKE = ("L", "M", "N", "P", "S")
_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%—…")
_WHOLE = 100
"""From here on decimals of a number tell nothing in a picture."""


def line(text: str, most: int = LONGEST) -> str:
    """The text in one line of at most so many characters; a cut is shown by an ellipsis.

    Control signs, signs that change the direction of writing and unpaired surrogates are blanks.
    """
    seen = "".join(sign if category(sign)[0] in _LETTERLIKE else " " for sign in text[: 4 * most])
    plain = " ".join(seen.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def width(text: str, size: float) -> float:
    """About how many pixels a line of that font size takes in a sans-serif font, rather more."""
    return size * sum(map(_ems, text))


def lines(text: str, room: float, size: float, most: int) -> list[str]:
    """A line broken into at most so many, each about `room` pixels wide; the last may be wider."""
    found = [""]
    for blank, piece in _pieces(line(text), room, size):
        longer = f"{found[-1]}{blank}{piece}" if found[-1] else piece
        if found[-1] and len(found) < most and width(longer, size) > room:
            found.append(piece)
        else:
            found[-1] = longer
    return found


def number(value: float) -> str:
    """A number to be read in a picture: 1,234 or 0.25 or −7.5."""
    if not isfinite(value):
        return "no number"
    said = f"{value:,.0f}" if abs(value) >= _WHOLE or value == int(value) else f"{value:.3g}"
    return said.replace("-", "−")


def exact(value: float) -> str:
    """A number as a table tells it, to six digits."""
    return f"{value:,.6g}".replace("-", "−") if isfinite(value) else "no number"


def _pieces(text: str, room: float, size: float) -> Iterator[tuple[str, str]]:
    """Each word with the blank before it; a word wider than the room in pieces."""
    for word in text.split():
        blank, piece = " ", ""
        for sign in word:
            if piece and width(piece + sign, size) > room:
                yield blank, piece
                blank, piece = "", ""
            piece += sign
        yield blank, piece


def _ems(sign: str) -> float:
    if east_asian_width(sign) in {"W", "F"} or sign in _WIDE:
        return 1.0
    if sign in _NARROW:
        return 0.36
    return 0.72 if sign.isupper() else 0.6
