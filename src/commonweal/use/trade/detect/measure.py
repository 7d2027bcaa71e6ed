"""How much the goods are: `quantity`, `net_mass` and `gross_mass`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonweal.use.trade import noise
from commonweal.use.trade.compared import Compared
from commonweal.use.trade.consignment import Money
from commonweal.use.trade.costs import CLEAN
from commonweal.use.trade.detect import words
from commonweal.use.trade.detect.evened import uneven
from commonweal.use.trade.finding import (
    Field,
    FindingType,
    Level,
    Measured,
    TradeFinding,
    evidence,
    grouped,
    plain,
)
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Claim, Goods
from commonweal.use.trade.rates import CENT
from commonweal.use.trade.stems import Stems

ROUNDING_KG = Decimal("0.5")
"""Declared masses are often whole kilograms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a pairing declares of one measure, beside what the papers say."""

    type: FindingType
    pairing: Pairing
    declared: Stems
    documented: Stems
    tolerance: Decimal
    why: str

    @property
    def difference(self) -> Decimal:
        """Declared less documented; to the nearer end of a range."""
        if self.declared.low > self.documented.high:
            return self.declared.low - self.documented.high
        return min(self.declared.high - self.documented.low, Decimal(0))


def findings(component: Compared) -> Iterator[TradeFinding]:
    """Stems and masses that differ by more than noise, unless their group evens it out."""
    for measured in (_stems, _net, _gross):
        gaps = [gap for each in component.matched.pairings if (gap := measured(each))]
        wide = [gap for gap in gaps if abs(gap.difference) > gap.tolerance]
        yield from (_finding(gap) for gap in uneven(wide))
    for claim in component.sides.claims:
        yield from _lighter(claim)


def _stems(pairing: Pairing) -> Gap | None:
    declared = _whole([claim.stems for claim in pairing.claims])
    documented = _whole([goods.stems for goods in pairing.goods])
    if declared is None or documented is None:
        return None
    return Gap(
        type=FindingType.QUANTITY,
        pairing=pairing,
        declared=declared,
        documented=documented,
        tolerance=Decimal(0),
        why="none: stems are exact" if documented.exact else f"a range: {documented.why}",
    )


def _net(pairing: Pairing) -> Gap | None:
    return _mass(pairing, FindingType.NET_MASS, noise.NET_SIGMA, lambda side: side.net_kg)


def _gross(pairing: Pairing) -> Gap | None:
    return _mass(pairing, FindingType.GROSS_MASS, noise.GROSS_SIGMA, lambda side: side.gross_kg)


def _mass(
    pairing: Pairing,
    type: FindingType,
    sigma: float,
    mass: Callable[[Claim | Goods], Decimal | None],
) -> Gap | None:
    declared = _sum([mass(claim) for claim in pairing.claims])
    each = [mass(goods) for goods in pairing.goods]
    documented = _sum(each)
    if declared is None or documented is None:
        return None
    spread = sum((kg**2 for kg in each if kg is not None), Decimal(0)).sqrt()
    tolerance = spread * Decimal(str(sigma * CLEAN)) + ROUNDING_KG * len(pairing.claims)
    return Gap(
        type=type,
        pairing=pairing,
        declared=Stems(low=declared, high=declared),
        documented=Stems(low=documented, high=documented),
        tolerance=tolerance,
        why=f"{grouped(tolerance.quantize(Decimal('0.1')))} kg: weighing varies by "
        f"{sigma:.1%} a line, taken {CLEAN:g} times, and kilograms are rounded",
    )


def _finding(gap: Gap) -> TradeFinding:
    pairing = gap.pairing
    claims, goods = pairing.claims, pairing.goods
    field = _FIELDS[gap.type]
    packing = gap.type is not FindingType.QUANTITY
    unit = "kg" if packing else "stems"
    say = "says" if len(goods) == 1 else "say"
    many = len(claims) > 1
    declare = "declare" if many else "declares"
    return TradeFinding(
        type=gap.type,
        consignment=claims[0].consignment,
        level=words.level(pairing),
        item=words.item_numbers(claims),
        document=words.invoices(goods),
        line=words.line_numbers(goods),
        sentence=f"{words.items(claims)} {declare} {_amount(gap.declared, gap.type)}; "
        f"{words.lines(goods, packing=packing)} {say} {_amount(gap.documented, gap.type)}.",
        declared=_measured(gap.declared, unit),
        documented=_measured(gap.documented, unit),
        difference=Measured(value=plain(gap.difference), unit=unit),
        tolerance=gap.why,
        at_stake=_stake(gap),
        in_declaration=evidence(*(getattr(claim.item, field[0]) for claim in claims)),
        in_papers=evidence(*(_documented(each, field[1]) for each in goods)),
    )


_FIELDS = {
    FindingType.QUANTITY: ("supplementary", "quantity"),
    FindingType.NET_MASS: ("net_kg", "net_kg"),
    FindingType.GROSS_MASS: ("gross_kg", "gross_kg"),
}


def _lighter(claim: Claim) -> Iterator[TradeFinding]:
    """An item that weighs less with its packing than without."""
    net, gross = claim.net_kg, claim.gross_kg
    if net is None or gross is None or gross >= net:
        return
    yield TradeFinding(
        type=FindingType.GROSS_MASS,
        consignment=claim.consignment,
        level=Level.LINE,
        item=claim.item.number,
        sentence=f"Item {claim.item.number} declares {grouped(gross)} kg gross, "
        f"less than its {grouped(net)} kg net.",
        declared=Measured(value=plain(gross), unit="kg"),
        difference=Measured(value=plain(gross - net), unit="kg"),
        tolerance="none: packing weighs something",
        in_declaration=evidence(claim.item.gross_kg, claim.item.net_kg),
    )


def _documented(goods: Goods, field: str) -> Field:
    """A mass is taken from the packing list, a quantity from the invoice."""
    packed = getattr(goods.packing.line, field) if goods.packing and field != "quantity" else None
    known: Field = packed or getattr(goods.line, field)
    return known


def _amount(amount: Stems, type: FindingType) -> str:
    if type is FindingType.QUANTITY:
        return words.stems_words(amount)
    return f"{grouped(amount.low)} kg {'net' if type is FindingType.NET_MASS else 'gross'}"


def _measured(amount: Stems, unit: str) -> Measured:
    ends = [plain(each) for each in (amount.low, amount.high)]
    return Measured(value=ends[0] if amount.exact else "..".join(ends), unit=unit)


def _stake(gap: Gap) -> Money | None:
    """The part of the documented value that the difference is of the documented amount."""
    goods = gap.pairing.goods
    whole = words.stake(goods, goods[0].currency)
    if whole is None or gap.type is FindingType.GROSS_MASS or not gap.documented.high:
        return None
    part = min(abs(gap.difference) / gap.documented.high, Decimal(1))
    return Money(amount=(whole.amount * part).quantize(CENT), currency=whole.currency)


def _whole(parts: Sequence[Stems | None]) -> Stems | None:
    known = [each for each in parts if each is not None]
    if len(known) < len(parts):
        return None
    why = next((each.why for each in known if each.why), "")
    zero = Decimal(0)
    return Stems(
        low=sum((each.low for each in known), zero),
        high=sum((each.high for each in known), zero),
        why=why,
    )


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in parts if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None
