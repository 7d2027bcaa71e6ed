"""Invoices, packing lists and credit notes as UBL 2.1."""

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape

from commonweal.use.trade.synth.catalogue import Trader
from commonweal.use.trade.synth.shipment import TERMS, Invoice, Sold

LABEL = "SYNTHETIC: invented by weal synth trade; no such goods, traders or papers exist."
COMMENT = f"<!-- {LABEL} -->"
_NAMES = "urn:oasis:names:specification:ubl:schema:xsd"


def invoice(paper: Invoice, waybill: str) -> str:
    """An invoice."""
    lines = [_line(paper, line) for line in paper.lines]
    charge = ""
    if paper.freight_as == "line":
        lines.append(_freight_line(paper))
    if paper.freight_as == "charge":
        charge = _charge(paper)
    stated = paper.freight if paper.freight_as else Decimal(0)
    total = sum((line.amount for line in paper.lines), Decimal(0)) + stated
    return _document(
        "Invoice",
        f"<cbc:ID>{paper.number}</cbc:ID><cbc:IssueDate>{paper.issued}</cbc:IssueDate>"
        f"<cbc:Note>{LABEL}</cbc:Note>"
        f"<cbc:DocumentCurrencyCode>{paper.currency}</cbc:DocumentCurrencyCode>"
        f"{_reference('AdditionalDocumentReference', waybill, '740')}"
        f"{_party('AccountingSupplierParty', paper.seller)}"
        f"{_party('AccountingCustomerParty', paper.buyer)}"
        f"<cac:DeliveryTerms><cbc:ID>{paper.term}</cbc:ID><cac:DeliveryLocation>"
        f"<cbc:Name>{TERMS[paper.term]}</cbc:Name></cac:DeliveryLocation></cac:DeliveryTerms>"
        f"{charge}<cac:LegalMonetaryTotal>{_money('PayableAmount', total, paper.currency)}"
        f"</cac:LegalMonetaryTotal>{''.join(lines)}",
    )


def credit_note(paper: Invoice) -> str:
    """The credit note on an invoice's first line."""
    line, amount = paper.lines[0], paper.credited
    credited = (
        f"<cac:CreditNoteLine><cbc:ID>1</cbc:ID>"
        f"{_money('LineExtensionAmount', amount, paper.currency)}{_item(line, coded=paper.coded)}"
        "</cac:CreditNoteLine>"
    )
    return _document(
        "CreditNote",
        f"<cbc:ID>{paper.credit}</cbc:ID><cbc:IssueDate>{paper.issued}</cbc:IssueDate>"
        f"<cbc:Note>{LABEL}</cbc:Note>"
        f"<cbc:DocumentCurrencyCode>{paper.currency}</cbc:DocumentCurrencyCode>"
        f"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{paper.number}</cbc:ID>"
        "</cac:InvoiceDocumentReference></cac:BillingReference>"
        f"{_party('AccountingSupplierParty', paper.seller)}"
        f"{_party('AccountingCustomerParty', paper.buyer)}"
        f"<cac:LegalMonetaryTotal>{_money('PayableAmount', amount, paper.currency)}"
        f"</cac:LegalMonetaryTotal>{credited}",
    )


def packing_list(paper: Invoice, waybill: str) -> str:
    """The packing list of an invoice: masses and boxes, no prices."""
    goods = "".join(_goods(line, coded=paper.coded) for line in paper.lines)
    return _document(
        "PackingList",
        f"<cbc:ID>{paper.packing}</cbc:ID><cbc:IssueDate>{paper.issued}</cbc:IssueDate>"
        f"<cbc:Note>{LABEL}</cbc:Note>{_consignor(paper.seller)}"
        f"<cac:Shipment><cbc:ID>1</cbc:ID>{goods}</cac:Shipment>"
        f"{_reference('DocumentReference', paper.number, '380')}"
        f"{_reference('DocumentReference', waybill, '740')}",
    )


def _document(root: str, content: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{COMMENT}\n<{root} xmlns="{_NAMES}:{root}-2" '
        f'xmlns:cac="{_NAMES}:CommonAggregateComponents-2" '
        f'xmlns:cbc="{_NAMES}:CommonBasicComponents-2">{_spread(content)}\n</{root}>\n'
    )


