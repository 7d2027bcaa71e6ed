"""Whether a figure stands in what is said: as a number of its own, not inside a time or an id."""

import re


def tells(said: object, figure: str) -> bool:
    """True if a number in it begins with those digits."""
    return re.search(rf"(?<![\w.]){re.escape(figure)}", str(said)) is not None
