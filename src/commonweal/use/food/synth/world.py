"""The settings of a synthetic season. Every value is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from commonweal.model.errors import Invalid

FIRST_DAY = date(2025, 7, 1)
MOST_COMPANIES = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Farms that send to hubs, hubs that mix and send on, kitchens that make soup, and buyers."""

    farms: int
    hubs: int
    buyers: int
    days: int
    seed: int
    harvesting: float = 0.6
    """Chance per farm and day of a harvest (assumed)."""
    loss: float = 0.02
    """Share lost when a hub packs (assumed)."""
    flaws: bool = True
    """A missing harvest, a missing receipt, an error declared, a duplicate, a rework."""

    def __post_init__(self) -> None:
        """Refuse a world that cannot be made."""
        few = min(self.farms, self.hubs, self.buyers, self.days) < 1
        if few or self.farms + 2 * self.hubs + self.buyers > MOST_COMPANIES or self.seed < 0:
            raise Invalid(
                detail=f"{self.farms} farms, {self.hubs} hubs, {self.buyers} buyers, "
                f"{self.days} days, seed {self.seed}.",
                hint="Give at least 1 of each, a seed of 0 or more, "
                f"and {MOST_COMPANIES:,} companies at most.",
            )

    @property
    def dates(self) -> tuple[date, ...]:
        """The local days, in order."""
        return tuple(FIRST_DAY + timedelta(days=step) for step in range(self.days))

    def chance(self, purpose: str) -> Random:
        """A stream of its own for each purpose, so that the order of work changes nothing."""
        return Random(f"{self.seed} {purpose}")  # noqa: S311  # invented data
