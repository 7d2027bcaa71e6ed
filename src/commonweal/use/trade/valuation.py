"""What pairings are worth: as declared, and on paper with freight, known or reckoned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from commonweal.use.trade import noise
from commonweal.use.trade.costs import CLEAN
from commonweal.use.trade.freight import ASSUMED
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Goods

ENOUGH = 4
"""Pairings from which one rate of unknown freight is reckoned; with fewer it stays a range."""
ROUNDING = Decimal("1.01")
"""For each item: whole euros are declared, and a cent is never a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freight:
    """What unknown freight is taken to be, in the declaration's currency for a kilogram."""

    least: Decimal
    most: Decimal

    @property
    def reckoned(self) -> bool:
        """True if the consignment's own items tell it."""
        return self.least == self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """The declared value of a pairing, beside what its papers come to."""

    pairing: Pairing
    declared: Decimal
    least: Decimal
    most: Decimal
    """Equal to `least` where freight is known or reckoned."""
    tolerance: Decimal
    freight: Freight | None
    """None where freight is known."""

    @property
    def difference(self) -> Decimal:
        """Declared less documented; to the nearer end of a range."""
        if self.declared > self.most:
            return self.declared - self.most
        return min(self.declared - self.least, Decimal(0))

    @property
    def kg(self) -> Decimal:
        """Weight that unknown freight rests on; 0 where freight is known."""
        return _kg(self.pairing.goods)

    def flown(self, factor: Decimal) -> Decimal:
        """Freight for a kilogram, if the goods were worth `factor` times what papers say."""
        return (self.declared - factor * _documented(self.pairing.goods)) / self.kg

    def fits(self, factor: Decimal, freight: Decimal) -> bool:
        """True if the declared value is that of the goods at a factor, with freight for a kg."""
        worth = factor * _documented(self.pairing.goods) + freight * self.kg
        sigma = noise.FREIGHT_SIGMA if self.kg else noise.VALUE_SIGMA
        near = worth * Decimal(str(sigma * CLEAN)) + ROUNDING * len(self.pairing.claims)
        return abs(self.declared - worth) <= near


def valuations(pairings: Iterable[Pairing]) -> list[Valuation]:
    """The pairings of one consignment whose value both sides tell."""
    known = [each for each in pairings if _known(each)]
    freight = _freight(known)
    return [_valuation(each, freight) for each in known]


def _known(pairing: Pairing) -> bool:
    return all(each.value is not None for each in pairing.claims) and all(
        each.value is not None and each.freight_kg is not None for each in pairing.goods
    )


def _freight(pairings: Sequence[Pairing]) -> Freight:
    """The middle of what the items' values leave for a kilogram, if it is plausible."""
    left = []
    for each in pairings:
        kg = _kg(each.goods)
        if kg:
            left.append((_declared(each) - _documented(each.goods)) / kg)
    least, most = ASSUMED
    if len(left) < ENOUGH:
        return Freight(least=least, most=most)
    reckoned = min(max(median(left), least), most).quantize(Decimal("0.01"))
    return Freight(least=reckoned, most=reckoned)


def _valuation(pairing: Pairing, freight: Freight) -> Valuation:
    goods, kg = _documented(pairing.goods), _kg(pairing.goods)
    least, most = goods + freight.least * kg, goods + freight.most * kg
    return Valuation(
        pairing=pairing,
        declared=_declared(pairing),
        least=least,
        most=most,
        tolerance=_spread(pairing.goods, freight) + ROUNDING * len(pairing.claims),
        freight=freight if kg else None,
    )


def _spread(goods: Sequence[Goods], freight: Freight) -> Decimal:
    total = Decimal(0)
    for each in goods:
        kg = each.freight_kg or Decimal(0)
        sigma = noise.FREIGHT_SIGMA if kg else noise.VALUE_SIGMA
        total += (((each.value or 0) + freight.most * kg) * Decimal(str(sigma * CLEAN))) ** 2
    return total.sqrt()


def _declared(pairing: Pairing) -> Decimal:
    return sum((each.value for each in pairing.claims if each.value is not None), Decimal(0))


def _documented(goods: Sequence[Goods]) -> Decimal:
    return sum((each.value for each in goods if each.value is not None), Decimal(0))


def _kg(goods: Sequence[Goods]) -> Decimal:
    return sum((each.freight_kg or Decimal(0) for each in goods), Decimal(0))
