"""Which line of a packing list packs which line of an invoice: it tells the masses."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from commonweal.use.trade.consignment import Document, Line
from commonweal.use.trade.finding import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line and the document it is a line of."""

    document: Document
    line: Line


def packed(invoiced: Iterable[Placed], packing: Iterable[Placed]) -> dict[int, Placed]:
    """Position of an invoice line -> the packing line that holds its goods.

    What says most is tried first: code, text and quantity together, then less; the document's own
    line numbers settle twins. A line that fits none stays without.
    """
    open_lines = dict(enumerate(invoiced))
    open_packs = dict(enumerate(packing))
    found: dict[int, Placed] = {}
    for rung in (_everything, _product, _trade_name, _kind):
        lines, packs = _shelved(open_lines, rung), _shelved(open_packs, rung)
        for key, places in lines.items():
            for line, pack in zip(places, packs.get(key, ()), strict=False):
                open_lines.pop(line)
                found[line] = open_packs.pop(pack)
    return found


def _shelved(
    placed: dict[int, Placed], rung: Callable[[Line], Hashable | None]
) -> dict[Hashable, list[int]]:
    shelf: dict[Hashable, list[int]] = defaultdict(list)
    order = sorted(placed, key=lambda at: (len(placed[at].line.number), placed[at].line.number))
    for at in order:
        key = rung(placed[at].line)
        if key is not None:
            shelf[key].append(at)
    return shelf


def _everything(line: Line) -> Hashable | None:
    """All that tells goods apart, and the line's own number."""
    parts = (_value(line.product_code), _value(line.commodity_code), _value(line.quantity))
    return (line.number, *parts) if None not in parts else None


def _product(line: Line) -> Hashable | None:
    parts = (_value(line.product_code), _value(line.quantity))
    return parts if None not in parts else None


def _trade_name(line: Line) -> Hashable | None:
    parts = (_value(line.text), _value(line.quantity))
    return parts if None not in parts else None


def _kind(line: Line) -> Hashable | None:
    parts = (_value(line.commodity_code), _value(line.origin), _value(line.quantity))
    return parts if None not in parts else None


def _value(known: Field) -> Hashable | None:
    return known.value if known is not None else None
