"""No bare numbers: a figure carries range, unit, source and date."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from commonweal.model.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure known as a range: low <= likely <= high."""

    low: float
    likely: float
    high: float
    unit: str
    source: str
    """Who said it or where it stands, or `invented`."""
    on: date
    by: str = ""
    """Who put it here, as the party is called; empty where that is not known."""
    said: str = ""
    """How it was given where not in numbers, such as `3 stars`; empty otherwise."""

    @classmethod
    def told(
        cls,
        likely: float,
        *,
        low: float | None = None,
        high: float | None = None,
        unit: str,
        source: str,
        on: date,
    ) -> Self:
        """A figure as someone told it on a day; a bound they left out is the likely figure."""
        return cls(
            low=likely if low is None else low,
            likely=likely,
            high=likely if high is None else high,
            unit=unit,
            source=source,
            on=on,
        )

    def __post_init__(self) -> None:
        """Refuse a range that is out of order or not finite."""
        if not (float("-inf") < self.low <= self.likely <= self.high < float("inf")):
            raise Invalid(
                detail=f"The range {self.low} / {self.likely} / {self.high} is out of order.",
                hint="Give low <= likely <= high, all finite.",
            )
