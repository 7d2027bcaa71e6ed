"""A finding: where a declaration and the papers differ, as an officer can check it by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.use.trade.consignment import Known, Money, Origin, Quantity

Field = Known[str] | Known[Decimal] | Known[Quantity] | Known[Money] | Known[date] | None
"""Any field of a paper, or its absence."""


class FindingType(StrEnum):
    """What differs; the names are the same in files, policy and known truth."""

    UNDERVALUATION = "undervaluation"
    OVERVALUATION = "overvaluation"
    CURRENCY = "currency"
    QUANTITY = "quantity"
    NET_MASS = "net_mass"
    GROSS_MASS = "gross_mass"
    COMMODITY_CODE = "commodity_code"
    ORIGIN = "origin"
    MISSING_LINE = "missing_line"
    EXTRA_LINE = "extra_line"
    DUPLICATE_DOCUMENT = "duplicate_document"
    DOCUMENT_MISSING = "document_missing"
    DATE = "date"


class Level(StrEnum):
    """The highest level that explains a difference."""

    CONSIGNMENT = "consignment"
    GROUP = "group"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value as text with its unit: decimals are exact, a code has the unit `code`."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where one side of a finding can be read."""

    document: str
    """SHA-256 of the document, as hexadecimal."""
    path: str
    """XPath in the document; `/` for the document as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeFinding:
    """One difference, in one sentence that can be checked against paper."""

    type: FindingType
    consignment: str
    level: Level
    sentence: str
    item: str = ""
    """The declaration's own item number; empty where no item is concerned."""
    document: str = ""
    """Number of the commercial document; empty where none is concerned."""
    line: str = ""
    """The document's own line identifiers, joined by a comma where several were merged."""
    declared: Measured | None = None
    documented: Measured | None = None
    difference: Measured | None = None
    """Declared less documented."""
    tolerance: str = ""
    """How far apart the two may be, and why."""
    at_stake: Money | None = None
    """Customs value that the difference concerns; not duty."""
    in_declaration: tuple[Evidence, ...] = ()
    in_papers: tuple[Evidence, ...] = ()


def evidence(*known: Field) -> tuple[Evidence, ...]:
    """Where the known fields stood, each place once."""
    places = (place(field.origin) for field in known if field is not None)
    return tuple(dict.fromkeys(places))


def place(origin: Origin) -> Evidence:
    """The place of a field."""
    return Evidence(document=origin.document, path=origin.path)


def plain(number: Decimal) -> str:
    """A decimal as text, without an exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: Decimal) -> str:
    """A decimal for people: `1,250` or `13.5`."""
    return f"{Decimal(plain(number)):,}"


def listed(words: Iterable[str], limit: int = 6) -> str:
    """Words as a list for people; a long list says how many more there are."""
    found = list(words)
    if len(found) > limit:
        return f"{', '.join(found[:limit])} and {len(found) - limit} more"
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""