def _spread(content: str) -> str:
    """One element a line, so that a place in the file is easily found."""
    return "\n" + content.replace("><", ">\n<")


def _reference(name: str, number: str, kind: str) -> str:
    return (
        f"<cac:{name}><cbc:ID>{number}</cbc:ID>"
        f"<cbc:DocumentTypeCode>{kind}</cbc:DocumentTypeCode></cac:{name}>"
    )


def _party(role: str, trader: Trader) -> str:
    return f"<cac:{role}><cac:Party>{_trader(trader)}</cac:Party></cac:{role}>"


def _consignor(trader: Trader) -> str:
    return f"<cac:ConsignorParty>{_trader(trader)}</cac:ConsignorParty>"


def _trader(trader: Trader) -> str:
    return (
        f"<cac:PartyIdentification><cbc:ID>{trader.id}</cbc:ID></cac:PartyIdentification>"
        f"<cac:PartyName><cbc:Name>{escape(trader.name)}</cbc:Name></cac:PartyName>"
    )


def _money(name: str, amount: Decimal, currency: str) -> str:
    return f'<cbc:{name} currencyID="{currency}">{amount}</cbc:{name}>'


def _charge(paper: Invoice) -> str:
    return (
        "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
        "<cbc:AllowanceChargeReason>Air freight</cbc:AllowanceChargeReason>"
        f"{_money('Amount', paper.freight, paper.currency)}</cac:AllowanceCharge>"
    )


def _freight_line(paper: Invoice) -> str:
    return (
        f"<cac:InvoiceLine><cbc:ID>{len(paper.lines) + 1}</cbc:ID>"
        '<cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>'
        f"{_money('LineExtensionAmount', paper.freight, paper.currency)}"
        "<cac:Item><cbc:Name>Air freight</cbc:Name></cac:Item></cac:InvoiceLine>"
    )


def _line(paper: Invoice, line: Sold) -> str:
    return (
        f"<cac:InvoiceLine><cbc:ID>{line.number}</cbc:ID>"
        f'<cbc:InvoicedQuantity unitCode="{line.unit}">{line.units}</cbc:InvoicedQuantity>'
        f"{_money('LineExtensionAmount', line.amount, paper.currency)}"
        f"{_item(line, coded=paper.coded)}"
        f"<cac:Price>{_money('PriceAmount', line.price, paper.currency)}</cac:Price>"
        "</cac:InvoiceLine>"
    )


def _item(line: Sold, *, coded: bool) -> str:
    code = f'<cbc:ItemClassificationCode listID="CN">{line.code}</cbc:ItemClassificationCode>'
    classified = f"<cac:CommodityClassification>{code}</cac:CommodityClassification>"
    return (
        f"<cac:Item><cbc:Name>{escape(line.name)}</cbc:Name><cac:SellersItemIdentification>"
        f"<cbc:ID>{line.product_code}</cbc:ID></cac:SellersItemIdentification>"
        f"<cac:OriginCountry><cbc:IdentificationCode>{line.origin}</cbc:IdentificationCode>"
        f"</cac:OriginCountry>{classified if coded else ''}</cac:Item>"
    )


def _goods(line: Sold, *, coded: bool) -> str:
    return (
        f"<cac:GoodsItem><cbc:ID>{line.number}</cbc:ID>"
        f'<cbc:GrossWeightMeasure unitCode="KGM">{line.gross_kg}</cbc:GrossWeightMeasure>'
        f'<cbc:NetWeightMeasure unitCode="KGM">{line.net_kg}</cbc:NetWeightMeasure>'
        f'<cbc:Quantity unitCode="{line.unit}">{line.units}</cbc:Quantity>'
        f"{_item(line, coded=coded)}<cac:ContainingPackage>"
        f"<cbc:Quantity>{line.boxes}</cbc:Quantity></cac:ContainingPackage></cac:GoodsItem>"
    )


def papers(invoices: Iterable[Invoice], waybill: str) -> Iterable[tuple[str, str]]:
    """(kind, XML) of the papers of some invoices."""
    for paper in invoices:
        yield "invoice", invoice(paper, waybill)
        yield "packing", packing_list(paper, waybill)
        if paper.credit:
            yield "credit", credit_note(paper)
