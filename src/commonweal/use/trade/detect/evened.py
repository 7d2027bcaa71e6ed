"""Differences that even out in their group: totals agree, so what differs below is the pairing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from commonweal.use.trade import noise
from commonweal.use.trade.match import Pairing


class Difference(Protocol):
    """What a pairing declares of one measure, less what the papers say."""

    @property
    def pairing(self) -> Pairing:
        """The items and lines."""

    @property
    def difference(self) -> Decimal:
        """Declared less documented."""

    @property
    def tolerance(self) -> Decimal:
        """How far apart they may be."""


D = TypeVar("D", bound=Difference)


def uneven(found: Sequence[D]) -> Iterator[D]:
    """The differences but those that, with others of their code and origin, add up to nothing."""
    groups: dict[tuple[str, str], list[D]] = defaultdict(list)
    for each in found:
        first = each.pairing.goods[0]
        groups[first.code[: noise.SUBHEADING], first.origin].append(each)
    for group in groups.values():
        tolerance = sum((each.tolerance**2 for each in group), Decimal(0)).sqrt()
        total = sum((each.difference for each in group), Decimal(0))
        if len(group) == 1 or abs(total) > tolerance:
            yield from group
