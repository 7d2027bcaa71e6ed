"""The settings of a synthetic world. Every value is invented, in the range of published cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from commonweal.model.errors import Invalid

QUAKE = date(2015, 4, 25)
AFTER = 6
"""Local days after the quake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One synthetic country, its people, and the quake that strikes it."""

    subscribers: int
    days: int
    """Local days in all: the last six follow the quake."""
    seed: int
    areas: int = 20
    hit: int = 4
    """Areas that the quake hits; the largest is one of them."""
    leaving: float = 0.25
    """Share of a hit area's people who leave (assumed)."""
    returning: float = 0.06
    """Chance per day of coming back (assumed)."""
    travelling: float = 0.012
    """Chance per day of setting out on an ordinary journey of some days (assumed)."""
    events_per_day: float = 4.3
    """Mean number of events per subscriber and day (assumed)."""
    silent: float = 0.03
    """Share of subscribers who never phone (assumed)."""
    outage: float = 0.3
    """Share of events lost in hit areas on the first days after the quake (assumed)."""
    flaws: float = 0.001
    """Share of events doubled, and share at cells that cannot be located."""
    zone: str = "Asia/Kathmandu"

    def __post_init__(self) -> None:
        """Refuse a world that cannot be made."""
        if self.subscribers < 1 or self.days < AFTER + 2 or not 1 <= self.hit <= self.areas:
            raise Invalid(
                detail=f"{self.subscribers} subscribers, {self.days} days, {self.areas} areas.",
                hint=f"Give at least 1 subscriber, {AFTER + 2} days, and no more hit than areas.",
            )

    @property
    def dates(self) -> tuple[date, ...]:
        """The local days, in order."""
        first = QUAKE - timedelta(days=self.days - AFTER - 1)
        return tuple(first + timedelta(days=step) for step in range(self.days))

    @property
    def quake(self) -> int:
        """Position of the quake's day."""
        return self.days - AFTER - 1

    @property
    def time_zone(self) -> ZoneInfo:
        """The rules of the local days."""
        return ZoneInfo(self.zone)

    def chance(self, *purpose: int) -> np.random.Generator:
        """A stream of its own for each purpose, so that the order of work changes nothing."""
        return np.random.Generator(np.random.PCG64DXSM([self.seed, *purpose]))

    def settings(self) -> dict[str, str]:
        """The question that this world answers, as settings of the lane."""
        dates = self.dates
        return {
            "zone": self.zone,
            "baseline": f"{dates[0]}..{dates[self.quake - 1]}",
            "focal": f"{dates[self.quake + 1]}..{dates[-1]}",
        }
