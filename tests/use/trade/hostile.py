"""Hostile files, made on the spot: each is a golden with one thing done to it, or no XML at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

GOLDENS = Path(__file__).parent / "goldens"
INVOICE = (GOLDENS / "invoice.xml").read_text(encoding="utf-8")
DECLARATION = (GOLDENS / "declaration.xml").read_text(encoding="utf-8")

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = '<!DOCTYPE Invoice SYSTEM "http://example.org/invoice.dtd">\n'
XXE = '<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
LAUGHS = (
    '<!DOCTYPE Invoice [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>\n"
)
XINCLUDE = (
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
    'href="file:///etc/passwd" parse="text"/>'
)


def _xml(body: str) -> bytes:
    return (PROLOG + body).encode()


def _prolog(doctype: str) -> str:
    return INVOICE.replace(PROLOG, PROLOG + doctype)


def _invoice(old: str, new: str) -> bytes:
    return _changed(INVOICE, old, new).encode()


def _declaration(old: str, new: str) -> bytes:
    return _changed(DECLARATION, old, new).encode()


def _changed(text: str, old: str, new: str) -> str:
    if old not in text:
        raise LookupError(f"The golden has no {old}.")
    return text.replace(old, new, 1)


def _labelled(encoding: str, text: str = INVOICE) -> str:
    return text.replace('encoding="UTF-8"', f'encoding="{encoding}"')


def _inside(content: str) -> bytes:
    """The content as extensions of an invoice, where anything may stand."""
    extensions = (
        '<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:'
        f'CommonExtensionComponents-2">{content}</ext:UBLExtensions>'
    )
    version = "<cbc:UBLVersionID>"
    return _invoice(version, extensions + version)


ACCENTED = INVOICE.replace("Example Blooms", "Exämple Blooms")
NUMBER = "<cbc:ID>INV-2026-0117</cbc:ID>"
PRICE = ">840.00<"
MASS = ">140<"

REFUSED: Mapping[str, Callable[[], bytes]] = {
    "doctype-utf-8": lambda: _prolog(DOCTYPE).encode(),
    "doctype-utf-8-mark": lambda: _prolog(DOCTYPE).encode("utf-8-sig"),
    "doctype-utf-16": lambda: _labelled("UTF-16", _prolog(DOCTYPE)).encode("utf-16"),
    "doctype-utf-16-le-no-mark": lambda: _labelled("UTF-16LE", _prolog(DOCTYPE)).encode(
        "utf-16-le"
    ),
    "doctype-utf-16-be-no-mark": lambda: _labelled("UTF-16BE", _prolog(DOCTYPE)).encode(
        "utf-16-be"
    ),
    "doctype-utf-32": lambda: _labelled("UTF-32", _prolog(DOCTYPE)).encode("utf-32"),
    "doctype-utf-32-be": lambda: _labelled("UTF-32BE", _prolog(DOCTYPE)).encode("utf-32-be"),
    "doctype-latin": lambda: _labelled("ISO-8859-1", _prolog(DOCTYPE)).encode("latin-1"),
    "doctype-behind-comments": lambda: _prolog("<!-- a --><?b c?>\n" * 1000 + DOCTYPE).encode(),
    "doctype-alone": lambda: b"<!DOCTYPE Invoice>",
    "doctype-lower-case": lambda: _prolog("<!doctype Invoice>").encode(),
    "doctype-behind-root": lambda: _invoice("</Invoice>", "</Invoice>" + DOCTYPE),
    "doctype-in-root": lambda: _invoice(NUMBER, DOCTYPE + NUMBER),
    "external-entity": lambda: _prolog(XXE).replace("INV-2026-0117", "&x;").encode(),
    "parameter-entity": lambda: _prolog(
        '<!DOCTYPE Invoice [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>'
    ).encode(),
    "billion-laughs": lambda: _prolog(LAUGHS).replace("INV-2026-0117", "&a9;").encode(),
    "quadratic-blowup": lambda: (
        _prolog(f'<!DOCTYPE Invoice [<!ENTITY a "{"a" * 50_000}">]>')
        .replace("INV-2026-0117", "&a;" * 50_000)
        .encode()
    ),
    "undeclared-entity": lambda: _invoice("INV-2026-0117", "INV&x;"),
    "xinclude": lambda: _invoice(NUMBER, XINCLUDE + NUMBER),
    "xinclude-in-a-value": lambda: _invoice("INV-2026-0117", XINCLUDE),
    "depth-10000": lambda: _xml("<a>" * 10_000 + "</a>" * 10_000),
    "depth-10000-in-extensions": lambda: _inside("<a>" * 10_000 + "</a>" * 10_000),
    "depth-300-unclosed": lambda: _xml("<a>" * 300),
    "a-million-attributes": lambda: _xml(
        "<a " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>"
    ),
    "a-million-namespaces": lambda: _xml(
        "<a " + " ".join(f'xmlns:a{n}="u"' for n in range(1_000_000)) + "/>"
    ),
    "a-million-elements": lambda: _xml("<a>" + "<b></b>" * 1_000_000 + "</a>"),
    "a-million-elements-in-extensions": lambda: _inside("<b></b>" * 1_000_000),
    "half-a-million-elements": lambda: _xml("<a>" + "<b/>" * 500_000 + "</a>"),
    "an-attribute-of-a-megabyte": lambda: _invoice(
        'unitCode="H87">4000', f'unitCode="{"H" * 1_000_000}">4000'
    ),
    "a-unit-of-2000-characters": lambda: _invoice(
        'unitCode="H87">4000', f'unitCode="{"H" * 2_000}">4000'
    ),
    "a-name-of-a-megabyte": lambda: _xml(f"<{'a' * 1_000_000}/>"),
    "a-text-of-11-megabytes": lambda: _invoice("INV-2026-0117", "a" * 11_000_000),
    "51-megabytes": lambda: PROLOG.encode() + b" " * 51_000_000 + b"<a/>",
    "comments-without-end": lambda: _xml("<!-- a " * 500_000),
    "windows-1252-as-utf-8": lambda: ACCENTED.encode("cp1252"),
    "windows-1252-as-latin": lambda: _labelled(
        "ISO-8859-1", INVOICE.replace("Example Blooms", "Example \u2019Blooms")
    ).encode("cp1252"),
    "utf-16-as-utf-8": lambda: INVOICE.encode("utf-16"),
    "utf-8-as-utf-16": lambda: _labelled("UTF-16").encode(),
    "utf-8-mark-but-latin": lambda: _labelled("ISO-8859-1").encode("utf-8-sig"),
    "utf-16-le-as-be": lambda: _labelled("UTF-16BE").encode("utf-16-le"),
    "utf-7": lambda: _labelled("UTF-7").encode("utf-7"),
    "ebcdic": lambda: _labelled("IBM037").encode("cp037"),
    "overlong-utf-8": lambda: INVOICE.encode().replace(b"INV-2026", b"INV\xc0\xad2026"),
    "surrogate-in-utf-8": lambda: INVOICE.encode().replace(b"INV-2026", b"INV\xed\xa0\x802026"),
    "decimal-comma": lambda: _invoice(PRICE, ">840,00<"),
    "grouped-thousands": lambda: _invoice(PRICE, ">1.234,56<"),
    "not-a-number": lambda: _invoice(PRICE, ">NaN<"),
    "infinity": lambda: _invoice(PRICE, ">INF<"),
    "exponent": lambda: _invoice(PRICE, ">8.4E2<"),
    "huge-exponent": lambda: _declaration(MASS, ">1E999999999<"),
    "a-million-digits": lambda: _invoice(PRICE, f">{'9' * 1_000_000}<"),
    "16-digits-before-the-point": lambda: _invoice(PRICE, f">{'9' * 16}.00<"),
    "31-digits": lambda: _invoice(PRICE, f">{'9' * 31}<"),
    "17-digits-declared": lambda: _declaration(MASS, f">{'1' * 17}<"),
    "foreign-digits": lambda: _invoice(PRICE, ">\u0668\u0664\u0660<"),
    "negative-mass": lambda: _declaration(MASS, ">-140<"),
    "negative-packages": lambda: _declaration(">10</QuantityQuantity>", ">-1</QuantityQuantity>"),
    "price-for-nothing": lambda: _invoice(">100</cbc:BaseQuantity>", ">0</cbc:BaseQuantity>"),
    "mass-in-litres": lambda: _invoice('unitCode="KGM">152.4', 'unitCode="LTR">152.4'),
    "mass-without-unit": lambda: _invoice(' unitCode="KGM">152.4', ">152.4"),
    "unit-in-words": lambda: _invoice('unitCode="H87">4000', 'unitCode="stems">4000'),
    "amount-without-currency": lambda: _invoice(' currencyID="USD">840.00', ">840.00"),
    "currency-that-is-none": lambda: _invoice('currencyID="USD">840.00', 'currencyID="US$">840.00'),
    "commodity-in-words": lambda: _invoice("06031200", "carnations"),
    "date-that-is-none": lambda: _invoice("2026-02-11", "2026-02-30"),
    "date-the-other-way": lambda: _invoice("2026-02-11", "11-02-2026"),
    "wrong-date-format": lambda: _declaration('formatCode="304"', 'formatCode="102"'),
    "unknown-date-format": lambda: _declaration('formatCode="304"', 'formatCode="203"'),
    "two-numbers": lambda: _invoice(NUMBER, NUMBER + NUMBER),
    "no-number": lambda: _invoice(NUMBER, ""),
    "blank-number": lambda: _invoice(NUMBER, "<cbc:ID> </cbc:ID>"),
    "element-in-a-value": lambda: _invoice("INV-2026-0117", "<cbc:ID>1</cbc:ID>"),
    "text-between-elements": lambda: _invoice(NUMBER, NUMBER + "loose"),
    "element-of-no-namespace": lambda: _invoice(NUMBER, NUMBER + '<a xmlns=""/>'),
    "wrong-namespace": lambda: _invoice("xsd:Invoice-2", "xsd:Invoice-9"),
    "root-of-no-namespace": lambda: b"<Invoice/>",
    "another-root": lambda: (
        b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'
    ),
    "metadata-without-declaration": lambda: (
        b'<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"/>'
    ),
    "no-reference": lambda: _changed(
        _declaration("<ID>26NL000000000000A1</ID>", "").decode(),
        "<FunctionalReferenceID>LRN-2026-0042</FunctionalReferenceID>",
        "",
    ).encode(),
    "truncated": lambda: INVOICE.encode()[:2000],
    "truncated-in-a-tag": lambda: INVOICE.encode()[: INVOICE.index("<cbc:IssueDate") + 8],
    "empty": lambda: b"",
    "blank": lambda: b" \n\t\n",
    "mark-alone": lambda: b"\xef\xbb\xbf",
    "declaration-alone": lambda: _xml(""),
    "words": lambda: b"Dear sir, please find the invoice attached.",
    "json": lambda: b'{"invoice": 1}',
    "zip": lambda: b"PK\x03\x04" + bytes(range(256)) * 4,
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "html": lambda: b"<!DOCTYPE html><html><body>Invoice</body></html>",
    "nul-bytes": lambda: b"\x00" * 1000,
    "nul-in-a-value": lambda: INVOICE.encode().replace(b"INV-2026", b"INV\x002026"),
    "control-in-a-value": lambda: _invoice("INV-2026", "INV\x012026"),
    "comment-with-dashes": lambda: _invoice(NUMBER, f"<!-- a -- b -->{NUMBER}"),
    "two-roots": lambda: _invoice("</Invoice>", "</Invoice><a/>"),
    "attribute-twice": lambda: _invoice(
        'currencyID="USD">840', 'currencyID="USD" currencyID="EUR">840'
    ),
}
"""Name -> bytes that must be refused with one sentence."""

HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "remote-schema": lambda: _invoice(
        "<Invoice ",
        '<Invoice xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="urn:x http://example.org/x.xsd" ',
    ),
    "stylesheet": lambda: _prolog('<?xml-stylesheet href="http://example.org/x.xsl"?>\n').encode(),
    "xinclude-in-extensions": lambda: _inside(XINCLUDE),
    "utf-8-mark": lambda: INVOICE.encode("utf-8-sig"),
    "utf-16": lambda: _labelled("UTF-16").encode("utf-16"),
    "utf-16-be-no-mark": lambda: _labelled("UTF-16BE").encode("utf-16-be"),
    "utf-32": lambda: _labelled("UTF-32").encode("utf-32"),
    "latin": lambda: _labelled("ISO-8859-1").encode("latin-1"),
    "windows-1252": lambda: _labelled("Windows-1252").encode("cp1252"),
    "no-declaration": lambda: INVOICE.replace(PROLOG, "").encode(),
    "doctype-in-a-comment": lambda: _prolog(f"<!-- {DOCTYPE} -->\n").encode(),
    "comment-in-a-value": lambda: _invoice("INV-2026-0117", "INV-<!-- a -->2026-0117"),
    "instruction-in-a-value": lambda: _invoice("INV-2026-0117", "INV-<?a b?>2026-0117"),
    "character-data": lambda: _invoice("INV-2026-0117", "INV-<![CDATA[2026]]>-0117"),
    "character-reference": lambda: _invoice("INV-2026-0117", "INV&#45;2026-0117"),
    "other-prefixes": lambda: (
        INVOICE.replace("cbc:", "a:").replace("xmlns:cbc", "xmlns:a").encode()
    ),
}
"""Name -> bytes that must read as the golden invoice does."""
