"""The time of a story: a term of 2015 can begin and end while it is told."""

from datetime import datetime


class StoryClock:
    """A clock that the story sets; it never goes back."""

    def __init__(self, at: datetime) -> None:
        """It starts at the UTC instant `at`."""
        self._at = at

    def now(self) -> datetime:
        """The present instant of the story."""
        return self._at

    def turn_to(self, at: datetime) -> None:
        """Go forward to `at`."""
        self._at = max(self._at, at)
