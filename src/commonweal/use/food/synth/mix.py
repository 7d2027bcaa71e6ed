"""What goods are truly made of: kilograms by farm, followed through every draw and mix."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

WATER = "water"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Some goods: kilograms by the id of the farm, or WATER."""

    parts: Mapping[str, Fraction]
    unseen: bool = False
    """True if an event about some of it is missing from the files."""

    @property
    def kg(self) -> Fraction:
        """All of it."""
        return sum(self.parts.values(), Fraction(0))

    def of(self, kg: Fraction) -> "Mix":
        """As much of it, of the same mix."""
        scale = kg / self.kg
        return Mix(
            parts={name: part * scale for name, part in self.parts.items()}, unseen=self.unseen
        )


def together(mixes: Iterable[Mix]) -> Mix:
    """Goods mixed perfectly."""
    parts: defaultdict[str, Fraction] = defaultdict(Fraction)
    unseen = False
    for mix in mixes:
        unseen = unseen or mix.unseen
        for name, part in mix.parts.items():
            parts[name] += part
    return Mix(parts=dict(parts), unseen=unseen)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What truly lies where."""

    _goods: dict[tuple[str, str], Mix] = field(default_factory=dict)

    def put(self, lot: str, site: str, mix: Mix) -> None:
        """Bring goods into a lot at a site."""
        there = self._goods.get((lot, site))
        self._goods[lot, site] = together([there, mix]) if there else mix

    def take(self, lot: str, site: str, kg: Fraction | None = None) -> Mix:
        """Goods out of a lot: all of it, or so many kilograms."""
        there = self._goods.pop((lot, site))
        if kg is None or kg == there.kg:
            return there
        self._goods[lot, site] = there.of(there.kg - kg)
        return there.of(kg)
