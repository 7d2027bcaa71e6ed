"""Bytes of an XML file as text, if its encoding is what it says.

Decoding comes before any other look: a DOCTYPE in UTF-16 is not seen by a scan of bytes.
"""

import codecs
import re

from commonweal.model.errors import Invalid
from commonweal.use.trade.paper.datatype import shown

READ = {
    "utf-8": "utf-8",
    "us-ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32": "utf-32",
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
}
"""Encoding as a declaration writes it, in lower case -> its codec."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(r"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_HEAD = 1024
"""Bytes in which an XML declaration ends."""

_C1 = re.compile("[\x80-\x9f]")


def text(content: bytes, *, file: str) -> str:
    """The content as text, without a byte order mark. Raises Invalid."""
    mark, seen = next(((m, c) for m, c in _MARKS if content.startswith(m)), (b"", ""))
    seen = seen or next((c for start, c in _STARTS if content.startswith(start)), "")
    body = content[len(mark) :]
    said = _declared(body[:_HEAD].decode(seen or "latin-1", "replace"), file)
    codec = _codec(seen, said, file)
    decoded = _decoded(body, codec, said, file)
    return _clean(decoded, codec, file)


def _declared(head: str, file: str) -> str:
    """The encoding that the XML declaration names, in lower case; empty if it names none."""
    found = _DECLARED.match(head)
    if not found:
        return ""
    said = found[1].lower()
    if said not in READ:
        raise Invalid(
            detail=f"{file}, line 1: the encoding {shown(said)} is not read.",
            hint=f"Read are {', '.join(READ)}.",
            file=file,
            line=1,
        )
    return said


def _codec(seen: str, said: str, file: str) -> str:
    """The codec that the first bytes show and the declaration agrees with."""
    wide = seen.startswith(("utf-16", "utf-32"))
    if not said:
        return seen or "utf-8"
    agrees = seen.startswith(READ[said]) if wide else not said.startswith(("utf-16", "utf-32"))
    if not agrees or (seen == "utf-8" and said != "utf-8"):
        raise _lie(file, 1, f"the first bytes are not {said}, which the declaration says")
    return seen or READ[said]


def _decoded(body: bytes, codec: str, said: str, file: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError as wrong:
        line = body.count(b"\n", 0, wrong.start) + 1
        claim = f"the declaration says {said}" if said else f"no declaration stands against {codec}"
        raise _lie(file, line, f"{claim}, and this byte is not") from None


def _clean(decoded: str, codec: str, file: str) -> str:
    """The text, if it has no NUL and no control character that only a wrong label gives."""
    if (nul := decoded.find("\x00")) >= 0:
        raise _lie(file, decoded.count("\n", 0, nul) + 1, "there is a NUL character")
    if codec.startswith("iso-") and (found := _C1.search(decoded)):
        line = decoded.count("\n", 0, found.start()) + 1
        raise _lie(file, line, f"the declaration says {codec}, and this byte is a control in it")
    return decoded


def _lie(file: str, line: int, said: str) -> Invalid:
    return Invalid(
        detail=f"{file}, line {line}: {said}.",
        hint="Save the file as UTF-8; what claims to be Latin is often Windows-1252.",
        file=file,
        line=line,
    )
