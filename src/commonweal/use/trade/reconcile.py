"""Groups whose totals agree: items and lines of one code and origin that close as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from commonweal.use.trade import noise
from commonweal.use.trade.normal import Claim, Goods

CLOSE = 2.5
"""Standard deviations within which the net mass of a group closes."""
Kind = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Items and lines that are paired, or that are to be."""

    claims: tuple[Claim, ...]
    goods: tuple[Goods, ...]
    clean: bool = False
    """True if every measure fits."""

    def __add__(self, other: "Sides") -> "Sides":
        return Sides(claims=self.claims + other.claims, goods=self.goods + other.goods)


def closing(paired: Sequence[Sides], lone: Sides) -> list[Sides]:
    """The groups with a lone item or line whose totals agree.

    A group is of one code and origin: its lone members, or these with its pairings that do not
    fit; the first that closes. Its net mass must close, and its stems must not
    contradict it: then items and lines were merged or split, and nothing is missing or extra.
    Where papers have no codes, a group is of one origin.
    """
    coded = all(each.code for each in lone.goods)
    found = []
    for kind in sorted(_kinds(lone, coded=coded)):
        mine = [each for each in paired if _kinds(each, coded=coded) == {kind}]
        groups = accumulate(
            (
                _of(lone, kind, coded=coded),
                sum((each for each in mine if not each.clean), NOTHING),
            )
        )
        found += [next(filter(_closes, groups), NOTHING)]
    return [each for each in found if each.claims]


NOTHING = Sides(claims=(), goods=())


def _of(lone: Sides, kind: Kind, *, coded: bool) -> Sides:
    return Sides(
        claims=tuple(each for each in lone.claims if _kind(each, coded=coded) == kind),
        goods=tuple(each for each in lone.goods if _kind(each, coded=coded) == kind),
    )


def _kinds(sides: Sides, *, coded: bool) -> set[Kind]:
    return {_kind(each, coded=coded) for each in sides.claims} | {
        _kind(each, coded=coded) for each in sides.goods
    }


def _kind(side: Claim | Goods, *, coded: bool) -> Kind:
    return side.code[: noise.SUBHEADING] if coded else "", side.origin


def _closes(sides: Sides) -> bool:
    claims, goods = sides.claims, sides.goods
    if not claims or not goods:
        return False
    declared = [each.net_kg for each in claims]
    documented = [each.net_kg for each in goods]
    if None in declared or None in documented:
        return _stems_close(claims, goods) is True
    net = [float(each) for each in documented if each is not None]
    apart = abs(sum(float(each) for each in declared if each is not None) - sum(net))
    sigma = sqrt(sum((noise.NET_SIGMA * each) ** 2 for each in net)) + noise.ROUNDED_TO[1]
    return apart <= CLOSE * sigma and _stems_close(claims, goods) is not False


def _stems_close(claims: Sequence[Claim], goods: Sequence[Goods]) -> bool | None:
    """None if a paper does not say."""
    declared = [each.stems for each in claims]
    documented = [each.stems for each in goods]
    if None in declared or None in documented:
        return None
    low = sum(each.low for each in documented if each)
    high = sum(each.high for each in documented if each)
    most = sum(each.high for each in declared if each)
    least = sum(each.low for each in declared if each)
    return least <= high and low <= most
