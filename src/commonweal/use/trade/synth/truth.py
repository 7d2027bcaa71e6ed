"""What is true of a synthetic dossier, in the words of the lane's report."""

from collections.abc import Iterator, Sequence

from commonweal.use.trade.finding import FindingType
from commonweal.use.trade.synth.entry import Entry
from commonweal.use.trade.synth.mistake import Dossier, Error

ON_PAPERS = {
    FindingType.CURRENCY,
    FindingType.DUPLICATE_DOCUMENT,
    FindingType.DOCUMENT_MISSING,
    FindingType.DATE,
}
Row = dict[str, str]


def matches(dossier: Dossier) -> Iterator[Row]:
    """Which line each item truly stands for, as far as its invoice was shared."""
    for entry in dossier.entries:
        for number, item in enumerate(entry.items, start=1):
            for invoice, line in item.parts:
                if invoice.number not in dossier.dropped:
                    yield {
                        "consignment": entry.name,
                        "item": str(number),
                        "document": invoice.number,
                        "line": line.number,
                    }


def findings(dossier: Dossier) -> Iterator[Row]:
    """Every injected error."""
    for error in dossier.errors:
        entry = dossier.entries[0]
        on_line = error.type not in ON_PAPERS
        yield {
            "consignment": entry.name,
            "type": error.type.value,
            "level": "line" if on_line else "consignment",
            "item": _number(entry, error),
            "document": error.document,
            "line": error.line,
        }


def twins(dossier: Dossier) -> Iterator[list[list[str]]]:
    """Lines of one invoice that are alike in everything: any assignment of them is right."""
    for invoice in dossier.shipment.invoices:
        alike: dict[str, list[list[str]]] = {}
        for line in invoice.lines:
            alike.setdefault(line.product_code, []).append([invoice.number, line.number])
        yield from (lines for lines in alike.values() if len(lines) > 1)


def check_conserved(dossier: Dossier) -> None:
    """Every line is declared once or labelled as missing, every error has its label.

    Raises:
        ArithmeticError: something got lost: the generator is wrong.
    """
    declared = [
        id(line) for entry in dossier.entries for item in entry.items for _, line in item.parts
    ]
    sold = [id(line) for invoice in dossier.shipment.invoices for line in invoice.lines]
    missing = [each for each in dossier.errors if each.type is FindingType.MISSING_LINE]
    if len(declared) != len(set(declared)) or not set(declared) <= set(sold):
        raise ArithmeticError(f"{dossier.shipment.waybill}: a line was declared twice or invented.")
    if len(sold) - len(declared) != len(missing):
        raise ArithmeticError(f"{dossier.shipment.waybill}: a line got lost without a label.")
    _check_balances(dossier)


def _check_balances(dossier: Dossier) -> None:
    """Without an error on items, kilograms and stems close within the innocent noise."""
    if any(each.type not in ON_PAPERS for each in dossier.errors):
        return
    for entry in dossier.entries:
        for item in entry.items:
            lines = [line for _, line in item.parts]
            net = sum(line.net_kg for line in lines)
            if abs(item.net_kg - net) > net / 50 + 1:
                raise ArithmeticError(f"{entry.name}: kilograms do not close.")
            if item.stems is not None and item.stems != sum(line.stems for line in lines):
                raise ArithmeticError(f"{entry.name}: stems do not close.")


def _number(entry: Entry, error: Error) -> str:
    found: Sequence[str] = [
        str(number)
        for number, item in enumerate(entry.items, start=1)
        if error.declared is not None and item is error.declared
    ]
    if error.declared is not None and not found:
        raise ArithmeticError(f"{entry.name}: an error has lost its item.")
    return found[0] if found else ""
