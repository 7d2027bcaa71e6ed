"""What stays alone: `missing_line` is on paper alone, `extra_line` in the declaration alone."""

from collections.abc import Iterator

from commonweal.use.trade.compared import Compared
from commonweal.use.trade.consignment import Money
from commonweal.use.trade.detect import words
from commonweal.use.trade.finding import (
    FindingType,
    Level,
    Measured,
    TradeFinding,
    evidence,
    grouped,
    plain,
)
from commonweal.use.trade.normal import Claim, Goods

WHY = "none: no item or line of its kind fits, and the net mass of its group does not close"


def findings(component: Compared) -> Iterator[TradeFinding]:
    """Lines without an item, and items without a line where every invoice was shared."""
    for goods in component.matched.missing:
        yield _missing(goods)
    partial = {each.consignment for each in component.component.absent}
    invoiced = {name for goods in component.sides.goods for name in goods.consignments}
    for claim in component.matched.extra:
        if claim.consignment in invoiced - partial:
            yield _extra(claim)


def _missing(goods: Goods) -> TradeFinding:
    currency = goods.currency
    return TradeFinding(
        type=FindingType.MISSING_LINE,
        consignment=goods.consignments[0],
        level=Level.LINE,
        document=goods.invoice.number.value,
        line=goods.line.number,
        sentence=words.sentence(f"{words.lines([goods])} ({_told(goods)}) is on no item declared."),
        documented=_measured(goods),
        tolerance=WHY,
        at_stake=words.stake([goods], currency),
        in_papers=evidence(goods.line.quantity or goods.line.amount or goods.line.text),
    )


def _extra(claim: Claim) -> TradeFinding:
    item = claim.item
    value = Money(amount=claim.value, currency=claim.currency) if claim.value is not None else None
    return TradeFinding(
        type=FindingType.EXTRA_LINE,
        consignment=claim.consignment,
        level=Level.LINE,
        item=item.number,
        sentence=f"Item {item.number} ({_told(claim)}) stands on no invoice that was shared.",
        declared=_measured(claim),
        tolerance=WHY,
        at_stake=value,
        in_declaration=evidence(item.commodity_code or item.net_kg),
    )


def _told(side: Claim | Goods) -> str:
    """`code 06031100, 1,250 stems`, as far as it is known."""
    parts = [f"code {side.code}" if side.code else "no code"]
    if side.stems:
        parts.append(words.stems_words(side.stems))
    if side.net_kg is not None:
        parts.append(f"{grouped(side.net_kg)} kg net")
    return ", ".join(parts)


def _measured(side: Claim | Goods) -> Measured | None:
    if side.stems and side.stems.exact:
        return Measured(value=plain(side.stems.low), unit="stems")
    return Measured(value=plain(side.net_kg), unit="kg") if side.net_kg is not None else None
