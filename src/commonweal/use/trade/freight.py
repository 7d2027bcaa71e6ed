"""From an invoice's prices to the customs value: what freight and other charges add to a line.

The customs value at the frontier includes freight. With stated charges the share of a line is
exact (by weight, which is our assumption); with unknown freight it lies in a range.
"""

from dataclasses import dataclass
from decimal import Decimal

from commonweal.use.trade.consignment import Document, Line

WITH_FREIGHT = frozenset({"CFR", "CPT", "CIF", "CIP", "DAP", "DPU", "DAT", "DDP"})
ASSUMED = (Decimal("1.20"), Decimal("3.20"))
"""Air freight from East Africa where a paper does not say it, in EUR per kg (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """What an invoice adds to its goods, in its own currency."""

    amount: Decimal
    freight_unknown: bool
    """True if the goods are priced without freight and nothing says what it cost."""


NO_CHARGES = Charges(amount=Decimal(0), freight_unknown=False)
"""Where prices are declared as invoiced."""


def charges(invoice: Document) -> Charges:
    """Freight, insurance, discounts and other charges of an invoice."""
    lines = [
        line.amount.value.amount for line in invoice.lines if not line.is_goods and line.amount
    ]
    stated = [known.value.amount for known in (invoice.freight, invoice.insurance) if known]
    amount = sum(lines or stated, Decimal(0))
    return Charges(amount=amount, freight_unknown=not _freight_known(invoice, amount))


def term(invoice: Document) -> str:
    """The three letters of the delivery term; empty if none is stated."""
    return invoice.incoterm.value.strip()[:3].upper() if invoice.incoterm else ""


def shares(lines: list[Line], kg: list[Decimal | None], amount: Decimal) -> list[Decimal]:
    """The amount shared over goods lines by weight, or by value where a weight is not known."""
    weights = [each or Decimal(0) for each in kg]
    if not all(kg):
        weights = [line.amount.value.amount if line.amount else Decimal(0) for line in lines]
    whole = sum(weights, Decimal(0))
    return [amount * weight / whole if whole else Decimal(0) for weight in weights]


def _freight_known(invoice: Document, charged: Decimal) -> bool:
    return term(invoice) in WITH_FREIGHT or charged > 0
