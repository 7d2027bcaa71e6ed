"""A declaration as the WCO Data Model has it (DEC, as read by our tables)."""

from decimal import Decimal
from xml.sax.saxutils import escape

from commonweal.use.trade.synth.entry import Declared, Entry
from commonweal.use.trade.synth.ubl import COMMENT

_NAMES = "urn:wco:datamodel:WCO"


def declaration(entry: Entry) -> str:
    """The declaration as XML."""
    items = "".join(_item(item, number) for number, item in enumerate(entry.items, start=1))
    content = "".join(
        (
            _accepted(entry),
            "<FunctionCode>9</FunctionCode>",
            f"<FunctionalReferenceID>{entry.reference}</FunctionalReferenceID>",
            f"<ID>{entry.mrn}</ID>" if entry.mrn else "",
            "<TypeCode>IMA</TypeCode>",
            f"<GoodsItemQuantity>{len(entry.items)}</GoodsItemQuantity>",
            _invoiced(entry),
            _supports(entry),
            _rate(entry),
            f"<Declarant><ID>{entry.declarant.id}</ID></Declarant>",
            f"<Exporter><Name>{escape(entry.exporter.name)}</Name>"
            f"<ID>{entry.exporter.id}</ID></Exporter>",
            f"<GoodsShipment>{items}<Importer><ID>{entry.declarant.id}</ID></Importer>",
            f"<PreviousDocument><CategoryCode>N</CategoryCode><ID>{entry.waybill}</ID>"
            "<TypeCode>740</TypeCode></PreviousDocument></GoodsShipment>",
        )
    )
    spread = content.replace("><", ">\n<")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{COMMENT}\n'
        f'<md:MetaData xmlns:md="{_NAMES}:DocumentMetaData-DMS:2">\n'
        f'<Declaration xmlns="{_NAMES}:DEC-DMS:2" xmlns:ds="{_NAMES}:Declaration_DS:DMS:2">\n'
        f"{spread}\n</Declaration>\n</md:MetaData>\n"
    )


def _accepted(entry: Entry) -> str:
    if entry.accepted is None:
        return ""
    moment = f"{entry.accepted:%Y%m%d}080000Z"
    return (
        f'<AcceptanceDateTime><ds:DateTimeString formatCode="304">{moment}</ds:DateTimeString>'
        "</AcceptanceDateTime>"
    )


def _invoiced(entry: Entry) -> str:
    if entry.rate is None or entry.invoiced is None:
        return ""
    return f'<InvoiceAmount currencyID="{entry.rate[0]}">{entry.invoiced}</InvoiceAmount>'


def _supports(entry: Entry) -> str:
    return "".join(
        "<AdditionalDocument><CategoryCode>N</CategoryCode>"
        f"<ID>{number}</ID><TypeCode>935</TypeCode></AdditionalDocument>"
        for number in entry.cited
    )


def _rate(entry: Entry) -> str:
    if entry.rate is None:
        return ""
    currency, rate = entry.rate
    return (
        f"<CurrencyExchange><CurrencyTypeCode>{currency}</CurrencyTypeCode>"
        f"<RateNumeric>{rate}</RateNumeric></CurrencyExchange>"
    )


def _item(item: Declared, number: int) -> str:
    stems = ""
    if item.stems is not None:
        stems = f'<TariffQuantity unitCode="NAR">{item.stems}</TariffQuantity>'
    return (
        f"<GovernmentAgencyGoodsItem><SequenceNumeric>{number}</SequenceNumeric>"
        f"{_money('StatisticalValueAmount', item.value)}"
        f"<Commodity><Description>{escape(item.text)}</Description>"
        f"<Classification><ID>{item.code}</ID>"
        "<IdentificationTypeCode>TSP</IdentificationTypeCode></Classification><GoodsMeasure>"
        f'<GrossMassMeasure unitCode="KGM">{item.gross_kg}</GrossMassMeasure>'
        f'<NetNetWeightMeasure unitCode="KGM">{item.net_kg}</NetNetWeightMeasure>'
        f"{stems}</GoodsMeasure></Commodity>"
        "<GovernmentProcedure><CurrentCode>40</CurrentCode><PreviousCode>00</PreviousCode>"
        "</GovernmentProcedure>"
        f"<Origin><CountryCode>{item.origin}</CountryCode><TypeCode>1</TypeCode></Origin>"
        "<Packaging><SequenceNumeric>1</SequenceNumeric>"
        f"<QuantityQuantity>{item.boxes}</QuantityQuantity><TypeCode>BX</TypeCode></Packaging>"
        "</GovernmentAgencyGoodsItem>"
    )


def _money(name: str, amount: Decimal) -> str:
    return f'<{name} currencyID="EUR">{amount}</{name}>'
