"""The gate for XML of another party: bytes in, the root of a plain tree out, or one sentence.

Any DOCTYPE is refused in any encoding, so no entity is ever declared; XInclude and schemaLocation
are never followed; nothing is fetched. Size, depth, tags and attributes have caps, which hold
before a tree is built. Comments and processing instructions are dropped.
"""

import re

from lxml import etree

from commonweal.model.errors import Invalid
from commonweal.use.trade.paper import encoding
from commonweal.use.trade.paper.datatype import shown

LARGEST = 50_000_000
"""Bytes of one file."""

TAGS = 800_000
"""Tags, opening and closing; 13,000 full invoice lines have as many."""

ATTRIBUTES = 300_000
"""Equals signs, of which each attribute has one."""

ATTRIBUTE = 65_536
"""Characters of one attribute."""

DEPTH = 256
"""Elements inside one another, as libxml2 counts them."""

_ASIDE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_START = re.compile(r"\s*(<!--|<!|<[^\W\d]|.)?", re.DOTALL)
_LONG = re.compile(rf"""=\s*(?:"[^"<]{{{ATTRIBUTE}}}|'[^'<]{{{ATTRIBUTE}}})""")


def root(content: bytes, *, file: str) -> etree._Element:
    """The root element of the content. Raises Invalid with file and line."""
    if len(content) > LARGEST:
        raise _refusal(file, 1, f"has {len(content):,} bytes; up to {LARGEST:,} are read")
    if not content.strip():
        raise _refusal(file, 1, "is empty")
    text = encoding.text(content, file=file)
    _prolog(text, file)
    _caps(text, file)
    return _parsed(text.encode("utf-8"), file)


def _prolog(text: str, file: str) -> None:
    """Pass over declaration, comments and instructions: after them only the root may stand."""
    at = 0
    while found := _ASIDE.match(text, at):
        at = found.end()
    start = _START.match(text, at)
    first = (start and start[1]) or ""
    line = text.count("\n", 0, start.start(1) if start and start[1] else len(text)) + 1
    if first == "<!--":
        raise _refusal(file, line, "has a comment that never ends")
    if first == "<!":
        raise _refusal(file, line, "has a DOCTYPE, which is never read", "Leave it out.")
    if not first.startswith("<"):
        raise _refusal(file, line, "is not XML: no element begins here")


def _caps(text: str, file: str) -> None:
    if text.count("<") > TAGS:
        raise _refusal(file, 1, f"has more than {TAGS:,} tags", "Split it into smaller papers.")
    if text.count("=") > ATTRIBUTES:
        raise _refusal(file, 1, f"has more than {ATTRIBUTES:,} attributes")
    if found := _LONG.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _refusal(file, line, f"has an attribute of more than {ATTRIBUTE:,} characters")


def _parsed(content: bytes, file: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        raise _malformed(wrong, file) from None


def _malformed(wrong: etree.XMLSyntaxError, file: str) -> Invalid:
    said = wrong.msg or ""
    if "depth" in said.lower():
        return _refusal(file, wrong.lineno or 1, f"is deeper than {DEPTH} elements")
    return _refusal(file, wrong.lineno or 1, f"is not well-formed: {shown(said)}")


def _refusal(file: str, line: int, said: str, hint: str = "") -> Invalid:
    return Invalid(detail=f"{file}, line {line}: it {said}.", hint=hint, file=file, line=line)
