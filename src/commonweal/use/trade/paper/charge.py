"""Freight and insurance: charges of a document, and lines that are not goods."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from commonweal.use.trade.consignment import Known, Line, Money
from commonweal.use.trade.paper.place import Place

FREIGHT = re.compile(r"\b(?:air ?|sea ?)?freight|\bairway charge|\bvracht|\bluchtvracht", re.I)
INSURANCE = re.compile(r"\binsurance|\bverzekering", re.I)
OTHER = re.compile(r"\bhandling (?:fee|charge|cost)|\bservice fee|\bbank charge", re.I)

FREIGHT_CODE = "FC"
"""UN/EDIFACT 7161, freight service."""


def is_goods(text: str, *, classified: bool) -> bool:
    """False for a line that has no commodity code and whose text names a charge."""
    return classified or not any(words.search(text) for words in (FREIGHT, INSURANCE, OTHER))


def freight(document: Place, lines: Iterable[Line]) -> Known[Money] | None:
    """The freight that a document charges, as charges of the whole or else as lines."""
    return _sum(_charges(document, FREIGHT, FREIGHT_CODE)) or _sum(_lines(lines, FREIGHT))


def insurance(document: Place, lines: Iterable[Line]) -> Known[Money] | None:
    """The insurance that a document charges, likewise."""
    return _sum(_charges(document, INSURANCE, "")) or _sum(_lines(lines, INSURANCE))


def _charges(document: Place, words: re.Pattern[str], code: str) -> list[Known[Money]]:
    found = []
    for place in document.each("cac:AllowanceCharge"):
        charged = place.text("cbc:ChargeIndicator")
        reason = place.text("cbc:AllowanceChargeReason")
        stated = place.text("cbc:AllowanceChargeReasonCode")
        named = bool(reason and words.search(reason.value))
        coded = bool(code and stated and stated.value == code)
        amount = place.money("cbc:Amount")
        if charged and charged.value in ("true", "1") and amount and (named or coded):
            found.append(amount)
    return found


def _lines(lines: Iterable[Line], words: re.Pattern[str]) -> list[Known[Money]]:
    return [
        line.amount
        for line in lines
        if line.amount and not line.is_goods and line.text and words.search(line.text.value)
    ]


def _sum(amounts: list[Known[Money]]) -> Known[Money] | None:
    """The sum, known from the first; None where there is none or the currencies differ."""
    currencies = {each.value.currency for each in amounts}
    if len(currencies) != 1:
        return None
    first, *more = amounts
    if not more:
        return first
    total = sum((each.value.amount for each in amounts), Decimal(0))
    origin = replace(first.origin, transform=f"sum of {len(amounts)} charges")
    return Known(value=Money(amount=total, currency=currencies.pop()), origin=origin)
