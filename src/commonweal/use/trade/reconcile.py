"""Groups whose totals agree: items and lines of one code and origin that close as a whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

from commonweal.use.trade import noise
from commonweal.use.trade.normal import Claim, Goods

Sides = tuple[tuple[Claim, ...], tuple[Goods, ...]]
CLOSE = 2.5
"""Standard deviations within which the net mass of a group closes."""
Kind = tuple[str, str]


def closing(
    paired: Sequence[Sides], extra: Sequence[Claim], missing: Sequence[Goods]
) -> list[Sides]:
    """The groups with a lone item or line whose totals agree: all of their items and lines.

    A group is one code and origin. Its net mass must close, and its stems must not contradict it:
    then items and lines were merged or split, and nothing is missing or extra.
    """
    whole = _groups(paired, extra, missing)
    return [
        (tuple(claims), tuple(goods))
        for claims, goods in whole
        if claims and goods and _closes(claims, goods)
    ]


def _groups(
    paired: Sequence[Sides], extra: Sequence[Claim], missing: Sequence[Goods]
) -> Iterator[tuple[list[Claim], list[Goods]]]:
    claims: dict[Kind, list[Claim]] = defaultdict(list)
    goods: dict[Kind, list[Goods]] = defaultdict(list)
    for each in extra:
        claims[_kind(each)].append(each)
    for line in missing:
        goods[_kind(line)].append(line)
    lone = sorted(claims.keys() | goods.keys())
    across = {_kind(side) for pair in paired for part in pair for side in part if _crosses(pair)}
    for items, lines in paired:
        if not _crosses((items, lines)):
            claims[_kind(items[0])] += items
            goods[_kind(items[0])] += lines
    for kind in lone:
        if kind not in across:
            yield claims[kind], goods[kind]


def _crosses(pair: Sides) -> bool:
    """True if the two sides are of different codes or origins."""
    return len({_kind(side) for part in pair for side in part}) > 1


def _kind(side: Claim | Goods) -> Kind:
    return side.code[: noise.SUBHEADING], side.origin


def _closes(claims: Sequence[Claim], goods: Sequence[Goods]) -> bool:
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
