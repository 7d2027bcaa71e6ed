"""The canonical consignment: what commercial documents and a declaration say, field by field.

Every field keeps where it stood: document, path, and the text as it was written. Money and mass
are exact decimals. A field that a document does not have is None.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class DocumentKind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    PACKING_LIST = "packing_list"
    CREDIT_NOTE = "credit_note"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a field stood."""

    document: str
    """SHA-256 of the document's bytes, as hexadecimal."""
    path: str
    """XPath of the element, with positions, without namespaces."""
    line: int
    """Line in the file, from 1."""
    raw: str
    """The text as it was written."""
    transform: str = ""
    """What was done to it, such as `KGM as kg`; empty if nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Generic[T]):
    """A value, and where it stood."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of units (UN/ECE Recommendation 20 code, such as NMP, KGM or PCE)."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeParty:
    """A party as a document names it; `ids` are EORI, VAT or GLN."""

    role: str
    """`exporter`, `importer`, `seller`, `buyer` or `declarant`."""
    name: Known[str] | None
    ids: tuple[Known[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an invoice, a packing list or a credit note."""

    number: str
    """The document's own line identifier."""
    text: Known[str] | None = None
    product_code: Known[str] | None = None
    commodity_code: Known[str] | None = None
    """CN or HS code, digits alone."""
    origin: Known[str] | None = None
    """Country of origin (ISO 3166-1 alpha-2)."""
    quantity: Known[Quantity] | None = None
    net_kg: Known[Decimal] | None = None
    gross_kg: Known[Decimal] | None = None
    packages: Known[Decimal] | None = None
    unit_price: Known[Money] | None = None
    amount: Known[Money] | None = None
    is_goods: bool = True
    """False for freight, insurance and other charges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An invoice, a packing list or a credit note, as its sender wrote it."""

    kind: DocumentKind
    sha256: str
    file: str
    """Name of the file in the dataset."""
    number: Known[str]
    issued: Known[date] | None
    currency: Known[str] | None
    incoterm: Known[str] | None
    """Delivery term and place, such as `FCA Nairobi`."""
    parties: tuple[TradeParty, ...]
    cites: tuple[Known[str], ...]
    """Numbers of other documents it names: invoice, air waybill."""
    lines: tuple[Line, ...]
    total: Known[Money] | None = None
    freight: Known[Money] | None = None
    insurance: Known[Money] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A goods item of a declaration."""

    number: str
    """Sequence number, as the declaration has it."""
    text: Known[str] | None = None
    commodity_code: Known[str] | None = None
    origin: Known[str] | None = None
    net_kg: Known[Decimal] | None = None
    gross_kg: Known[Decimal] | None = None
    supplementary: Known[Quantity] | None = None
    """Supplementary units, such as stems."""
    packages: Known[Decimal] | None = None
    value: Known[Money] | None = None
    """Statistical or customs value."""
    price: Known[Money] | None = None
    """Item price as invoiced, in the currency of the invoice."""
    supports: tuple[tuple[str, Known[str]], ...] = ()
    """(document code such as N935, number) of the supporting documents the item names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An import declaration (WCO Data Model, DEC)."""

    sha256: str
    file: str
    reference: Known[str]
    """Local or functional reference; the MRN once it is there."""
    mrn: Known[str] | None
    accepted: Known[date] | None
    kind: Known[str] | None
    """Declaration type, such as IMA."""
    function: Known[str] | None = None
    """Function of the message: 9 is an original, 13 amends or cancels one, in part."""
    parties: tuple[TradeParty, ...]
    transport_document: Known[str] | None
    invoiced: Known[Money] | None
    """Total invoice amount as declared."""
    incoterm: Known[str] | None
    exchange_rate: Known[Decimal] | None
    supports: tuple[tuple[str, Known[str]], ...]
    """(document code, number) named for the declaration as a whole."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """Declaration and commercial documents that belong together."""

    id: str
    """The declaration's MRN or reference."""
    declaration: Declaration
    documents: tuple[Document, ...]
    links: tuple[str, ...]
    """Why each document is here, in words."""
