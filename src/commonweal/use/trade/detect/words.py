"""How a finding calls items and lines, so that they are found on paper."""

from collections.abc import Sequence
from decimal import Decimal

from commonweal.use.trade.consignment import Document, Known, Money
from commonweal.use.trade.finding import Level, grouped, listed
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Claim, Goods
from commonweal.use.trade.stems import Stems


def items(claims: Sequence[Claim]) -> str:
    """`Item 2`, or `Items 2 and 3 together`."""
    numbers = [claim.item.number for claim in claims]
    return f"Item {numbers[0]}" if len(numbers) == 1 else f"Items {listed(numbers)} together"


def lines(goods: Sequence[Goods], *, packing: bool = False) -> str:
    """`invoice INV-17, line 2`, or several lines by their documents; of packing lists if asked."""
    by_paper: dict[str, list[str]] = {}
    for each in goods:
        placed = each.packing if packing else None
        paper, line = (placed.document, placed.line) if placed else (each.invoice, each.line)
        by_paper.setdefault(paper_name(paper), []).append(line.number)
    told = [f"{paper}, {_numbered(numbers)}" for paper, numbers in by_paper.items()]
    return "; ".join(told) + (" together" if len(goods) > 1 else "")


def paper_name(paper: Document) -> str:
    """`invoice INV-17`."""
    return f"{paper.kind.replace('_', ' ')} {paper.number.value}"


def sentence(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def level(pairing: Pairing) -> Level:
    """A line, or a group of several."""
    alone = len(pairing.claims) == len(pairing.goods) == 1
    return Level.LINE if alone else Level.GROUP


def item_numbers(claims: Sequence[Claim]) -> str:
    """The declaration's own item numbers."""
    return ",".join(claim.item.number for claim in claims)


def line_numbers(goods: Sequence[Goods]) -> str:
    """The documents' own line numbers."""
    return ",".join(each.line.number for each in goods)


def invoices(goods: Sequence[Goods]) -> str:
    """The numbers of the invoices, each once."""
    return ",".join(dict.fromkeys(each.invoice.number.value for each in goods))


def stems_words(stems: Stems) -> str:
    """`1,250 stems`, or the range with what was assumed."""
    if stems.exact:
        return f"{grouped(stems.low)} stems"
    low, high = (grouped(each.to_integral_value()) for each in (stems.low, stems.high))
    return f"between {low} and {high} stems ({stems.why})"


def money_words(amount: Decimal, currency: str) -> str:
    """`EUR 1,834.13`."""
    return f"{currency} {amount:,.2f}"


def stake(goods: Sequence[Goods], currency: str) -> Money | None:
    """What the goods are worth on paper; None where it is not known."""
    values = [each.value for each in goods if each.value is not None]
    return Money(amount=sum(values, Decimal(0)), currency=currency) if values else None


def where(goods: Goods, field: str) -> Known[str] | Known[Decimal] | None:
    """The field where it stands: on the invoice, or else on the packing list."""
    own: Known[str] | Known[Decimal] | None = getattr(goods.line, field)
    return own or (getattr(goods.packing.line, field) if goods.packing else None)


def _numbered(numbers: Sequence[str]) -> str:
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {listed(numbers)}"
