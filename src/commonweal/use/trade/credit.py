"""Credits: a credit note's line, or a negative line, reduces the line it refers to."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from commonweal.use.trade.consignment import Document, DocumentKind, Line
from commonweal.use.trade.issue import issuer, key


def goods_lines(invoice: Document) -> list[Line]:
    """The lines that are goods: free samples are, charges and negative lines are not."""
    return [line for line in invoice.lines if line.is_goods and not _negative(line)]


def credited(invoice: Document, papers: Iterable[Document]) -> dict[int, Decimal]:
    """Position among the invoice's goods lines -> what credits take off.

    In the invoice's own currency. A credit in another currency, or one that fits no line, is left
    out: nothing is guessed.
    """
    goods = goods_lines(invoice)
    found: dict[int, Decimal] = {}
    for line in _credits(invoice, papers):
        amount = line.amount.value if line.amount else None
        at = _target(line, goods)
        if amount is None or at is None:
            continue
        target = goods[at].amount
        if target and target.value.currency == amount.currency:
            found[at] = found.get(at, Decimal(0)) + abs(amount.amount)
    return found


def _credits(invoice: Document, papers: Iterable[Document]) -> Iterable[Line]:
    yield from (line for line in invoice.lines if line.is_goods and _negative(line))
    number, ours = key(invoice.number.value), issuer(invoice)
    for paper in papers:
        cites = {key(known.value) for known in paper.cites}
        strangers = bool(ours) and bool(issuer(paper)) and not ours & issuer(paper)
        if paper.kind is DocumentKind.CREDIT_NOTE and number in cites and not strangers:
            yield from paper.lines


def _target(credit: Line, goods: Sequence[Line]) -> int | None:
    """The line of the same product, or of the same code and origin; the largest of several."""
    for same in (_product, _kind):
        wanted = same(credit)
        fits = [at for at, line in enumerate(goods) if wanted and same(line) == wanted]
        if fits:
            return max(fits, key=lambda at: _amount(goods[at]))
    return None


def _product(line: Line) -> str:
    return line.product_code.value if line.product_code else ""


def _kind(line: Line) -> str:
    code = line.commodity_code.value if line.commodity_code else ""
    return f"{code} {line.origin.value}" if code and line.origin else ""


def _negative(line: Line) -> bool:
    return line.amount is not None and line.amount.value.amount < 0


def _amount(line: Line) -> Decimal:
    return line.amount.value.amount if line.amount else Decimal(0)
