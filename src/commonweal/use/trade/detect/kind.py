"""What the goods are: `commodity_code` and `origin`."""

from collections.abc import Iterator

from commonweal.use.trade.compared import Compared
from commonweal.use.trade.detect import words
from commonweal.use.trade.finding import FindingType, Level, Measured, TradeFinding, evidence
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.noise import same_code
from commonweal.use.trade.normal import Claim, Goods

NONE = "none: it is equal or it is not"


def findings(component: Compared) -> Iterator[TradeFinding]:
    """Codes that differ, line by line, and origins that differ, pairing by pairing."""
    for pairing in component.matched.pairings:
        claim = pairing.claims[0]
        for goods in pairing.goods:
            if claim.code and goods.code and not same_code(claim.code, goods.code):
                yield _code(claim, goods)
        apart = [each for each in pairing.goods if claim.origin and each.origin != claim.origin]
        if any(each.origin for each in apart):
            yield _origin(pairing, [each for each in apart if each.origin])


def _code(claim: Claim, goods: Goods) -> TradeFinding:
    return TradeFinding(
        type=FindingType.COMMODITY_CODE,
        consignment=claim.consignment,
        level=Level.LINE,
        item=claim.item.number,
        document=goods.invoice.number.value,
        line=goods.line.number,
        sentence=f"Item {claim.item.number} declares {words.lines([goods])} under code "
        f"{claim.code}; the paper says {goods.code}.",
        declared=Measured(value=claim.code, unit="code"),
        documented=Measured(value=goods.code, unit="code"),
        tolerance=NONE,
        at_stake=words.stake([goods], claim.currency),
        in_declaration=evidence(claim.item.commodity_code),
        in_papers=evidence(words.where(goods, "commodity_code")),
    )


def _origin(pairing: Pairing, apart: list[Goods]) -> TradeFinding:
    claim = pairing.claims[0]
    told = ", ".join(sorted({each.origin for each in apart}))
    say = "says" if len(apart) == 1 else "say"
    return TradeFinding(
        type=FindingType.ORIGIN,
        consignment=claim.consignment,
        level=words.level(pairing),
        item=claim.item.number,
        document=words.invoices(apart),
        line=words.line_numbers(apart),
        sentence=f"Item {claim.item.number} declares origin {claim.origin}; "
        f"{words.lines(apart)} {say} {told}.",
        declared=Measured(value=claim.origin, unit="country"),
        documented=Measured(value=told, unit="country"),
        tolerance=NONE,
        at_stake=words.stake(apart, claim.currency),
        in_declaration=evidence(claim.item.origin),
        in_papers=evidence(*(words.where(each, "origin") for each in apart)),
    )
