"""Identifiers of things, places and parties in their one spelling.

A GS1 key may be written as EPC URN or as GS1 Digital Link, on any domain and with more or fewer
qualifiers. Its one spelling is the constrained canonical Digital Link that the event hash wants
(CBV 2.0, event hash algorithm, rules 17 and 18): `https://id.gs1.org/01/09506000134352/10/ABC`.
Any other URI stays as it is. The way back to an EPC URN is not offered: a Digital Link does not say
how long the company prefix is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_from_bytes, unquote_to_bytes

from commonweal.use.food.epcurn import is_epc_urn, path_of_urn
from commonweal.use.food.gs1key import checked

HOST = "https://id.gs1.org"

_NAMES = {
    "gtin": "01",
    "sscc": "00",
    "gln": "414",
    "party": "417",
    "itip": "8006",
    "cpid": "8010",
    "gsrnp": "8017",
    "gsrn": "8018",
    "gcn": "255",
    "gdti": "253",
    "ginc": "401",
    "gsin": "402",
    "grai": "8003",
    "giai": "8004",
    "lot": "10",
    "ser": "21",
}
"""The words that older Digital Links use instead of application identifiers."""

_QUALIFIERS = {
    "01": ("21", "235", "10"),
    "8006": ("21", "10"),
    "414": ("254",),
    "8010": ("8011",),
}
"""Key -> the qualifiers that may stay, the finest first; only one of them does."""

_SHAPES = {
    "00": r"\d{18}",
    "01": r"\d{8}|\d{12,14}",
    "253": r"\d{13}[^/]{0,17}",
    "255": r"\d{13}\d{0,12}",
    "401": r"[^/]{4,90}",
    "402": r"\d{17}",
    "414": r"\d{13}",
    "417": r"\d{13}",
    "8003": r"\d{14}[^/]{0,48}",
    "8004": r"[^/]{4,90}",
    "8006": r"\d{18}",
    "8010": r"[^/]{4,90}",
    "8017": r"\d{18}",
    "8018": r"\d{18}",
}
_NUMERIC = {ai: re.compile(shape, re.ASCII) for ai, shape in _SHAPES.items()}
_LITERAL = "';="
"""Characters a component may have unescaped besides letters, digits and `-._~`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotIdentity:
    """What makes a lot one lot: the same number at two firms is two lots."""

    issuer: str
    """`gs1` where a GS1 key names the issuer, else the host or URN namespace that minted it."""
    product: str
    """The class URI without lot or serial number."""
    lot: str
    """Lot or serial number; empty where the URI names a class alone."""


@lru_cache(maxsize=16_384)
def canonical(uri: str) -> str:
    """The one spelling of an identifier. Raises ValueError for a malformed EPC URN."""
    if is_epc_urn(uri):
        return HOST + _escaped(path_of_urn(uri))
    if uri.startswith(("https://", "http://")):
        return _canonical_link(uri) or uri
    return uri


def lot_identity(uri: str) -> LotIdentity:
    """Issuer, class and lot of an identifier, in any spelling."""
    uri = canonical(uri)
    if uri.startswith(f"{HOST}/01/"):
        head, _, number = uri.removeprefix(f"{HOST}/01/").partition("/")
        return LotIdentity(issuer="gs1", product=f"{HOST}/01/{head}", lot=number.partition("/")[2])
    issuer = uri.split("/")[2] if "://" in uri else ":".join(uri.split(":")[:2])
    cut = max(uri.rfind("/"), uri.rfind(":"), uri.rfind("#"))
    return LotIdentity(issuer=issuer, product=uri[:cut], lot=uri[cut + 1 :])


def _canonical_link(uri: str) -> str | None:
    """The Digital Link in one spelling; None if the URI is none."""
    path = re.split(r"[?#]", uri, maxsplit=1)[0].split("/")[3:]
    ours = uri.split("/", 3)[2] == "id.gs1.org"
    for place in range(len(path) - 1):
        ai = _NAMES.get(path[place], path[place])
        if ai in _SHAPES and (key := _key(ai, path[place + 1], ours=ours)):
            return f"{HOST}/{ai}/{_component(key)}{_qualifier(ai, path[place + 2 :])}"
    return None


def _key(ai: str, text: str, *, ours: bool) -> str | None:
    """The key in full length; on a stranger's domain only if its check digit is right."""
    if not _NUMERIC[ai].fullmatch(text):
        return None
    key = text.zfill(14) if ai == "01" else text
    return key if ours or checked(ai, key) else None


def _qualifier(ai: str, path: list[str]) -> str:
    pairs = {
        _NAMES.get(name, name): text for name, text in zip(path[::2], path[1::2], strict=False)
    }
    finest = next((each for each in _QUALIFIERS.get(ai, ()) if pairs.get(each)), None)
    if finest is None or (ai, finest, pairs[finest]) == ("414", "254", "0"):
        return ""
    return f"/{finest}/{_component(pairs[finest])}"


def _escaped(path: str) -> str:
    return "/".join(_component(each) for each in path.split("/"))


def _component(text: str) -> str:
    """Percent-encoded in one way, whichever characters the writer chose to encode."""
    return quote_from_bytes(unquote_to_bytes(text), safe=_LITERAL)
