"""What goods are worth: `undervaluation` and `overvaluation`, unless a `currency` explains it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from commonweal.use.trade import noise
from commonweal.use.trade.compared import Compared
from commonweal.use.trade.consignment import Money
from commonweal.use.trade.costs import CLEAN
from commonweal.use.trade.detect import currency, words
from commonweal.use.trade.detect.evened import uneven
from commonweal.use.trade.finding import FindingType, Measured, TradeFinding, evidence
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Goods
from commonweal.use.trade.rates import CENT
from commonweal.use.trade.valuation import Valuation, valuations


def findings(component: Compared) -> Iterator[TradeFinding]:
    """Values that differ by more than noise; a whole invoice in a wrong currency is one finding."""
    by_consignment: dict[str, list[Pairing]] = defaultdict(list)
    for pairing in component.matched.pairings:
        by_consignment[pairing.claims[0].consignment].append(pairing)
    for consignment in component.component.consignments:
        found = valuations(by_consignment[consignment.id])
        yield from currency.rate_apart(consignment)
        mislabelled = currency.mislabelled(found)
        yield from (each.finding for each in mislabelled)
        explained = {id(valued) for each in mislabelled for valued in each.explains}
        wide = [
            each
            for each in found
            if abs(each.difference) > each.tolerance and id(each) not in explained
        ]
        yield from (_finding(each) for each in uneven(wide))


def _finding(valued: Valuation) -> TradeFinding:
    pairing, under = valued.pairing, valued.difference < 0
    claims, goods = pairing.claims, pairing.goods
    unit = claims[0].currency
    are = "is" if len(claims) == 1 else "are"
    come = "comes" if len(goods) == 1 else "come"
    return TradeFinding(
        type=FindingType.UNDERVALUATION if under else FindingType.OVERVALUATION,
        consignment=claims[0].consignment,
        level=words.level(pairing),
        item=words.item_numbers(claims),
        document=words.invoices(goods),
        line=words.line_numbers(goods),
        sentence=f"{words.items(claims)} {are} valued at "
        f"{words.money_words(valued.declared, unit)}; "
        f"{words.lines(goods)} {come} to {_documented(valued, unit)}.",
        declared=Measured(value=f"{valued.declared:.2f}", unit=unit),
        documented=Measured(value=_range(valued), unit=unit),
        difference=Measured(value=f"{valued.difference:.2f}", unit=unit),
        tolerance=_tolerance(valued, unit),
        at_stake=Money(amount=abs(valued.difference).quantize(CENT), currency=unit),
        in_declaration=evidence(*(claim.item.value or claim.item.price for claim in claims)),
        in_papers=evidence(*(each.line.amount for each in goods)),
    )


def _documented(valued: Valuation, unit: str) -> str:
    least, most = (words.money_words(each, unit) for each in (valued.least, valued.most))
    amount = least if valued.least == valued.most else f"between {least} and {most}"
    return f"{amount} ({_made_of(valued.pairing.goods, valued, unit)})"


def _made_of(goods: Sequence[Goods], valued: Valuation, unit: str) -> str:
    """How the amount on paper is reckoned, so that it can be done again by hand."""
    first = goods[0]
    parts = []
    same = {(each.line.amount.value.currency if each.line.amount else "") for each in goods}
    if len(same) == 1 and first.line.amount and first.rate:
        amounts = (each.line.amount.value.amount for each in goods if each.line.amount)
        total = sum(amounts, Decimal(0))
        stated = same.pop()
        credits = sum((each.credited for each in goods), Decimal(0))
        less = f" less {words.money_words(credits, stated)} of credits" if credits else ""
        parts.append(f"{words.money_words(total, stated)}{less}")
        if first.rate.per_unit != 1:
            parts[0] += f" at {first.rate.per_unit:.4f} for {unit} 1, {first.rate.source}"
    charged = sum(each.charged for each in goods)
    if charged:
        parts.append(f"with {words.money_words(charged, unit)} of freight and charges")
    if valued.freight:
        parts.append(_freight(valued, unit))
    return ", ".join(parts) or "as it stands"


def _freight(valued: Valuation, unit: str) -> str:
    freight = valued.freight
    if freight is None:
        return ""
    if freight.reckoned:
        return f"with freight of {unit} {freight.least} a kg, as the other items leave for it"
    return f"with {unit} {freight.least} to {freight.most} a kg for freight, which is not stated"


def _range(valued: Valuation) -> str:
    ends = dict.fromkeys(f"{each:.2f}" for each in (valued.least, valued.most))
    return "..".join(ends)


def _tolerance(valued: Valuation, unit: str) -> str:
    sigma = noise.FREIGHT_SIGMA if valued.freight else noise.VALUE_SIGMA
    known = "freight is not stated" if valued.freight else "freight is known"
    return (
        f"{words.money_words(valued.tolerance, unit)}: values vary by {sigma:.1%} a line as "
        f"{known}, taken {CLEAN:g} times, and whole amounts are declared"
    )
