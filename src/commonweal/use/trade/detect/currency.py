"""Money in a wrong currency: `currency`, given away by one factor over a whole invoice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from commonweal.use.trade.consignment import Consignment, Document, Money
from commonweal.use.trade.detect import words
from commonweal.use.trade.finding import (
    FindingType,
    Level,
    Measured,
    TradeFinding,
    evidence,
)
from commonweal.use.trade.freight import ASSUMED
from commonweal.use.trade.normal import currency_of
from commonweal.use.trade.rates import CENT, own_rate, rate_table
from commonweal.use.trade.valuation import Valuation

NEAR = Decimal("0.02")
"""Currencies nearer to each other than this are not told apart."""
FEW = 2
"""Pairings that are enough for a factor that is not plain."""
PLAIN = Decimal(4)
"""A factor so large that one pairing is enough."""
RATE_NEAR = Decimal("0.05")
"""How far a declaration's rate may be from the table's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mislabelled:
    """A finding, and the valuations that it explains."""

    finding: TradeFinding
    explains: tuple[Valuation, ...]


def mislabelled(found: Sequence[Valuation]) -> list[Mislabelled]:
    """The invoices of a consignment whose amounts were declared as if in another currency."""
    by_invoice: dict[str, list[Valuation]] = defaultdict(list)
    for each in found:
        invoices = {goods.invoice.sha256 for goods in each.pairing.goods}
        if len(invoices) == 1:
            by_invoice[invoices.pop()].append(each)
    judged = (_judged(each) for each in by_invoice.values())
    return [each for each in judged if each is not None]


def rate_apart(consignment: Consignment) -> Iterator[TradeFinding]:
    """A declaration's own rate that is not the one of its day."""
    declaration = consignment.declaration
    told, invoiced, day = declaration.exchange_rate, declaration.invoiced, declaration.accepted
    if told is None or invoiced is None or day is None:
        return
    into = currency_of(declaration)
    table = rate_table().between(invoiced.value.currency, into, day.value)
    own = own_rate(declaration, table)
    if table is None or own is None or _apart(own.per_unit, table.per_unit) <= RATE_NEAR:
        return
    yield TradeFinding(
        type=FindingType.CURRENCY,
        consignment=consignment.id,
        level=Level.CONSIGNMENT,
        sentence=f"The declaration reckons {into} 1 as {invoiced.value.currency} "
        f"{own.per_unit:.4f}; the {table.source} says {table.per_unit:.4f}.",
        declared=Measured(value=f"{own.per_unit:.4f}", unit="rate"),
        documented=Measured(value=f"{table.per_unit:.4f}", unit="rate"),
        difference=Measured(value=f"{own.per_unit - table.per_unit:.4f}", unit="rate"),
        tolerance=f"{RATE_NEAR:.0%}: rates are set monthly",
        in_declaration=evidence(told),
    )


def _judged(found: Sequence[Valuation]) -> Mislabelled | None:
    """The currency in which every value would be right, if they are mostly wrong as it is."""
    wide = [each for each in found if abs(each.difference) > each.tolerance]
    goods = found[0].pairing.goods[0]
    if 2 * len(wide) <= len(found) or goods.rate is None or goods.day is None:
        return None
    for other in rate_table().currencies:
        rate = rate_table().between(other, goods.currency, goods.day)
        if rate is None:
            continue
        factor = goods.rate.per_unit / rate.per_unit
        enough = len(found) >= FEW or not 1 / PLAIN < factor < PLAIN
        if enough and _apart(factor, Decimal(1)) > NEAR and _explains(factor, found):
            return Mislabelled(
                finding=_finding(found, goods.invoice, factor, other), explains=tuple(found)
            )
    return None


def _explains(factor: Decimal, found: Sequence[Valuation]) -> bool:
    """True if every value is the factor times its goods, with one plausible rate of freight."""
    flown = [each.flown(factor) for each in found if each.kg]
    least, most = ASSUMED
    freight = min(max(median(flown), least), most) if flown else Decimal(0)
    return all(each.fits(factor, freight) for each in found)


def _finding(
    found: Sequence[Valuation], invoice: Document, factor: Decimal, taken_as: str
) -> TradeFinding:
    claims = [claim for each in found for claim in each.pairing.claims]
    goods = [line for each in found for line in each.pairing.goods]
    stated = goods[0].line.amount.value.currency if goods[0].line.amount else ""
    unit = claims[0].currency
    declared = sum((each.declared for each in found), Decimal(0))
    documented = sum(((each.least + each.most) / 2 for each in found), Decimal(0)).quantize(CENT)
    return TradeFinding(
        type=FindingType.CURRENCY,
        consignment=claims[0].consignment,
        level=Level.CONSIGNMENT,
        document=invoice.number.value,
        sentence=words.sentence(
            f"{words.paper_name(invoice)} is in {stated}, but all it invoices is declared as if "
            f"its amounts were {taken_as}, {factor:.4g} times what they are."
        ),
        declared=Measured(value=f"{declared:.2f}", unit=unit),
        documented=Measured(value=f"{documented:.2f}", unit=unit),
        difference=Measured(value=f"{declared - documented:.2f}", unit=unit),
        tolerance="a constant factor over the whole invoice that is the ratio of two rates",
        at_stake=Money(amount=abs(declared - documented), currency=unit),
        in_declaration=evidence(*(claim.item.value or claim.item.price for claim in claims)),
        in_papers=evidence(invoice.currency or goods[0].line.amount),
    )


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return abs(one.ln() - other.ln())
