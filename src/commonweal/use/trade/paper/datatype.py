"""What a text in a paper stands for: numbers, days, currencies, masses, exactly as XML writes them.

Every function raises ValueError with words that go behind "`cbc:ID` ", such as "is empty".
"""

import re
from datetime import date
from decimal import Decimal

from commonweal.use.trade.paper.currency import CURRENCIES

DIGITS = 30
"""More digits than any price or mass has: a number with more is refused."""

WHOLE = 15
"""More digits before the point than any has: amounts stay far from where arithmetic rounds."""

SHOWN = 40
"""Characters of another party's text that a sentence may quote."""

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_MOMENT = {
    "102": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    "304": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{6}(?:Z|[+-][0-9]{2})"),
}
_UNIT = re.compile(r"[A-Z0-9]{1,3}(?:#[A-Z])?")

KG = {
    "KGM": Decimal(1),
    "GRM": Decimal("0.001"),
    "TNE": Decimal(1000),
    "LBR": Decimal("0.45359237"),
}
"""UN/ECE Recommendation 20 code of a mass -> kilograms in one of it."""


def shown(text: str) -> str:
    """The text as a sentence may quote it: short, quoted, nothing invisible."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return ascii(short) if not short.isprintable() else f"'{short}'"


def decimal(raw: str) -> Decimal:
    """An xs:decimal: a point, no exponent, no grouping; 30 digits, 15 before the point at most."""
    text = raw.strip()
    if sum(map(str.isdigit, text)) > DIGITS:
        raise ValueError(f"has more than {DIGITS} digits")
    if not _DECIMAL.fullmatch(text):
        hint = "; XML writes decimals with a point" if "," in text else ""
        raise ValueError(f"is {shown(text)}, which is not a decimal number{hint}")
    if len(text.lstrip("+-0").partition(".")[0]) > WHOLE:
        raise ValueError(f"has more than {WHOLE} digits before the point")
    return Decimal(text)


def digits(raw: str) -> tuple[int, int]:
    """(significant digits, digits after the point) of a decimal, idle zeros left out."""
    whole, _, part = raw.strip().lstrip("+-").partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    return len(whole) + len(part), len(part)


def day(raw: str) -> date:
    """An xs:date: CCYY-MM-DD, a time zone allowed."""
    found = _DAY.fullmatch(raw.strip())
    if not found:
        raise ValueError(f"is {shown(raw.strip())}, which is not a date such as 2026-02-13")
    return _calendar(raw, *found.groups())


def moment(raw: str, code: str) -> date:
    """The day of a WCO date time: format 102 is CCYYMMDD, 304 CCYYMMDDhhmmss and zone."""
    if code not in _MOMENT:
        raise ValueError(f"has formatCode {shown(code)}; 102 and 304 are read")
    found = _MOMENT[code].fullmatch(raw)
    if not found:
        raise ValueError(f"is {shown(raw)}, which is not a date of format {code}")
    return _calendar(raw, *found.groups())


def indicator(raw: str) -> bool:
    """An xs:boolean."""
    known = {"true": True, "1": True, "false": False, "0": False}
    if raw.strip() not in known:
        raise ValueError(f"is {shown(raw.strip())}; true or false would be right")
    return known[raw.strip()]


def currency(raw: str) -> str:
    """An ISO 4217 code in use."""
    if raw.strip() not in CURRENCIES:
        raise ValueError(f"names the currency {shown(raw)}, which ISO 4217 does not have")
    return raw.strip()


def unit(raw: str) -> str:
    """A unit by its form alone, as UN/ECE Recommendation 20 has some 2,000 of them."""
    if not _UNIT.fullmatch(raw):
        raise ValueError(
            f"has the unit {shown(raw)}; a UN/ECE Recommendation 20 code such as KGM is right"
        )
    return raw


def mass_unit(raw: str) -> str:
    """A unit of mass that is read: KGM, GRM, TNE or LBR."""
    if raw not in KG:
        raise ValueError(f"has the unit {shown(raw)}; a mass is read in {', '.join(KG)}")
    return raw


def _calendar(raw: str, year: str, month: str, number: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise ValueError(f"is {shown(raw.strip())}, a day that does not exist") from None
