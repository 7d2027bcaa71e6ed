"""EPC URNs as Digital Link paths. Source: GS1 EPC Tag Data Standard 2.0, sections 6 and 8."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from commonweal.use.food.gs1key import with_check_digit

_TEXT = r"[A-Za-z0-9%!'()*+,.:;=_-]"
_STARTS = ("urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:")


@dataclass(frozen=True, slots=True)
class _Scheme:
    digits: int | None
    """Digits of company prefix and reference together; None where the reference is text."""
    rest: str
    """Pattern of what follows them."""
    path: Callable[[str, str, tuple[str, ...]], str]
    """(company prefix, reference, rest) -> Digital Link path."""


def is_epc_urn(uri: str) -> bool:
    """True for an EPC, EPC class or EPC pattern URN."""
    return uri.startswith(_STARTS)


def path_of_urn(uri: str) -> str:
    """The Digital Link path of an EPC URN. Raises ValueError where it does not fit its scheme."""
    kind, name, body = (*uri.split(":", 4)[2:], "")[:3]
    scheme = _SCHEMES.get((kind, name))
    if scheme is None:
        raise ValueError(f"is an EPC URN of a scheme that is not known: {name[:20]!r}")
    company, _, after = body.partition(".")
    found = re.fullmatch(_pattern(scheme, company), after) if _is_company(company) else None
    if found is None:
        raise ValueError(f"is no well-formed {name} URN")
    return scheme.path(company, found[1], found.groups()[1:])


def _is_company(prefix: str) -> bool:
    return re.fullmatch(r"[0-9]{6,12}", prefix) is not None


def _pattern(scheme: _Scheme, company: str) -> str:
    if scheme.digits is None:
        return rf"({_TEXT}{{1,72}}){scheme.rest}"
    left = scheme.digits - len(company)
    return rf"([0-9]{{{left}}}){scheme.rest}" if left >= 0 else r"(?!)()"


def _gtin(company: str, item: str) -> str:
    return with_check_digit(item[:1] + company + item[1:])


def _plain(ai: str) -> Callable[[str, str, tuple[str, ...]], str]:
    return lambda company, reference, rest: (
        f"/{ai}/{with_check_digit(company + reference)}" + ("".join(rest))
    )


def _trade(qualifier: str) -> Callable[[str, str, tuple[str, ...]], str]:
    return lambda company, item, rest: (
        f"/01/{_gtin(company, item)}" + (f"/{qualifier}/{rest[0]}" if rest else "")
    )


def _piece(company: str, item: str, rest: tuple[str, ...]) -> str:
    serial = f"/21/{rest[2]}" if len(rest) > 2 else ""  # noqa: PLR2004
    return f"/8006/{_gtin(company, item)}{rest[0]}{rest[1]}{serial}"


def _place(company: str, reference: str, rest: tuple[str, ...]) -> str:
    extension = "" if rest[0] == "0" else f"/254/{rest[0]}"
    return f"/414/{with_check_digit(company + reference)}{extension}"


def _part(company: str, reference: str, rest: tuple[str, ...]) -> str:
    return f"/8010/{company}{reference}" + (f"/8011/{rest[0]}" if rest else "")


def _asset(company: str, reference: str, rest: tuple[str, ...]) -> str:
    return f"/8003/{with_check_digit('0' + company + reference)}{''.join(rest)}"


def _shipped(company: str, reference: str, _rest: tuple[str, ...]) -> str:
    return f"/00/{with_check_digit(reference[:1] + company + reference[1:])}"


def _joined(ai: str) -> Callable[[str, str, tuple[str, ...]], str]:
    return lambda company, reference, _rest: f"/{ai}/{company}{reference}"


_SERIAL = rf"\.({_TEXT}{{1,60}})"
_NUMBER = r"\.([0-9]{1,12})"
_ANY = r"\.\*"
_PIECES = r"\.([0-9]{2})\.([0-9]{2})"

_SCHEMES: dict[tuple[str, str], _Scheme] = {
    ("id", "sgtin"): _Scheme(13, _SERIAL, _trade("21")),
    ("id", "upui"): _Scheme(13, _SERIAL, _trade("235")),
    ("class", "lgtin"): _Scheme(13, _SERIAL, _trade("10")),
    ("idpat", "sgtin"): _Scheme(13, _ANY, _trade("21")),
    ("idpat", "upui"): _Scheme(13, _ANY, _trade("235")),
    ("id", "itip"): _Scheme(13, _PIECES + _SERIAL, _piece),
    ("idpat", "itip"): _Scheme(13, _PIECES + _ANY, _piece),
    ("id", "sscc"): _Scheme(17, "", _shipped),
    ("id", "sgln"): _Scheme(12, _SERIAL, _place),
    ("id", "pgln"): _Scheme(12, "", _plain("417")),
    ("id", "grai"): _Scheme(12, _SERIAL, _asset),
    ("idpat", "grai"): _Scheme(12, _ANY, _asset),
    ("id", "gdti"): _Scheme(12, _SERIAL, _plain("253")),
    ("idpat", "gdti"): _Scheme(12, _ANY, _plain("253")),
    ("id", "sgcn"): _Scheme(12, _NUMBER, _plain("255")),
    ("idpat", "sgcn"): _Scheme(12, _ANY, _plain("255")),
    ("id", "gsrn"): _Scheme(17, "", _plain("8018")),
    ("id", "gsrnp"): _Scheme(17, "", _plain("8017")),
    ("id", "gsin"): _Scheme(16, "", _plain("402")),
    ("id", "giai"): _Scheme(None, "", _joined("8004")),
    ("id", "ginc"): _Scheme(None, "", _joined("401")),
    ("id", "cpi"): _Scheme(None, _NUMBER, _part),
    ("idpat", "cpi"): _Scheme(None, _ANY, _part),
}
